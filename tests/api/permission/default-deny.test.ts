import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionReader } from '../../../api/accounts/sign-in/read-session.ts';
import { permitter, type StaffEnv } from '../../../api/permission/permit.ts';
import { refuseUndeclared } from '../../../api/start/staff-app.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

let portal: TestPortal;
let number: string;
beforeAll(async () => {
	portal = await openTestPortal();
	({ number } = await portal.report());
});
afterAll(() => portal.remove());

describe('default deny', () => {
	test('the staff API does not start while a route lacks a permission', () => {
		const app = new Hono<StaffEnv>();
		const permit = permitter(sessionReader(portal.auth, portal.staff), portal.staff);
		app.get('/guarded', permit('session.own'), (c) => c.json({}));
		expect(() => refuseUndeclared(app)).not.toThrow();
		app.get('/forgotten', (c) => c.json({}));
		expect(() => refuseUndeclared(app)).toThrow('GET /forgotten');
	});

	test.each<[string, Record<string, string>]>([
		['another site', { origin: 'https://evil.example', host: '127.0.0.1:8080' }],
		['a frame without origin', { origin: 'null', host: '127.0.0.1:8080' }],
		['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
	])('a request that changes something is refused from %s', async (_who, headers) => {
		const as = await portal.signIn('beipiao');
		const body = { text: '记录' };
		const refused = await portal.call('POST', `api/staff/reports/${number}/notes`, { as, body, headers });
		expect(refused.json.code).toBe('foreign_origin');
		const signIn = { username: 'beipiao', password: 'demo-password-2026' };
		expect((await portal.call('POST', 'api/staff/session', { body: signIn, headers })).status).toBe(403);
	});

	test('a request from the console itself is not', async () => {
		const headers = { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080', 'sec-fetch-site': 'same-origin' };
		const as = await portal.signIn('beipiao');
		const { status } = await portal.call('POST', `api/staff/reports/${number}/notes`, {
			as,
			body: { text: '记录' },
			headers,
		});
		expect(status).toBe(201);
	});
});
