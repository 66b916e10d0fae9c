import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import * as accounts from './accounts.ts';

const { asks, byBoth, cookieOf, password } = accounts;
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const aClerk = () => accounts.aClerk(portal);
const signIn = (username: string, given?: string) => accounts.signIn(portal, username, given);
const session = (as: string) => portal.call('GET', 'api/staff/session', { as });
const admin = (path: string, body?: unknown) => accounts.asAdmin(portal, path, body);

describe('passwords', () => {
	const change = (as: string, current: string, next: string) =>
		portal.call('POST', 'api/staff/password', { as, body: { current, next } });

	test('can be changed by their owner, which signs other browsers out', async () => {
		const { username } = await aClerk();
		const [here, there] = [cookieOf(await signIn(username)), cookieOf(await signIn(username))];
		expect((await change(here, password, 'another-good-1')).status).toBe(204);
		expect((await session(here)).status).toBe(200);
		expect((await session(there)).status).toBe(401);
		expect((await signIn(username)).status).toBe(401);
		expect((await signIn(username, 'another-good-1')).status).toBe(200);
	});

	test.each([
		['short-1', '至少 10 个字符'],
		['only-letters-here', '字母和数字'],
		['1234567890123', '字母和数字'],
		['USERNAME-2026', '不能包含账号'],
	])('like %s are refused', async (next, words) => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		const { status, json } = await change(as, password, next.replace('USERNAME', username.toUpperCase()));
		expect(status).toBe(422);
		expect(json.errors).toMatchObject([{ path: 'next' }]);
		expect(json.errors[0].message).toContain(words);
	});

	test('are not changed without the present one', async () => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		const { json } = await change(as, 'not-mine-at-all-1', 'another-good-1');
		expect(json.errors).toEqual([{ path: 'current', message: '现在的密码不对' }]);
	});

	test('of a new account are made by the portal and shown this once', async () => {
		const body = { username: 'new-here', name: '新人', role: 'publisher', adcode: 211382 };
		const { status, json } = await admin('', body);
		expect(status).toBe(201);
		expect(json.password).toMatch(/^[a-z]{3}\d-[a-z]{3}\d-[a-z]{3}\d$/);
		expect((await signIn('new-here', json.password)).status).toBe(200);
		const list = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
		expect(list.json.items.some((item: { username: string }) => item.username === 'new-here')).toBe(true);
		expect(JSON.stringify(list.json)).not.toContain(json.password);
		expect((await admin('', body)).json.errors).toMatchObject([{ path: 'username' }]);
	});

	test('that administrators reset sign the person out everywhere, and lift a lock', async () => {
		const { id, username } = await aClerk();
		const as = cookieOf(await signIn(username));
		for (let attempt = 0; attempt < 5; attempt++) await signIn(username, 'wrong-password');
		expect((await signIn(username)).status).toBe(423);
		const given = await byBoth(portal, { kind: 'reset', userId: id });
		expect((await session(as)).status).toBe(401);
		expect((await signIn(username)).status).toBe(401);
		expect((await signIn(username, given)).status).toBe(200);
	});

	test('stand nowhere in clear', async () => {
		const { username } = await aClerk();
		await signIn(username);
		const rows = await portal.staff.db.read.select().from(audit);
		expect(JSON.stringify(rows)).not.toContain(password);
	});
});

test('an administrator cannot shut themselves out, nor give a county a role that looks over the whole portal', async () => {
	const list = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
	const { id } = list.json.items.find((item: { username: string }) => item.username === 'admin');
	expect((await admin(`/${id}/disable`)).json.code).toBe('not_now');
	const body = { username: 'big-clerk', name: '某人', adcode: 211382 };
	for (const role of ['city-supervisor', 'auditor', 'system-administrator', 'security-administrator']) {
		const { json } = await asks(portal, { ...body, kind: 'create', role });
		expect(json.errors).toMatchObject([{ path: 'role', message: expect.stringContaining('只能属于朝阳市') }]);
	}
	expect((await admin('', { ...body, role: 'king' })).json.errors).toMatchObject([{ path: 'role' }]);
	const abroad = await admin('', { ...body, role: 'publisher', adcode: 110101 });
	expect(abroad.json.errors).toMatchObject([{ path: 'adcode' }]);
});
