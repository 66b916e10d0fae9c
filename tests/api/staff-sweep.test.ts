import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../api/accounts/create-account.ts';
import { viewNames } from '../../api/handling/inbox/views.ts';
import { thePortal } from '../../api/permission/actor.ts';
import { may, type Role, roles } from '../../api/permission/roles.ts';
import { aConclusion, aDraft, openTestPortal, type TestPortal } from './portal.ts';
import { bodies, named, openRoutes, type Route, routesOf } from './staff-routes.ts';

let portal: TestPortal;
let routes: Route[];
let number: string;
let resultId: string;
let place: string;
const town = '宝国老镇';

/** An account for each role, all of 北票市 but those that are the city's. */
const accountOf: Record<Role, string> = {
	clerk: 'beipiao',
	handler: 'sweep-handler',
	approver: 'beipiao-approver',
	'county-lead': 'sweep-lead',
	'city-supervisor': 'city',
	'grid-worker': 'beipiao-grid',
	publisher: 'sweep-publisher',
	auditor: 'auditor',
	'system-administrator': 'admin',
	'security-administrator': 'security',
};

beforeAll(async () => {
	portal = await openTestPortal();
	for (const role of ['handler', 'county-lead', 'publisher'] as const) {
		const account = { username: accountOf[role], name: role, role, adcode: 211381, demo: true };
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	}
	routes = routesOf(portal);
	place = `山坡${crypto.randomUUID()}`;
	({ number } = await portal.report({ location: { adcode: 211381, town, place } }));
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	await portal.move('beipiao', number, 'conclude', aConclusion());
	const as = await portal.signIn('beipiao');
	resultId = (await portal.call('PUT', `api/staff/reports/${number}/result`, { as, body: aDraft() })).json.id;
});
afterAll(() => portal.remove());

const filled = ({ path }: Route) => `api/staff${path.replace(':number', number).replace(':id', resultId)}`;

async function freshCookie(username: string): Promise<string> {
	const body = { username, password: 'demo-password-2026' };
	const { headers } = await portal.call('POST', 'api/staff/session', { body });
	return headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

describe('without a session', () => {
	test('every route but signing in answers 401, and so does every unknown address', async () => {
		expect(routes.length).toBeGreaterThan(20);
		const unknown = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method) =>
			['', '/', '/nothing', '/reports/', '/accounts/1/2/3', '/auth/sign-up/email', '/sign-in/username'].map((path) => ({
				method,
				path,
				permission: undefined,
			})),
		);
		for (const route of [...routes, ...unknown]) {
			if (openRoutes.includes(named(route))) continue;
			const { status, json } = await portal.call(route.method, filled(route), {});
			expect({ route: named(route), status, code: json.code }).toEqual({
				route: named(route),
				status: 401,
				code: 'not_signed_in',
			});
		}
	});

	test('a made-up or changed cookie is no session', async () => {
		const cookies = await portal.signIn('beipiao');
		const cookie = cookies.split('; ').find((each) => each.includes('session_token')) ?? '';
		expect((await portal.call('GET', 'api/staff/reports', { as: cookie })).status).toBe(200);
		for (const as of ['better-auth.session_token=x.y', cookie.slice(0, -4), `${cookie.split('.')[0]}.AAAA`]) {
			expect((await portal.call('GET', 'api/staff/reports', { as })).status).toBe(401);
		}
	});
});

