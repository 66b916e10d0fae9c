import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../api/accounts/create-account.ts';
import { viewNames } from '../../api/handling/inbox/views.ts';
import { thePortal } from '../../api/permission/actor.ts';
import { may, type Role } from '../../api/permission/roles.ts';
import { alarmCalls } from '../../db/schema/alarms.ts';
import { outbox } from '../../db/schema/delivery.ts';
import { reports } from '../../db/schema/reports.ts';
import { aConclusion, aDraft, content, openTestPortal, type TestPortal } from './portal.ts';
import { bodies, named, type Route, routesOf } from './staff-routes.ts';

const beipiao = 211381;
const words = '矿上的人和镇里的干部是亲戚，夜里往外运矿。';
const unique = '野狐沟第七道梁';

/** Every kind of place from which 北票市 could come to have a report. */
const places: Record<string, Record<string, unknown>> = {
	'the county named': { location: { adcode: beipiao, town: '宝国老镇', place: unique } },
	'a point in the county': { location: { lat: 41.8, lon: 120.77, place: unique } },
	'words that name its town': { location: { place: `宝国老镇${unique}` } },
	'a pond of the county': { location: { place: unique }, pondId: pondOf(beipiao), category: 'tailings-danger' },
	'a mine of the county': { location: { place: unique }, mineId: mineOf(beipiao) },
	'words that contradict the county': { location: { adcode: beipiao, place: `凌源市东城街道${unique}` } },
	'no place at all': { location: { place: unique } },
	'a point outside the city': { location: { lat: 39.9, lon: 116.4, place: unique } },
};

/** Every role of the county, also of each of its units. */
const roles: Array<[username: string, role: Role, unit?: string]> = [
	['beipiao', 'clerk'],
	['beipiao-handler', 'handler'],
	['beipiao-approver', 'approver'],
	['beipiao-grid', 'grid-worker'],
	['sweep-lead', 'county-lead'],
	['sweep-publisher', 'publisher'],
	['sweep-clerk', 'clerk', '211381-natural-resources'],
	['sweep-emergency', 'handler', '211381-emergency'],
	['sweep-unit-approver', 'approver', '211381-natural-resources'],
];

let portal: TestPortal;
let routes: Route[];
const byPassed: Array<{ kind: string; number: string; secret: string; resultId: string }> = [];
let before: Record<string, string>;

function pondOf(adcode: number): string {
	return content.ponds.find((pond) => pond.adcode === adcode)?.id ?? '';
}

function mineOf(adcode: number): string {
	return content.mines.find((mine) => mine.adcode === adcode)?.id ?? '';
}

beforeAll(async () => {
	portal = await openTestPortal();
	portal.setNow('2026-05-04T02:00:00Z');
	for (const [username, role, unit] of roles.filter(([name]) => name.startsWith('sweep-'))) {
		const account = { username, name: username, role, adcode: beipiao, demo: true, ...(unit && { unit }) };
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	}
	routes = routesOf(portal);
	// Its own work goes on beside: what was there before is there afterwards, and nothing else.
	const own = await portal.report({ location: { adcode: beipiao, town: '宝国老镇', place: '村北' } });
	await portal.report({ location: { lat: 41.8, lon: 120.77 } });
	await portal.move('beipiao', own.number, 'accept');
	before = await everythingSeen();
	for (const [kind, place] of Object.entries(places)) byPassed.push(await aByPassed(kind, place));
}, 120_000);
afterAll(() => portal.remove());

/** A report that by-passes the county, taken by the city from receipt to a drafted result. */
async function aByPassed(kind: string, place: Record<string, unknown>) {
	const { number, secret } = await portal.report({ description: words, avoidCounty: true, ...place });
	await portal.move('city', number, 'assign', { unit: '211300-natural-resources', reason: '市级直接办理。' });
	await portal.move('city', number, 'accept');
	await portal.move('city', number, 'investigate', { officers: '刘一\n陈二' });
	const { status, json } = await portal.move('city', number, 'conclude', aConclusion());
	if (status !== 200) throw new Error(`${kind}: ${JSON.stringify(json)}`);
	const as = await portal.signIn('city');
	const drafted = await portal.call('PUT', `api/staff/reports/${number}/result`, { as, body: aDraft() });
	if (drafted.status !== 200) throw new Error(`${kind}: ${JSON.stringify(drafted.json)}`);
	return { kind, number, secret, resultId: drafted.json.id as string };
}

