import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../api/accounts/create-account.ts';
import { viewNames } from '../../api/handling/inbox/views.ts';
import { thePortal } from '../../api/permission/actor.ts';
import { canBeTied, may, type Role, roles } from '../../api/permission/roles.ts';
import { publications } from '../../db/schema/publication.ts';
import { reports } from '../../db/schema/reports.ts';
import { askIdentity, consent } from './handling/by-pass/consents.ts';
import { fieldsOf } from './handling/cases.ts';
import { aConclusion, aDraft, openTestPortal, type TestPortal } from './portal.ts';
import { bodies, named, type Route, routesOf } from './staff-routes.ts';

const beipiao = 211381;
const emergency = '211381-emergency';
const land = '211381-natural-resources';

let portal: TestPortal;
let routes: Route[];
/** A concluded case of the unit for land, with a result, a request and a task. */
let foreign: { number: string; resultId: string; requestId: string; place: string; town: string };
/** A case of the emergency unit beside it. */
let own: { number: string };

const tied = (Object.keys(roles) as Role[]).filter(canBeTied);
const accountOf = (role: Role) => `emergency-${role}`;

async function make(username: string, role: Role, unit?: string, adcode = beipiao): Promise<string> {
	const account = { username, name: username, role, adcode, demo: true, password: 'demo-password-2026' };
	return createAccount(portal.staff, portal.auth, thePortal, { ...account, ...(unit && { unit }) });
}

beforeAll(async () => {
	portal = await openTestPortal();
	routes = routesOf(portal);
	for (const role of tied) await make(accountOf(role), role, emergency);
	await make('land-clerk', 'clerk', land);
	await make('lead', 'county-lead');
	await make('city-water', 'clerk', '211300-water', 211300);
	foreign = await aForeignCase();
	own = await anOwnCase();
});
afterAll(() => portal.remove());

async function aForeignCase(): Promise<typeof foreign> {
	const [place, town] = [`山坡${crypto.randomUUID()}`, '宝国老镇'];
	const { number } = await portal.report({ location: { adcode: beipiao, town, place } });
	await portal.move('land-clerk', number, 'accept');
	const { json: asked } = await askIdentity(portal, number, 'land-clerk');
	await portal.move('land-clerk', number, 'investigate', { officers: '刘一\n陈二' });
	await portal.move('land-clerk', number, 'conclude', aConclusion());
	const as = await portal.signIn('land-clerk');
	const { json } = await portal.call('PUT', `api/staff/reports/${number}/result`, { as, body: aDraft() });
	return { number, resultId: json.id, requestId: asked.id, place, town };
}

/** Of the same town and subject, transferred to the emergency unit. */
async function anOwnCase(): Promise<{ number: string }> {
	const { number } = await portal.report({ location: { adcode: beipiao, town: foreign.town, place: '采石场东侧' } });
	const fields = { ...fieldsOf('transfer'), unit: emergency };
	expect((await portal.move('beipiao', number, 'transfer', fields)).status).toBe(200);
	return { number };
}

const get = async (username: string, path: string) =>
	portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) });
const numbers = ({ items }: { items: Array<{ number: string }> }) => items.map(({ number }) => number);