describe('with a session', () => {
	test.each(Object.keys(roles) as Role[])(
		'the role %s gets as far as the role table says, on every route',
		async (role) => {
			for (const route of routes) {
				if (openRoutes.includes(named(route))) continue;
				// Signing out must not end the session that the next route needs.
				const as =
					named(route) === 'DELETE /session'
						? await freshCookie(accountOf[role])
						: await portal.signIn(accountOf[role]);
				const target = route.path.startsWith('/accounts/')
					? `api/staff${route.path.replace(':id', 'nobody')}`
					: filled(route);
				// An empty body would be complete for opening an identity, which takes more than a role.
				const body = named(route) === 'POST /reports/:number/identity' ? { reason: '' } : {};
				const { status } = await portal.call(route.method, target, { as, ...(route.method !== 'GET' && { body }) });
				const allowed = route.permission !== undefined && may(role, route.permission);
				expect({ route: named(route), forbidden: status === 403 }).toEqual({
					route: named(route),
					forbidden: !allowed,
				});
				expect(status).toBeLessThan(500);
				expect(status).not.toBe(401);
			}
		},
	);

	test('an unknown address is not found', async () => {
		const { status } = await portal.call('GET', 'api/staff/nothing', { as: await portal.signIn('admin') });
		expect(status).toBe(404);
	});

	test.each(['auditor', 'admin', 'security', 'beipiao-grid'])('%s sees no report and no result', async (username) => {
		const as = await portal.signIn(username);
		for (const route of routes.filter(({ path }) => /^\/(reports|results|batches)/.test(path))) {
			expect((await portal.call(route.method, filled(route), { as, body: undefined })).status).toBe(403);
		}
	});
});

describe('another county', () => {
	test.each(['lingyuan', 'lingyuan-approver'])(
		'%s gets 404 on every route with the number or the result',
		async (username) => {
			const as = await portal.signIn(username);
			const role = username === 'lingyuan' ? 'clerk' : 'approver';
			const cases = routes.filter(
				({ path, permission }) => /^\/(reports|results)\/:/.test(path) && permission && may(role, permission),
			);
			expect(cases.length).toBeGreaterThan(4);
			for (const route of cases) {
				const body = bodies[named(route)];
				if (route.method !== 'GET') expect(body, `${named(route)} needs a body here`).toBeDefined();
				const { status, json } = await portal.call(route.method, filled(route), {
					as,
					...(body !== undefined && { body }),
				});
				expect({ route: named(route), status, code: json.code }).toEqual({
					route: named(route),
					status: 404,
					code: 'not_found',
				});
				expect(JSON.stringify(json)).not.toContain(number);
			}
		},
	);

	test('answers for a foreign report exactly as for none at all', async () => {
		const as = await portal.signIn('lingyuan');
		const foreign = await portal.call('GET', `api/staff/reports/${number}`, { as });
		const none = await portal.call('GET', 'api/staff/reports/100000000000', { as });
		expect(foreign.json).toEqual(none.json);
	});

	test('finds it by no view, filter or search, and in no count', async () => {
		const queries = [
			...Object.keys(viewNames).map((view) => `view=${view}`),
			'county=211381',
			'status=concluded',
			'category=no-licence',
			...[number, number.slice(0, 6), town, place, place.slice(0, 8), '%', '_'].map(
				(q) => `q=${encodeURIComponent(q)}`,
			),
		];
		for (const username of ['lingyuan', 'lingyuan-approver']) {
			const as = await portal.signIn(username);
			for (const query of queries) {
				const { status, json } = await portal.call('GET', `api/staff/reports?${query}`, { as });
				expect(status).toBe(200);
				expect({ query, total: json.total, items: json.items }).toEqual({ query, total: 0, items: [] });
				expect(Object.values(json.counts).every((count) => count === 0)).toBe(true);
			}
			expect((await portal.call('GET', 'api/staff/results', { as })).json).toMatchObject({ total: 0, items: [] });
		}
	});

	test('while its own county and the city find it by all of them', async () => {
		for (const username of ['beipiao', 'city']) {
			const as = await portal.signIn(username);
			for (const query of ['view=all', 'county=211381', `q=${number}`, `q=${encodeURIComponent(town)}`]) {
				const { json } = await portal.call('GET', `api/staff/reports?${query}`, { as });
				expect({ query, found: json.items.map((item: { number: string }) => item.number) }).toEqual({
					query,
					found: [number],
				});
			}
		}
	});
});
