import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { thePortal } from '../../../api/audit/write.ts';
import { audit } from '../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

const password = 'mining-portal-2026';
let portal: TestPortal;
let nth = 0;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => {
	portal.setNow(null);
	vi.useRealTimers();
});
afterAll(() => portal.remove());

/** A clerk of 北票市 that no other test knows. */
async function aClerk(): Promise<{ id: string; username: string }> {
	nth += 1;
	const username = `clerk-${nth}`;
	const account = { username, name: '测试', role: 'clerk' as const, adcode: 211381, password, demo: true };
	return { id: await createAccount(portal.staff, portal.auth, thePortal, account), username };
}

const signIn = (username: string, given = password) =>
	portal.call('POST', 'api/staff/session', { body: { username, password: given } });
const cookieOf = ({ headers }: { headers: Headers }) =>
	headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
const session = (as: string, headers?: Record<string, string>) =>
	portal.call('GET', 'api/staff/session', { as, ...(headers && { headers }) });
const admin = async (path: string, body: unknown = {}) =>
	portal.call('POST', `api/staff/accounts${path}`, { as: await portal.signIn('admin'), body });

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
		expect((await admin(`/${id}/enable`)).status).toBe(204);
		expect((await session(as)).status).toBe(401);
		expect((await signIn(username)).status).toBe(200);
	});
});

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
		const body = { username: 'new-clerk', name: '新人', role: 'clerk', adcode: 211382 };
		const { status, json } = await admin('', body);
		expect(status).toBe(201);
		expect(json.password).toMatch(/^[a-z]{3}\d-[a-z]{3}\d-[a-z]{3}\d$/);
		expect((await signIn('new-clerk', json.password)).status).toBe(200);
		const list = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
		expect(list.json.items.some((item: { username: string }) => item.username === 'new-clerk')).toBe(true);
		expect(JSON.stringify(list.json)).not.toContain(json.password);
		expect((await admin('', body)).json.errors).toMatchObject([{ path: 'username' }]);
	});

	test('that the administrator resets sign the person out everywhere', async () => {
		const { id, username } = await aClerk();
		const as = cookieOf(await signIn(username));
		const { json } = await admin(`/${id}/reset`);
		expect((await session(as)).status).toBe(401);
		expect((await signIn(username)).status).toBe(401);
		expect((await signIn(username, json.password)).status).toBe(200);
	});

	test('stand nowhere in clear', async () => {
		const { username } = await aClerk();
		await signIn(username);
		const rows = await portal.staff.db.read.select().from(audit);
		expect(JSON.stringify(rows)).not.toContain(password);
	});
});

test('an administrator cannot shut themselves out, nor give a county the city’s role', async () => {
	const list = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
	const { id } = list.json.items.find((item: { username: string }) => item.username === 'admin');
	expect((await admin(`/${id}/disable`)).json.code).toBe('not_now');
	const body = { username: 'big-clerk', name: '某人', role: 'city-supervisor', adcode: 211382 };
	expect((await admin('', body)).json.errors).toMatchObject([{ path: 'role' }]);
	expect((await admin('', { ...body, role: 'king' })).json.errors).toMatchObject([{ path: 'role' }]);
	expect((await admin('', { ...body, role: 'clerk', adcode: 110101 })).json.errors).toMatchObject([{ path: 'adcode' }]);
});