describe.each(tied)('a %s of one unit', (role) => {
	const username = accountOf(role);

	test('gets 404 on every route with the number, the result or the request of another unit', async () => {
		const as = await portal.signIn(username);
		const cases = routes.filter(
			({ path, permission }) => /^\/(reports|results)\/:/.test(path) && permission && may(role, permission),
		);
		expect(cases.length).toBeGreaterThan(4);
		for (const route of cases) {
			const id = route.path.includes('requests') ? foreign.requestId : foreign.resultId;
			const path = `api/staff${route.path.replace(':number', foreign.number).replace(':id', id)}`;
			const body = bodies[named(route)];
			if (route.method !== 'GET') expect(body, `${named(route)} needs a body`).toBeDefined();
			const { status, json } = await portal.call(route.method, path, { as, ...(body !== undefined && { body }) });
			expect({ route: named(route), status, code: json.code }).toEqual({
				route: named(route),
				status: 404,
				code: 'not_found',
			});
		}
	});

	test('reads nothing of it on any other page, list, figure or sheet', async () => {
		const open = routes.filter(
			({ method, path, permission }) =>
				method === 'GET' && !path.includes(':') && permission && may(role, permission) && !path.endsWith('.xlsx'),
		);
		expect(open.map(({ path }) => path)).toEqual(expect.arrayContaining(['/reports', '/ledger.html', '/results']));
		for (const { path } of open) {
			const { status, json } = await get(username, path.slice(1));
			expect({ path, status }).toEqual({ path, status: 200 });
			const text = typeof json === 'string' ? json : JSON.stringify(json);
			for (const trace of [foreign.number, foreign.place, foreign.resultId, '某处无证采矿案']) {
				expect({ path, trace, there: text.includes(trace) }).toEqual({ path, trace, there: false });
			}
		}
	});

	test('finds it by no view, filter or search, in no count, and its own by all of them', async () => {
		const queries = [
			...Object.keys(viewNames).map((view) => `view=${view}`),
			'county=211381',
			'status=concluded',
			'category=no-licence',
			`town=${foreign.town}`,
			'outcome=substantiated',
			'accepted=1',
			...[foreign.number, foreign.number.slice(0, 6), foreign.town, foreign.place, '未取得采矿许可证', '%'].map(
				(q) => `q=${encodeURIComponent(q)}`,
			),
		];
		for (const query of queries) {
			const { json } = await get(username, `reports?${query}`);
			expect({ query, found: numbers(json).filter((number) => number !== own.number) }).toEqual({ query, found: [] });
			expect(json.total).toBe(json.items.length);
			expect(json.counts).toMatchObject({ all: 1, open: 1, new: 1 });
		}
		for (const query of ['view=all', `q=${own.number}`, `town=${foreign.town}`, `q=${foreign.town}`]) {
			expect(numbers((await get(username, `reports?${query}`)).json)).toEqual([own.number]);
		}
	});

	test('is suggested nothing of another unit as the same, and cannot move, merge or take it', async () => {
		expect((await get(username, `reports/${own.number}`)).json.duplicates).toEqual([]);
		expect((await get('beipiao', `reports/${own.number}`)).json.duplicates).toMatchObject([{ number: foreign.number }]);
		if (!may(role, 'reports.move')) return;
		const as = await portal.signIn(username);
		const body = { move: 'take', reports: [{ number: foreign.number, version: 5 }] };
		const many = await portal.call('POST', 'api/staff/reports/moves', { as, body });
		expect(many.json.results).toMatchObject([{ moved: false, sentence: expect.stringContaining('没有找到') }]);
		const merged = await portal.move(username, own.number, 'merge', { into: foreign.number, reason: '同一处。' });
		expect(merged.json.errors).toMatchObject([{ path: 'into', message: '没有找到这件线索，请核对编号' }]);
	});
});

test('figures of an officer tied to a unit are those of the unit, and the sheets are signed by it', async () => {
	const { json: figures } = await get('emergency-clerk', 'dashboard');
	expect(figures).toMatchObject({ received: 1, open: 1, concluded: 0, onTimeRate: null });
	expect(figures.byTown).toMatchObject([{ name: foreign.town, count: 1, open: 1 }]);
	expect((await get('beipiao', 'dashboard')).json).toMatchObject({ received: 2, open: 1, concluded: 1 });
	expect((await get('emergency-clerk', 'clearing')).json.byCounty).toMatchObject([{ adcode: beipiao, open: 1 }]);
	expect((await get('land-clerk', 'clearing')).json.open).toBe(0);
	for (const sheet of ['bulletin.html', 'ledger.html?view=all']) {
		expect((await get('emergency-clerk', sheet)).json).toContain('北票市应急管理局');
	}
});

test('leads, accounts without a unit and the city see the cases of all units', async () => {
	for (const username of ['lead', 'beipiao', 'beipiao-approver', 'city']) {
		expect(numbers((await get(username, 'reports?view=all')).json).sort()).toEqual([own.number, foreign.number].sort());
	}
	expect(numbers((await get('city-water', 'reports?view=all')).json)).toEqual([]);
});

test('an officer of the city tied to one of its units sees that unit’s cases alone', async () => {
	const { number } = await portal.report({ location: { place: '老矿后山' } });
	expect((await get('city-water', `reports/${number}`)).status).toBe(404);
	const placement = { unitId: '211300-water', adcode: 211300, status: 'assigned' } as const;
	await portal.staff.db.write(async (tx) => tx.update(reports).set(placement).where(eq(reports.number, number)));
	expect((await get('city-water', `reports/${number}`)).status).toBe(200);
	expect(numbers((await get('city-water', 'reports?view=all')).json)).toEqual([number]);
	expect((await get('city-water', `reports/${own.number}`)).status).toBe(404);
});

