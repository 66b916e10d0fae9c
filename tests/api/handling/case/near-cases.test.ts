import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { type Answer, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
const open: TestPortal[] = [];
beforeEach(async () => {
	portal = await openTestPortal();
	open.push(portal);
});
afterAll(async () => {
	for (const each of open) await each.remove();
});

const here = { lat: 41.8099, lon: 120.7799 };
/** Some metres north and east, in another cell. */
const beside = { lat: 41.8111, lon: 120.7811 };

const at = (point: object, more: object = {}) => portal.report({ location: { ...point, place: '水塔西侧' }, ...more });
const caseOf = async (number: string, username = 'beipiao'): Promise<Answer['json']> =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;
const near = async (number: string, username?: string) =>
	(await caseOf(number, username)).duplicates.map((each: { number: string; distanceM: number }) => [
		each.number,
		each.distanceM,
	]);
const rowOf = async (number: string) => {
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
	if (!row) throw new Error('no such report');
	return row;
};

describe('cases near one that is opened', () => {
	test('are found across cells, the nearest first, with their distance; those farther off are not', async () => {
		const one = await at(here);
		const far = await at({ lat: 41.8099, lon: 120.7838 });
		const other = await at(beside);
		const same = await at(here);
		expect((await rowOf(one.number)).cell).not.toBe((await rowOf(other.number)).cell);
		const found = await near(one.number);
		expect(found).toEqual([
			[same.number, 0],
			[other.number, expect.any(Number)],
		]);
		expect(found[1][1]).toBeGreaterThan(150);
		expect(found[1][1]).toBeLessThan(180);
		expect(found.flat()).not.toContain(far.number);
	});

	test('are those of the same subject and time', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		await at(here);
		portal.setNow('2026-05-04T02:00:00Z');
		await at(here, { category: 'river-sand' });
		expect(await near((await at(here)).number)).toEqual([]);
		portal.setNow(null);
	});

	test('are told from where staff found the place', async () => {
		const [one, other] = [await at(here), await at({ lat: 41.85, lon: 120.78 })];
		expect(await near(one.number)).toEqual([]);
		const { version } = await caseOf(other.number);
		const body = { version, coordinates: `${here.lat}, ${here.lon}` };
		const as = await portal.signIn('beipiao');
		const put = await portal.call('PUT', `api/staff/reports/${other.number}/place`, { as, body });
		expect(put.status).toBe(200);
		expect(await near(one.number)).toEqual([[other.number, 0]]);
		expect(await near(other.number)).toEqual([[one.number, 0]]);
	});

	test('stand in the log, each with who saw its place, and without the case that it is near to', async () => {
		const [one, other, third] = [await at(here), await at(beside), await at({ lat: 41.7, lon: 120.78 })];
		await caseOf(one.number);
		const seen = async (number: string) =>
			(await portal.staff.db.read.select().from(audit).where(eq(audit.subject, number)))
				.filter(({ actorId }) => actorId !== null)
				.map(({ action, actorName, reason }) => [action, actorName, reason]);
		expect(await seen(one.number)).toEqual([['report.viewed', '北票市经办（演示）', null]]);
		expect(await seen(other.number)).toEqual([['report.viewed', '北票市经办（演示）', null]]);
		expect(await seen(third.number)).toEqual([]);
	});

	test('that by-pass the county, or are another county’s, are neither shown, counted nor logged', async () => {
		const one = await at(here);
		const hidden = await at(here, { avoidCounty: true });
		const elsewhere = await at(here);
		await portal.move('beipiao', elsewhere.number, 'object', { reason: '地点不在本县区，属于邻县。' });
		await portal.move('city', elsewhere.number, 'assign', { unit: '211382-natural-resources', reason: '经核对坐标。' });
		const looks = async () => {
			const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'report.viewed'));
			return rows.filter(({ subject }) => [hidden.number, elsewhere.number].includes(subject)).length;
		};
		const before = await looks();
		expect(await near(one.number)).toEqual([]);
		expect(await looks()).toBe(before);
		expect((await near(one.number, 'city')).map(([number]: [string]) => number)).toEqual(
			expect.arrayContaining([hidden.number, elsewhere.number]),
		);
	});

	test('whose words the city closed are suggested to the county without the reporter’s place', async () => {
		const [one, other] = [await at(here), await at(here)];
		const body = { version: 1, summary: '一处山坡有采挖痕迹。', reason: '内容涉及当地人员' };
		const as = await portal.signIn('city');
		await portal.call('POST', `api/staff/reports/${other.number}/words/close`, { as, body });
		const [suggested] = (await caseOf(one.number)).duplicates;
		expect(suggested).toMatchObject({ number: other.number, place: null, distanceM: 0 });
		expect((await caseOf(one.number, 'city')).duplicates).toMatchObject([{ place: '水塔西侧' }]);
	});

	test('that do not open are left out and logged, and take neither case nor list along', async () => {
		const [one, other, broken] = [await at(here), await at(beside), await at(here)];
		const { sealedStatement } = await rowOf(broken.number);
		const ruined = `${sealedStatement.slice(0, -8)}AAAAAAAA`;
		await portal.staff.db.write((tx) =>
			tx.update(reports).set({ sealedStatement: ruined }).where(eq(reports.number, broken.number)),
		);
		expect((await near(one.number)).map(([number]: [string]) => number)).toEqual([other.number]);
		const { json } = await portal.call('GET', 'api/staff/reports?view=all', { as: await portal.signIn('beipiao') });
		const shown = json.items.map((each: Record<string, unknown>) => [each['number'], each['place'], each['readable']]);
		expect(shown).toEqual(
			expect.arrayContaining([
				[one.number, '水塔西侧', true],
				[broken.number, null, false],
			]),
		);
	});

	test('are opened once, however often they are listed, and anew once they were sealed anew', async () => {
		const [one, other] = [await at(here), await at(here)];
		const opened = vi.spyOn(portal.staff.unsealer, 'open');
		const list = async () => {
			const before = opened.mock.calls.length;
			const { json } = await portal.call('GET', 'api/staff/reports?view=all', { as: await portal.signIn('beipiao') });
			expect(json.items.map(({ place }: { place: string }) => place)).toEqual(['水塔西侧', '水塔西侧']);
			return opened.mock.calls.length - before;
		};
		expect([await list(), await list()]).toEqual([2, 0]);
		const { version } = await caseOf(other.number);
		const body = { version, coordinates: '41.9, 120.7' };
		await portal.call('PUT', `api/staff/reports/${other.number}/place`, { as: await portal.signIn('beipiao'), body });
		// The statement and the point that was put right.
		expect(await list()).toBe(2);
		expect(await near(one.number)).toEqual([]);
	});
});
