import type { Hono } from 'hono';
import { uniqueSymbol } from 'hono-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPublicApp } from '../../../api/start/public-app.ts';
import { createStaffApp } from '../../../api/start/staff-app.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { routesOf } from '../staff-routes.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

/** A validator of hono-openapi, as it stands on a handler. */
const Validator = z.object({
	[uniqueSymbol]: z.object({
		target: z.string(),
		toJSONSchema: z.custom<(options: object) => Promise<object>>((value) => typeof value === 'function'),
	}),
});

/** Every schema that a route reads a body or a query by. */
async function schemasOf({ routes }: Pick<Hono, 'routes'>): Promise<Array<{ name: string; schema: object }>> {
	const found = routes.map(async ({ method, path, handler }) => {
		const validator = Validator.safeParse({ [uniqueSymbol]: Reflect.get(handler, uniqueSymbol) });
		if (!validator.success) return [];
		const { target, toJSONSchema } = validator.data[uniqueSymbol];
		const schema = await toJSONSchema({ io: 'input', unrepresentable: 'any' });
		return [{ name: `${target} of ${method} ${path}`, schema }];
	});
	return (await Promise.all(found)).flat();
}

/** Where an object of a schema takes keys that it does not name. */
function openPlaces(schema: unknown, path = ''): string[] {
	if (Array.isArray(schema)) return schema.flatMap((each) => openPlaces(each, path));
	if (typeof schema !== 'object' || schema === null) return [];
	const isOpen = Reflect.get(schema, 'type') === 'object' && Reflect.get(schema, 'additionalProperties') !== false;
	const below = Object.entries(schema).flatMap(([key, value]) => {
		const isStep = ['properties', 'items', 'anyOf', 'oneOf', 'allOf'].includes(key);
		return openPlaces(value, isStep ? path : `${path}.${key}`);
	});
	return [...(isOpen ? [path] : []), ...below];
}

describe('keys that nobody knows', () => {
	test('are refused by every schema of a body and of a query, for the public and for staff', async () => {
		const apps = [createPublicApp(portal.intake), createStaffApp(portal.staff, portal.auth, portal.site)];
		const schemas = (await Promise.all(apps.map((app) => schemasOf(app as Pick<Hono, 'routes'>)))).flat();
		expect(schemas.length).toBeGreaterThan(70);
		const open = schemas.flatMap(({ name, schema }) => openPlaces(schema).map((path) => `${name}: ${path}`));
		// The fields of a move are read by the table of moves, which is as strict.
		expect(open.filter((place) => !/of POST \/reports(\/:number)?\/moves: \.fields$/.test(place))).toEqual([]);
	});

	test('are refused among the fields of a move', async () => {
		const { number } = await portal.report();
		const { status, json } = await portal.move('beipiao', number, 'accept', { status: 'concluded' });
		expect({ status, paths: json.errors.map(({ path }: { path: string }) => path) }).toEqual({
			status: 422,
			paths: ['fields'],
		});
		expect(JSON.stringify(json)).not.toContain('concluded');
	});

	test('are refused in the address of every public route', async () => {
		const routes = createPublicApp(portal.intake).routes.filter(({ method }) => method !== 'ALL');
		const names = [...new Set(routes.map(({ method, path }) => `${method} ${path.replace(':id', 'a')}`))];
		expect(names).toContain('GET /health');
		for (const name of names) {
			const [method = '', path] = name.split(' ');
			const { status, json } = await portal.call(method, `api${path}?lat=41&lon=120&surprise=1`);
			expect({ name, status, code: json.code }).toEqual({ name, status: 422, code: 'invalid' });
		}
	});

	test('are refused in the address of routes of staff, whatever permission they need, once it is known who asks', async () => {
		const all = routesOf(portal).filter(({ path }) => path !== '/session/oidc/callback');
		// The guard of a permission is the same wherever it stands.
		const routes = all.filter(
			({ permission }, index) => !permission || all.findIndex((route) => route.permission === permission) === index,
		);
		const officers = ['city', 'beipiao', 'beipiao-approver', 'admin', 'security', 'auditor', 'beipiao-grid'];
		const cookies = await Promise.all(officers.map((name) => portal.signIn(name)));
		for (const { method, path, permission } of routes) {
			const asked = `api/staff${path.replaceAll(/:\w+/g, 'a')}?surprise=1`;
			let status = 403;
			for (const as of cookies) if (status === 403) status = (await portal.call(method, asked, { as })).status;
			expect({ method, path, status }).toEqual({ method, path, status: 422 });
			if (permission) expect((await portal.call(method, asked)).status).toBe(401);
		}
	});

	test('do not hide that a route does not exist', async () => {
		expect((await portal.call('GET', 'api/nothing?surprise=1')).status).toBe(404);
		const as = await portal.signIn('city');
		expect((await portal.call('GET', 'api/staff/nothing?surprise=1', { as })).status).toBe(404);
	});
});

test('a body that is no JSON is refused also where nothing has to stand in it: it is not read as an empty one', async () => {
	const as = await portal.signIn('beipiao');
	const sent = { as, text: 'only=one', headers: { 'content-type': 'text/plain' } };
	const { status, json } = await portal.call('POST', 'api/staff/imports/none/receipts', sent);
	expect({ status, code: json.code }).toEqual({ status: 415, code: 'unsupported_type' });
});