test('an officer tied to a unit sees and answers the alarms of its own cases alone', async () => {
	const reported = await portal.report({ category: 'tailings-danger' });
	const count = async (username: string) => (await get(username, 'alarms')).json.alarms;
	expect([await count('emergency-clerk'), await count('land-clerk'), await count('lead')]).toEqual([1, 0, 1]);
	const path = `api/staff/reports/${reported.number}/alarm/answer`;
	expect((await portal.call('POST', path, { as: await portal.signIn('land-clerk') })).status).toBe(404);
	expect((await portal.call('POST', path, { as: await portal.signIn('lead') })).status).toBe(204);
	await portal.staff.db.write(async (tx) => {
		// The other tests count what is there.
		await tx
			.update(reports)
			.set({ unitId: '211382-emergency', adcode: 211382 })
			.where(eq(reports.number, reported.number));
	});
});

test('an officer of the city tied to a unit gathers and approves no batch of all units', async () => {
	await make('city-water-approver', 'approver', '211300-water', 211300);
	const as = await portal.signIn('city-water-approver');
	const { json } = await portal.call('POST', 'api/staff/batches/nothing/approve', { as, body: { version: 1 } });
	expect(json.code).toBe('forbidden');
});

test('a case is handed over only to who can see it', async () => {
	const { number } = await portal.report();
	await portal.move('beipiao', number, 'transfer', { ...fieldsOf('transfer'), unit: emergency });
	const { json } = await get('emergency-clerk', `reports/${number}`);
	const handOver = json.moves.find(({ move }: { move: string }) => move === 'hand-over');
	const names = handOver.fields[0].options.map(({ name }: { name: string }) => name);
	expect(names).toEqual(expect.arrayContaining(['emergency-clerk', 'emergency-handler', '北票市经办（演示）']));
	expect(names).not.toContain('land-clerk');
});

test('officers of a unit work its case from end to end; once it is elsewhere they no longer find it', async () => {
	const reporter = { mode: 'named', name: '欧阳建国', phone: '13804217788' };
	const { number } = await portal.report({ reporter });
	await portal.move('beipiao', number, 'transfer', { ...fieldsOf('transfer'), unit: emergency });
	for (const [move, fields] of [
		['accept', {}],
		['investigate', fieldsOf('investigate')],
		['conclude', aConclusion()],
	] as const) {
		expect((await portal.move('emergency-handler', number, move, fields)).status).toBe(200);
	}
	await consent(portal, number, { asker: 'emergency-handler', approver: 'emergency-approver' });
	const as = await portal.signIn('emergency-handler');
	const identity = await portal.call('POST', `api/staff/reports/${number}/identity`, { as, body: {} });
	expect(identity.json.name).toBe('欧阳建国');
	const path = `api/staff/reports/${number}/result`;
	const { json: result } = await portal.call('PUT', path, { as, body: aDraft() });
	expect((await get('emergency-approver', `results/${result.id}`)).status).toBe(200);
	expect((await get('land-clerk', `results/${result.id}`)).status).toBe(404);

	// Reopened and passed on: case and result go to the other unit.
	const reopened = { status: 'investigating', concludedAt: null } as const;
	await portal.staff.db.write(async (tx) => tx.update(reports).set(reopened).where(eq(reports.number, number)));
	const passed = await portal.move('emergency-handler', number, 'transfer', { ...fieldsOf('transfer'), unit: land });
	expect(passed).toMatchObject({ status: 204 });
	for (const username of tied.map(accountOf)) {
		expect((await get(username, `reports/${number}`)).status).toBe(404);
		expect((await get(username, `results/${result.id}`)).status).toBe(404);
	}
	expect((await get('land-clerk', `reports/${number}`)).json).toMatchObject({ number, status: 'assigned' });
	expect((await get('land-clerk', `results/${result.id}`)).status).toBe(200);
	const [row] = await portal.staff.db.read.select().from(publications).where(eq(publications.id, result.id));
	expect(row?.unitId).toBe(land);
});
