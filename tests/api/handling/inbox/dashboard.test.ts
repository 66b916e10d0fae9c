import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const figures = async (username: string, county?: number) => {
	const path = `api/staff/dashboard${county ? `?county=${county}` : ''}`;
	const { status, json } = await portal.call('GET', path, { as: await portal.signIn(username) });
	expect(status).toBe(200);
	return json;
};

/** Received on one day, concluded on another; `concludedOn` null leaves it open. */
async function aStory(receivedOn: string, concludedOn: string | null, outcome = 'substantiated', place = {}) {
	portal.setNow(`${receivedOn}T02:00:00Z`);
	const receipt = await portal.report({ location: { adcode: 211381, town: '大板镇', place: '村北', ...place } });
	await portal.move('beipiao', receipt.number, 'accept');
	if (concludedOn === null) return receipt;
	portal.setNow(`${concludedOn}T02:00:00Z`);
	await portal.move('beipiao', receipt.number, 'investigate', fieldsOf('investigate'));
	await portal.move('beipiao', receipt.number, 'conclude', aConclusion(outcome));
	return receipt;
}

describe('the figures of an area', () => {
	test('count what is overdue and still open as late in the on-time rate', async () => {
		expect((await figures('beipiao')).onTimeRate).toBeNull();
		await aStory('2026-03-01', '2026-03-20');
		await aStory('2026-03-02', '2026-04-20', 'unsubstantiated');
		await aStory('2026-03-03', '2026-06-30', 'partly');
		await aStory('2026-03-04', null, '', { town: '小塔子乡' });
		await aStory('2026-06-20', null);
		portal.setNow('2026-07-01T02:00:00Z');
		const seen = await figures('beipiao');
		expect(seen).toMatchObject({ received: 5, open: 2, overdue: 1, concluded: 3, substantiated: 2 });
		// Two of three answers came in time; the open one past its day counts as late.
		expect(seen.onTimeRate).toBe(2 / 4);
		expect(seen.byTown).toEqual([
			{ adcode: 211381, county: '北票市', name: '大板镇', count: 4, open: 1 },
			{ adcode: 211381, county: '北票市', name: '小塔子乡', count: 1, open: 1 },
		]);
		expect(seen.ageOpen.map(({ count }: { count: number }) => count)).toEqual([0, 1, 0, 0, 1]);
		expect(seen.byMonth.filter(({ received, concluded }: Record<string, number>) => received || concluded)).toEqual([
			{ month: '2026-03', received: 4, concluded: 1 },
			{ month: '2026-04', received: 0, concluded: 1 },
			{ month: '2026-06', received: 1, concluded: 1 },
		]);
		expect(seen.byCounty).toEqual([{ adcode: 211381, name: '北票市', received: 5, open: 2, overdue: 1 }]);
	});

	test('are the city’s for the city, one county’s on demand, and nobody else’s for a county', async () => {
		await portal.report({ location: { place: '不清楚在哪里' } });
		expect(await figures('city')).toMatchObject({ received: 6, open: 3 });
		expect(await figures('city', 211381)).toMatchObject({ received: 5, open: 2 });
		expect(await figures('city', 211300)).toMatchObject({ received: 1, open: 1 });
		expect(await figures('lingyuan')).toMatchObject({ received: 0, open: 0, byTown: [] });
		expect(await figures('lingyuan', 211381)).toMatchObject({ received: 0, open: 0, overdue: 0 });
		const city = await figures('city');
		const sum = (key: string) =>
			city.byCounty.reduce((total: number, row: Record<string, number>) => total + (row[key] ?? 0), 0);
		expect([sum('received'), sum('open'), sum('overdue')]).toEqual([city.received, city.open, city.overdue]);
	});

	test('agree with the lists they open', async () => {
		portal.setNow('2026-07-01T02:00:00Z');
		const as = await portal.signIn('beipiao');
		const total = async (query: string) => (await portal.call('GET', `api/staff/reports?${query}`, { as })).json.total;
		const seen = await figures('beipiao');
		expect(await total('view=open')).toBe(seen.open);
		expect(await total('view=overdue')).toBe(seen.overdue);
		expect(await total('view=all&status=concluded')).toBe(seen.concluded);
		expect(await total(`view=all&q=${encodeURIComponent('大板镇')}`)).toBe(4);
	});

	test('follow a report that is handed to another county', async () => {
		const { number } = await portal.report();
		await portal.move('beipiao', number, 'object', fieldsOf('object'));
		await portal.move('city', number, 'assign', fieldsOf('assign'));
		expect(await figures('lingyuan')).toMatchObject({ received: 1, open: 1, returned: 1 });
		expect((await figures('beipiao')).received).toBe(5);
	});
});
