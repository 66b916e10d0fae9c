import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { challengeIn } from '../../../../api/accounts/sign-in/second-factor.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import { cookieOf } from '../accounts.ts';
import { codeOf, enrol } from './authenticator.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({ SECOND_FACTOR: 'on' });
});
afterAll(() => portal.remove());

const password = 'demo-password-2026';
const signIn = (username: string, given = password) =>
	portal.call('POST', 'api/staff/session', { body: { username, password: given } });

describe('where a second factor is required', () => {
	test('an officer without one can set it up and sign out, and do nothing else', async () => {
		const as = cookieOf(await signIn('beipiao'));
		const { json } = await portal.call('GET', 'api/staff/reports', { as });
		expect(json).toMatchObject({ status: 403, code: 'second_factor_missing' });
		const { json: me } = await portal.call('GET', 'api/staff/session', { as });
		expect(me.secondFactor).toEqual({ enabled: false, required: true });
		expect(
			(await portal.call('POST', 'api/staff/second-factor', { as, body: { password: 'wrong-2026-pw' } })).json.errors,
		).toMatchObject([{ path: 'password' }]);
	});

	test('signing in asks for the code, and only the right one lets in', async () => {
		const { uri } = await enrol(portal, 'lingyuan');
		expect(decodeURIComponent(uri)).toContain('矿山');
		const first = await signIn('lingyuan');
		expect(first.json).toMatchObject({ status: 401, code: 'second_factor_required' });
		const half = cookieOf(first);
		expect((await portal.call('GET', 'api/staff/session', { as: half })).status).toBe(401);
		const enter = (code: string) =>
			portal.call('POST', 'api/staff/session/second-factor', { as: half, body: { code } });
		expect((await enter(codeOf(uri, 1000))).json.code).toBe('sign_in_failed');
		const entered = await enter(codeOf(uri));
		expect(entered).toMatchObject({ status: 200, json: { username: 'lingyuan', secondFactor: { enabled: true } } });
		expect((await portal.call('GET', 'api/staff/reports', { as: cookieOf(entered) })).status).toBe(200);
		expect((await enter(codeOf(uri))).status).toBe(401);
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, 'lingyuan'));
		expect(rows.slice(-2)).toMatchObject([
			{ action: 'account.sign-in-refused', actorName: '未登录人员', reason: '密码正确，验证码不对' },
			{ action: 'account.signed-in', actorName: '凌源市经办（演示）', reason: '此前验证码连续 1 次不对' },
		]);
	});

	test('a browser that is signed in is no place to guess codes: neither is looked at there', async () => {
		const { uri, as } = await enrol(portal, 'longcheng');
		const before = (await stored(portal)).audit;
		for (const path of ['session/second-factor', 'second-factor/confirm']) {
			for (const code of [codeOf(uri), codeOf(uri, 1000)]) {
				const { status } = await portal.call('POST', `api/staff/${path}`, { as, body: { code } });
				expect(status).toBe(path === 'session/second-factor' ? 401 : 409);
			}
		}
		expect((await stored(portal)).audit).toEqual(before);
		// With a session of another account beside it, the wrong code counts for the one that is asked.
		const half = cookieOf(await signIn('longcheng'));
		const body = { code: codeOf(uri, 1000) };
		await portal.call('POST', 'api/staff/session/second-factor', { as: `${as}; ${half}`, body });
		const [last] = await portal.staff.db.read.select().from(audit).orderBy(desc(audit.seq)).limit(1);
		expect(last).toMatchObject({ action: 'account.sign-in-refused', subject: 'longcheng' });
	});

	test('a wrong code is laid to its sign-in also where the name of that has hyphens', () => {
		const cookie = '__Secure-better-auth.two_factor=2fa-a-B_9--x0Zq1-w2E3r4T5.c2lnbmF0dXJl%3D; other=1';
		expect(challengeIn(cookie)).toBe('2fa-a-B_9--x0Zq1-w2E3r4T5');
		expect(challengeIn('other=2fa-abc')).toBeUndefined();
	});

	test('a code that belongs to no sign-in leaves no row', async () => {
		const before = (await stored(portal)).audit;
		for (const as of ['', 'better-auth.two_factor=2fa-abcdefghijklmnopqrst.x', 'better-auth.two_factor=欧阳建国']) {
			const { status } = await portal.call('POST', 'api/staff/session/second-factor', {
				as: encodeURI(as),
				body: { code: '123456' },
			});
			expect(status).toBe(401);
		}
		expect((await stored(portal)).audit).toBe(before);
	});

	test('the code is taken in full width, in two groups, and with what a chat program puts around it', async () => {
		const { uri } = await enrol(portal, 'shuangta');
		const as = cookieOf(await signIn('shuangta'));
		const wide = codeOf(uri).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
		const code = `\u200b${wide.slice(0, 3)}　${wide.slice(3)} `;
		expect((await portal.call('POST', 'api/staff/session/second-factor', { as, body: { code } })).status).toBe(200);
	});

	test('a backup code works once, with any hyphen, in full width, in groups or run together', async () => {
		const { backupCodes } = await enrol(portal, 'jianping');
		const enter = async (code: string) => {
			const as = cookieOf(await signIn('jianping'));
			return portal.call('POST', 'api/staff/session/second-factor', { as, body: { code } });
		};
		const [first = '', second = '', third = '', fourth = ''] = backupCodes;
		expect((await enter(first)).status).toBe(200);
		expect((await enter(first)).json.code).toBe('sign_in_failed');
		const wide = [...second].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('');
		for (const typed of [wide, third.replace('-', ''), ` ${fourth.replace('-', ' — ')} `]) {
			expect((await enter(typed)).status).toBe(200);
		}
	});

	test('five wrong codes lock the account for the network they came from', async () => {
		const { uri } = await enrol(portal, 'kazuo');
		const as = cookieOf(await signIn('kazuo'));
		for (let nth = 0; nth < 5; nth++) {
			await portal.call('POST', 'api/staff/session/second-factor', { as, body: { code: codeOf(uri, 1000 + nth) } });
		}
		const again = cookieOf(await signIn('kazuo'));
		const { json } = await portal.call('POST', 'api/staff/session/second-factor', {
			as: again,
			body: { code: codeOf(uri) },
		});
		expect(json.code).toBe('locked');
	});
});

describe('a one-time password', () => {
	test('must be changed before anything else, into another one', async () => {
		const { uri } = await enrol(portal, 'admin');
		const half = cookieOf(await signIn('admin'));
		const admin = cookieOf(
			await portal.call('POST', 'api/staff/session/second-factor', { as: half, body: { code: codeOf(uri) } }),
		);
		const body = { username: 'newcomer', name: '新来', role: 'publisher', adcode: 211381 };
		const { json: made } = await portal.call('POST', 'api/staff/accounts', { as: admin, body });
		const as = cookieOf(await signIn('newcomer', made.password));
		expect((await portal.call('GET', 'api/staff/session', { as })).json.mustChangePassword).toBe(true);
		expect((await portal.call('GET', 'api/staff/results', { as })).json.code).toBe('password_change_required');
		const change = (next: string) =>
			portal.call('POST', 'api/staff/password', { as, body: { current: made.password, next } });
		expect((await change(made.password)).json.errors).toMatchObject([{ path: 'next' }]);
		expect((await change('another-2026-pw')).status).toBe(204);
		expect((await portal.call('GET', 'api/staff/results', { as })).json.code).toBe('second_factor_missing');
	});
});