/** All that the roles of the county can be shown without naming a report: lists, views, searches, figures, exports. */
async function everythingSeen(): Promise<Record<string, string>> {
	const queries = [
		...Object.keys(viewNames).map((view) => `view=${view}`),
		...[unique, '宝国老镇', '野狐', '亲戚', '回避', '北票'].map((q) => `q=${encodeURIComponent(q)}`),
		'town=宝国老镇',
		`county=${beipiao}`,
		'county=211300',
		'category=tailings-danger',
		'status=concluded',
		'outcome=substantiated',
		'receivedMonth=2026-05',
	];
	const lists = queries.flatMap((query) => [`reports?${query}`, `ledger.html?${query}`]);
	const plain = routes.filter(({ method, path }) => method === 'GET' && !/[:*]|session|xlsx|captcha/.test(path));
	const paths = [...new Set([...lists, ...plain.map(({ path }) => path.slice(1)), `dashboard?county=${beipiao}`])];
	const seen: Record<string, string> = {};
	for (const [username] of roles) {
		const as = await portal.signIn(username);
		for (const path of paths) {
			const { status, json } = await portal.call('GET', `api/staff/${path}`, { as });
			seen[`${username} ${path}`] = `${status} ${typeof json === 'string' ? json : JSON.stringify(json)}`;
		}
	}
	return seen;
}

test('each of them is with the city, whatever the place', async () => {
	for (const { kind, number } of byPassed) {
		const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
		expect({ kind, bypassed: row?.bypassed, adcode: row?.adcode }).toEqual({ kind, bypassed: true, adcode: 211300 });
	}
});

describe('a by-passed county', () => {
	test('is shown exactly what it was shown before, in every list, view, search, figure and export', async () => {
		const after = await everythingSeen();
		expect(Object.keys(after).length).toBeGreaterThan(300);
		for (const [what, answer] of Object.entries(after))
			expect({ what, answer }).toEqual({ what, answer: before[what] });
		// Some hundred answers, on a machine that has other work.
	}, 60_000);

	test.each(roles)('as %s finds none of them on any route', async (username, role) => {
		const as = await portal.signIn(username);
		const cases = routes.filter(
			({ path, permission }) => /^\/(reports|results)\/:/.test(path) && permission && may(role, permission),
		);
		for (const { number, resultId } of byPassed) {
			for (const route of cases) {
				const path = `api/staff${route.path.replace(':number', number).replace(':id', resultId)}`;
				const body = bodies[named(route)];
				if (route.method !== 'GET') expect(body, `${named(route)} needs a body`).toBeDefined();
				const { status, json } = await portal.call(route.method, path, { as, ...(body !== undefined && { body }) });
				expect({ route: named(route), status }).toEqual({ route: named(route), status: 404 });
				expect(JSON.stringify(json)).not.toContain(number);
			}
		}
	});

	test('is offered none as a duplicate, and cannot merge its own into one', async () => {
		const own = await portal.report({ location: { adcode: beipiao, town: '宝国老镇', place: '村北' } });
		const near = await portal.report({ location: { lat: 41.8, lon: 120.77 } });
		for (const { number } of [own, near]) {
			const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('beipiao') });
			for (const each of byPassed) expect(JSON.stringify(json)).not.toContain(each.number);
			for (const { number: into } of byPassed) {
				const { status } = await portal.propose('beipiao', number, 'merge', { into, reason: '同一处。' });
				expect(status).toBe(422);
			}
		}
	});

	test('gets no mail of any of them: every notice about one goes to the city', async () => {
		const rows = await portal.staff.db.read.select().from(outbox);
		const about = rows
			.flatMap(({ payload }) => (payload.kind === 'unit.notify' ? payload : []))
			.filter(({ number }) => byPassed.some((each) => each.number === number));
		expect(about.length).toBeGreaterThanOrEqual(byPassed.length);
		for (const { unitId } of about) expect(unitId).toMatch(/^211300-/);
	});

	test('is called out by no alarm of any of them: the city alone is', async () => {
		const calls = await portal.staff.db.read.select().from(alarmCalls);
		expect(calls.length).toBeGreaterThan(0);
		for (const { adcode, unitId } of calls) expect([adcode, unitId?.slice(0, 6)]).toEqual([211300, '211300']);
		const rows = await portal.staff.db.read.select().from(outbox);
		const alarms = rows.filter(({ kind }) => kind.startsWith('alarm.'));
		expect(alarms.length).toBeGreaterThan(0);
		for (const { payload } of alarms) expect(payload).toMatchObject({ unitId: expect.stringMatching(/^211300-/) });
	});

	test('is not reminded of one that is late', async () => {
		const { number } = await portal.report({ ...places['the county named'], avoidCounty: true });
		portal.setNow('2026-08-04T02:00:00Z');
		const { remind } = await import('../../api/handling/inbox/remind.ts');
		await remind(portal.staff);
		portal.setNow('2026-05-04T02:00:00Z');
		const rows = await portal.staff.db.read.select().from(outbox);
		const late = rows
			.flatMap(({ payload }) => (payload.kind === 'unit.notify' ? payload : []))
			.filter((each) => each.number === number);
		expect(late.some(({ news }) => news === 'overdue')).toBe(true);
		for (const { unitId } of late) expect(unitId).toMatch(/^211300-/);
	});
});

