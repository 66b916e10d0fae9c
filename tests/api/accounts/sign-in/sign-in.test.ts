import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { countFailure, logFailure, purgeFailures } from '../../../../api/accounts/sign-in/sign-in-failures.ts';
import { signInFailures } from '../../../../db/schema/accounts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow, stored } from '../../stored.ts';
import * as accounts from '../accounts.ts';

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
const logged = (subject: string) =>
	portal.staff.db.read.select().from(audit).where(eq(audit.subject, subject)).orderBy(asc(audit.seq));
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

	test('is logged as what that officer did; a wrong password before it as what nobody known did', async () => {
		const { id, username } = await aClerk();
		await signIn(username, 'wrong-password-1');
		await signIn(username, 'wrong-password-2');
		await signIn(username);
		await signIn(username);
		expect(await logged(username)).toMatchObject([
			{ action: 'account.created', actorName: '系统' },
			{ action: 'account.sign-in-refused', actorId: null, actorName: '未登录人员', reason: '密码不对' },
			{ action: 'account.signed-in', actorId: id, actorName: '测试', reason: '此前密码连续 2 次不对' },
			{ action: 'account.signed-in', actorId: id, actorName: '测试', reason: null },
		]);
	});

	test('to a disabled account is refused and logged, whatever the password', async () => {
		const { id, username } = await aClerk();
		await admin(`/${id}/disable`);
		expect((await signIn(username)).json.code).toBe('sign_in_failed');
		expect((await logged(username)).at(-1)).toMatchObject({ actorName: '未登录人员', reason: '账号已停用' });
	});
});

describe('a name that belongs to no account', () => {
	const typed = '欧阳建国-13804217788';

	test('stands nowhere after it was typed: not in the log, not in any file, not even for a password', async () => {
		const before = (await stored(portal)).audit;
		for (let nth = 0; nth < 7; nth++) await signIn(typed, `wrong-password-${nth}`);
		expect((await stored(portal)).audit).toBe(before);
		for (const { path, bytes } of filesBelow(portal.dataDir)) {
			expect({ path, named: bytes.includes(typed) || bytes.includes('13804217788') }).toEqual({ path, named: false });
		}
	});

	test('is forgotten a day after it was typed, while one that still counts is kept', async () => {
		const rows = async () => (await portal.staff.db.read.select().from(signInFailures)).length;
		portal.setNow('2026-04-01T00:00:00Z');
		await portal.staff.db.write(async (tx) => void (await tx.delete(signInFailures)));
		for (let nth = 0; nth < 1200; nth++) {
			await portal.staff.db.write((tx) => countFailure(tx, portal.staff, { kind: 'sign-in', who: `stranger-${nth}` }));
		}
		portal.setNow('2026-04-01T23:59:00Z');
		await signIn('late-stranger', 'wrong-password-1');
		// Counted in a row, for its network, and within the hour for name and network.
		const late = 4;
		await purgeFailures(portal.staff);
		expect(await rows()).toBe(1200 + late);
		portal.setNow('2026-04-02T00:00:01Z');
		await purgeFailures(portal.staff);
		expect(await rows()).toBe(late);
	});
});

describe('somebody who guesses at an account for a year', () => {
	test('leaves a handful of rows that count the rest', async () => {
		const { username } = await aClerk();
		const guesses = 175_000;
		const noted: string[] = [];
		await portal.staff.db.write(async (tx) => {
			for (let failures = 1; failures <= guesses; failures++) {
				await logFailure(tx, portal.staff, { account: username, failures, what: '密码不对' });
			}
		});
		for (const { action, reason } of await logged(username)) {
			if (action === 'account.sign-in-refused') noted.push(reason ?? '');
		}
		expect(noted.slice(0, 4)).toEqual([
			'密码不对',
			'密码不对，已连续 5 次',
			'密码不对，已连续 10 次',
			'密码不对，已连续 20 次',
		]);
		expect(noted).toHaveLength(17);
	});

	test('is still locked out at each fifth', async () => {
		const { username } = await aClerk();
		for (const [day, expected] of [
			['2026-03-01T02:00:00Z', [401, 401, 401, 401, 423]],
			['2026-03-01T02:16:00Z', [401, 401, 401, 401, 423]],
		] as const) {
			portal.setNow(day);
			const answers: number[] = [];
			for (let nth = 0; nth < 5; nth++) answers.push((await signIn(username, `wrong-password-${nth}`)).status);
			expect(answers).toEqual(expected);
		}
		expect((await logged(username)).map(({ reason }) => reason)).toEqual([
			null,
			'密码不对',
			'密码不对，已连续 5 次',
			'密码不对，已连续 10 次',
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
