import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { audit } from '../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import * as accounts from './accounts.ts';

const { byBoth, cookieOf, password } = accounts;
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => {
	portal.setNow(null);
	vi.useRealTimers();
});
afterAll(() => portal.remove());

const aClerk = () => accounts.aClerk(portal);
const signIn = (username: string, given?: string) => accounts.signIn(portal, username, given);
const session = (as: string, headers?: Record<string, string>) =>
	portal.call('GET', 'api/staff/session', { as, ...(headers && { headers }) });
const admin = (path: string, body?: unknown) => accounts.asAdmin(portal, path, body);

function minutesLater(minutes: number): void {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
}

describe('signing in', () => {
	test('with the right password opens a session that says who one is', async () => {
		const { username } = await aClerk();
		const answer = await signIn(` ${username.toUpperCase()} `);
		expect(answer.status).toBe(200);
		expect(answer.json).toMatchObject({
			username,
			role: 'clerk',
			roleName: '受理人员',
			adcode: 211381,
			county: '北票市',
		});
		expect(JSON.stringify(answer.json)).not.toContain('password');
		expect((await session(cookieOf(answer))).json).toEqual(answer.json);
	});

	test('sets a cookie that scripts, other sites and other paths do not see', async () => {
		const { username } = await aClerk();
		const [cookie = ''] = (await signIn(username)).headers.getSetCookie();
		expect(cookie).toMatch(/; HttpOnly/i);
		expect(cookie).toMatch(/; SameSite=Strict/i);
		expect(cookie).toMatch(/; Path=\/(;|$)/i);
		expect(cookie).not.toMatch(/; Secure/i);
		const behind = await openTestPortal({ SITE_URL: 'https://www.example.gov.cn/zt/kszz/', TLS_PROXY: 'on' });
		const body = { username: 'beipiao', password: 'demo-password-2026' };
		const { headers } = await behind.call('POST', 'api/staff/session', { body });
		await behind.remove();
		expect(headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Path=\/zt\/kszz\/; HttpOnly; Secure; SameSite=Strict$/i);
	});

	test('with a wrong password or an unknown name gets one and the same answer', async () => {
		const { username } = await aClerk();
		const wrong = await signIn(username, 'wrong-password-1');
		const unknown = await signIn('nobody-here', 'wrong-password-1');
		expect({ status: wrong.status, code: wrong.json.code }).toEqual({ status: 401, code: 'sign_in_failed' });
		expect(unknown.json).toEqual(wrong.json);
		expect(wrong.headers.getSetCookie()).toEqual([]);
	});

	test('without name or password is refused at the field', async () => {
		const { json } = await portal.call('POST', 'api/staff/session', { body: {} });
		expect(json.errors).toEqual([
			{ path: 'username', message: '请输入账号' },
			{ path: 'password', message: '请输入密码' },
		]);
	});

	test('is logged, and so is each refusal', async () => {
		const { username } = await aClerk();
		await signIn(username, 'wrong-password-1');
		await signIn(username);
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, username));
		expect(rows.map(({ action }) => action)).toEqual([
			'account.created',
			'account.sign-in-refused',
			'account.signed-in',
		]);
	});
});

describe('five wrong passwords in a row', () => {
	async function fail(username: string, times: number) {
		for (let n = 0; n < times; n++) await signIn(username, `wrong-password-${n}`);
	}

	test('lock the account for 15 minutes, also for the right password', async () => {
		const { username } = await aClerk();
		portal.setNow('2026-03-01T02:00:00Z');
		await fail(username, 4);
		const fifth = await signIn(username, 'wrong-password-5');
		expect({ status: fifth.status, code: fifth.json.code }).toEqual({ status: 423, code: 'locked' });
		expect(fifth.headers.get('retry-after')).toBe('900');
		portal.setNow('2026-03-01T02:14:59Z');
		expect((await signIn(username)).status).toBe(423);
		portal.setNow('2026-03-01T02:15:00Z');
		expect((await signIn(username)).status).toBe(200);
	});

	test('count from nothing again after a right one', async () => {
		const { username } = await aClerk();
		await fail(username, 4);
		expect((await signIn(username)).status).toBe(200);
		await fail(username, 4);
		expect((await signIn(username)).status).toBe(200);
	});

	test('lock unknown names alike', async () => {
		await fail('nobody-at-all', 4);
		expect((await signIn('nobody-at-all', 'wrong-password-5')).status).toBe(423);
	});

	test('are five also when twenty are sent at the same moment', async () => {
		const { username } = await aClerk();
		const guesses = Array.from({ length: 20 }, (_, n) => signIn(username, n === 19 ? password : `wrong-password-${n}`));
		const answers = (await Promise.all(guesses)).map(({ status }) => status);
		expect(answers.filter((status) => status === 401)).toHaveLength(4);
		expect(answers.filter((status) => status === 423)).toHaveLength(16);
	});
});

describe('a session', () => {
	test('ends at once when one signs out', async () => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		expect((await portal.call('DELETE', 'api/staff/session', { as })).status).toBe(204);
		expect((await session(as)).status).toBe(401);
	});

	test('ends after 30 idle minutes', async () => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		minutesLater(29);
		expect((await session(as, { 'x-background': '1' })).status).toBe(200);
		minutesLater(2);
		expect((await session(as)).status).toBe(401);
	});

	test('goes on as long as somebody works', async () => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		for (let pause = 0; pause < 4; pause++) {
			minutesLater(20);
			expect((await session(as)).status).toBe(200);
		}
	});

	test('is not kept alive by the console refreshing itself', async () => {
		const { username } = await aClerk();
		const as = cookieOf(await signIn(username));
		for (const status of [200, 200, 401]) {
			minutesLater(11);
			expect((await session(as, { 'x-background': '1' })).status).toBe(status);
		}
	});

	test('of a disabled account ends at once, and it cannot sign in until it is enabled', async () => {
		const { id, username } = await aClerk();
		const as = cookieOf(await signIn(username));
		expect((await admin(`/${id}/disable`)).status).toBe(204);
		expect((await session(as)).status).toBe(401);
		const refused = await signIn(username);
		expect(refused.json.code).toBe('sign_in_failed');
		expect(refused.headers.getSetCookie()).toEqual([]);
		await byBoth(portal, { kind: 'enable', userId: id });
		expect((await session(as)).status).toBe(401);
		expect((await signIn(username)).status).toBe(200);
	});
});