describe('the city', () => {
	const toBeipiao = { unit: '211381-natural-resources', reason: '按属地管理办理。' };

	test.each(Object.keys(places))('cannot assign one with %s to the county, and is told why', async (kind) => {
		const { number } = await portal.report({ description: words, avoidCounty: true, ...places[kind] });
		const as = await portal.signIn('city');
		const { json: seen } = await portal.call('GET', `api/staff/reports/${number}`, { as });
		expect(seen.byPass.avoided.map(({ adcode }: { adcode: number }) => adcode)).toContain(beipiao);
		const [unit] = seen.moves.find(({ move }: { move: string }) => move === 'assign').fields;
		for (const { id } of unit.options) expect(id).toMatch(/^211300-/);
		const { status, json } = await portal.move('city', number, 'assign', toBeipiao);
		expect({ status, code: json.code }).toEqual({ status: 409, code: 'by_passed' });
		expect(json.detail).toMatch(/举报人要求.*回避/);
	});

	test('is refused in bulk for those alone that by-pass the county', async () => {
		const byPassed = await portal.report({ ...places['the county named'], avoidCounty: true });
		const open = await portal.report({ location: { place: '不知道是哪里' } });
		const as = await portal.signIn('city');
		const body = {
			move: 'assign',
			fields: toBeipiao,
			reports: [byPassed, open].map(({ number }) => ({ number, version: 1 })),
		};
		const { json } = await portal.call('POST', 'api/staff/reports/moves', { as, body });
		expect(json.results).toEqual([
			{ number: byPassed.number, moved: false, sentence: expect.stringContaining('回避') },
			{ number: open.number, moved: true, sentence: null },
		]);
	});

	test('merging one into another keeps the county from both', async () => {
		const byPassed = await portal.report({ ...places['no place at all'], avoidCounty: true });
		const open = await portal.report({ location: { place: '不知道是哪里' } });
		await portal.move('city', byPassed.number, 'assign', { unit: '211300-natural-resources', reason: '市级办理。' });
		const merged = await portal.move('city', byPassed.number, 'merge', { into: open.number, reason: '同一处。' });
		expect(merged.status).toBe(200);
		const { status, json } = await portal.move('city', open.number, 'assign', toBeipiao);
		expect({ status, code: json.code }).toEqual({ status: 409, code: 'by_passed' });
	});

	test('counts them under the city in public figures, where no remainder shows', async () => {
		const { countMonth } = await import('../../api/publication/record/count-month.ts');
		const month = await countMonth(portal.staff, '2026-05');
		const all = await portal.staff.db.read.select().from(reports);
		const sum = month.counties.reduce((total, { received }) => total + received, 0);
		expect(sum).toBe(all.length);
		const ofBeipiao = all.filter(({ adcode }) => adcode === beipiao);
		expect(month.counties.find(({ adcode }) => adcode === beipiao)?.received).toBe(ofBeipiao.length);
		expect(ofBeipiao.every(({ bypassed }) => !bypassed)).toBe(true);
	});
});
