import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

interface Row {
	number: string;
	version: number;
	status: string;
	unit: { id: string };
	handler: { name: string } | null;
}

async function find(username: string, number: string): Promise<Row> {
	const { json } = await portal.call('GET', `api/staff/reports?q=${number}`, { as: await portal.signIn(username) });
	return json.items[0];
}

async function moveMany(username: string, move: string, numbers: string[], fields: Record<string, unknown> = {}) {
	const rows = await Promise.all(numbers.map((number) => find('city', number)));
	const reports = rows.map(({ number, version }) => ({ number, version }));
	const body = { move, fields, reports };
	return portal.call('POST', 'api/staff/reports/moves', { as: await portal.signIn(username), body });
}

const assignment = { unit: '211382-natural-resources', reason: '地点在凌源市境内。' };
const unclear = async () => (await portal.report({ location: { place: '老矿后山' } })).number;

test('the city assigns several reports of its queue at once, each with its own event and audit row', async () => {
	const numbers = [await unclear(), await unclear(), await unclear()];
	const { status, json } = await moveMany('city', 'assign', numbers, assignment);
	expect(status).toBe(200);
	expect(json.results).toEqual(numbers.map((number) => ({ number, moved: true, sentence: null })));
	for (const number of numbers) {
		expect(await find('lingyuan', number)).toMatchObject({ status: 'assigned', unit: { id: assignment.unit } });
	}
	const as = await portal.signIn('auditor');
	for (const number of numbers) {
		const { json: log } = await portal.call('GET', `api/staff/audit?q=${number}&action=report.moved`, { as });
		expect(log.total).toBe(1);
	}
});

test('one that was moved meanwhile is told apart, and the others go on', async () => {
	const [stale, fresh] = [await unclear(), await unclear()];
	const seen = await find('city', stale);
	await portal.move('city', stale, 'assign', assignment);
	const reports = [seen, await find('city', fresh)].map(({ number, version }) => ({ number, version }));
	const as = await portal.signIn('city');
	const body = { move: 'assign', fields: assignment, reports };
	const { json } = await portal.call('POST', 'api/staff/reports/moves', { as, body });
	expect(json.results[0]).toMatchObject({ number: stale, moved: false });
	expect(json.results[0].sentence).toMatch(/刚刚办理了这件线索/);
	expect(json.results[1]).toEqual({ number: fresh, moved: true, sentence: null });
});

test('a clerk takes several reports of the county, and none of another', async () => {
	const own = (await portal.report()).number;
	const foreign = (await portal.report({ location: { adcode: 211382, place: '村北' } })).number;
	const { json } = await moveMany('beipiao', 'take', [own, foreign]);
	expect(json.results).toMatchObject([
		{ number: own, moved: true },
		{ number: foreign, moved: false },
	]);
	expect(json.results[1].sentence).toMatch(/没有找到/);
	expect((await find('city', own)).handler?.name).toMatch('北票');
	expect((await find('city', foreign)).handler).toBeNull();
});

test('whoever may not, a gap in the form, another kind of move and too many are refused as a whole', async () => {
	const number = await unclear();
	const own = (await portal.report()).number;
	expect((await moveMany('beipiao', 'assign', [own], assignment)).status).toBe(403);
	expect((await moveMany('beipiao-approver', 'take', [own])).status).toBe(403);
	expect((await moveMany('city', 'assign', [number], { unit: assignment.unit })).status).toBe(422);
	expect((await moveMany('city', 'decline', [number])).status).toBe(422);
	const as = await portal.signIn('city');
	const reports = Array.from({ length: 51 }, () => ({ number, version: 1 }));
	const body = { move: 'take', fields: {}, reports };
	expect((await portal.call('POST', 'api/staff/reports/moves', { as, body })).status).toBe(422);
	expect((await find('city', number)).status).toBe('received');
});
