import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

let portal: TestPortal;

beforeAll(async () => {
	portal = await openTestPortal();
	await aStory('2026-03-01', '2026-03-20', 'substantiated');
	await aStory('2026-03-02', '2026-06-30', 'partly');
	await aStory('2026-03-31', null);
	await aStory('2026-06-20', null, '', 'mine-safety');
	portal.setNow('2026-06-21T02:00:00Z');
	const { number, secret } = await aStory('2026-06-21', '2026-06-22', 'unsubstantiated');
	await portal.call('POST', 'api/reports/track/rating', { body: { number, secret, score: 4 } });
	const returned = await portal.report();
	await portal.move('beipiao', returned.number, 'object', fieldsOf('object'));
	await portal.move('city', returned.number, 'assign', { unit: '211381-natural-resources', reason: '在北票市。' });
	portal.setNow('2026-07-01T02:00:00Z');
});
afterEach(() => portal.setNow('2026-07-01T02:00:00Z'));
afterAll(() => portal.remove());

async function aStory(receivedOn: string, concludedOn: string | null, outcome = '', category = 'no-licence') {
	portal.setNow(`${receivedOn}T02:00:00Z`);
	const receipt = await portal.report({ category, location: { adcode: 211381, town: '大板镇', place: '村北' } });
	await portal.move('beipiao', receipt.number, 'accept');
	if (concludedOn === null) return receipt;
	portal.setNow(`${concludedOn}T02:00:00Z`);
	await portal.move('beipiao', receipt.number, 'investigate', fieldsOf('investigate'));
	await portal.move('beipiao', receipt.number, 'conclude', aConclusion(outcome));
	return receipt;
}

async function ask(path: string, username = 'beipiao') {
	return portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) });
}
const total = async (query: string) => (await ask(`reports?${query}`)).json.total;

test('each figure of the dashboard opens the list that it counts', async () => {
	const { json: seen } = await ask('dashboard');
	expect(seen).toMatchObject({ received: 6, open: 3, concluded: 3, substantiated: 2, returned: 1 });
	expect(await total('outcome=substantiated,partly')).toBe(seen.substantiated);
	expect(await total('returned=1')).toBe(seen.returned);
	expect(await total('rated=1')).toBe(seen.satisfaction.rated);
	expect(await total(`town=${encodeURIComponent('大板镇')}`)).toBe(seen.byTown[0].count);
	const [onTime, late] = [await total('answered=on-time'), await total('answered=late')];
	expect(onTime / (onTime + late + seen.overdue)).toBe(seen.onTimeRate);
	for (const { ageFrom, ageTo, count } of seen.ageOpen) {
		expect(await total(`view=open&ageFrom=${ageFrom}${ageTo === null ? '' : `&ageTo=${ageTo}`}`)).toBe(count);
	}
	for (const { month, received, concluded } of seen.byMonth) {
		expect(await total(`receivedMonth=${month}`)).toBe(received);
		expect(await total(`concludedMonth=${month}`)).toBe(concluded);
	}
});

test('months and days end at midnight in Asia/Shanghai', async () => {
	portal.setNow('2026-04-30T16:30:00Z');
	await portal.report();
	expect(await total('receivedMonth=2026-04')).toBe(0);
	expect(await total('receivedMonth=2026-05')).toBe(1);
	expect(await total('view=open&ageTo=0')).toBeGreaterThan(0);
	portal.setNow('2026-05-01T16:30:00Z');
	expect(await total('view=open&receivedMonth=2026-05&ageFrom=1&ageTo=1')).toBe(1);
});

test('a filter that cannot be read is refused with a sentence', async () => {
	for (const query of ['receivedMonth=2026-13', 'outcome=guilty', 'answered=perhaps', 'ageFrom=-1', 'group=all']) {
		expect((await ask(`reports?${query}`)).status).toBe(422);
	}
});

test('the clearing of illegal mining counts what is open by county and how long the oldest waits', async () => {
	const { json } = await ask('clearing');
	expect(json.byCounty).toEqual([{ adcode: 211381, name: '北票市', open: 3, overdue: 2, oldestDays: 92 }]);
	expect(json.open).toBe(await total('view=open&group=illegal-mining'));
	const city = (await ask('clearing', 'city')).json;
	expect(city.byCounty).toHaveLength(8);
	expect(city.open).toBe(3);
	expect((await ask('clearing', 'lingyuan')).json).toMatchObject({ open: 0, byCounty: [{ oldestDays: null }] });
});
