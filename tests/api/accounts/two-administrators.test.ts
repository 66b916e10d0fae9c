import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { thePortal } from '../../../api/permission/actor.ts';
import { type Role, roles } from '../../../api/permission/roles.ts';
import { user } from '../../../db/schema/accounts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { filesBelow } from '../stored.ts';
import * as accounts from './accounts.ts';

const { cookieOf, password } = accounts;
const beipiao = 211381;
const city = 211300;
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	const account = { name: '第二管理', adcode: city, password: 'demo-password-2026', demo: true } as const;
	for (const kind of ['system', 'security'] as const) {
		const more = { username: `second-${kind}`, role: `${kind}-administrator` as const };
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, ...more });
	}
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const aClerk = () => accounts.aClerk(portal);
const signIn = (username: string, given?: string) => accounts.signIn(portal, username, given);
const asks = (body: object, who?: string) => accounts.asks(portal, body, who);
const decides = (id: string, grant = true, who?: string) => accounts.decides(portal, id, grant, who);
const collects = (id: string, who?: string) => accounts.collects(portal, id, who);
const alone = (path: string, body?: object) => accounts.asAdmin(portal, path, body);

const requests = async (who = 'admin') =>
	(await portal.call('GET', 'api/staff/account-requests', { as: await portal.signIn(who) })).json.items;
const idOf = async (username: string) =>
	(await portal.staff.db.read.select().from(user).where(eq(user.username, username)))[0]?.id;
const logged = async (subject: string) =>
	(await portal.staff.db.read.select().from(audit).where(eq(audit.subject, subject)))
		.filter(({ action }) => !action.startsWith('account.sign'))
		.map(({ action, actorName, reason }) => ({ action, actorName, reason }));

/** What the portal does by itself every hour. */
async function eachHour(): Promise<void> {
	portal.hourly.start();
	await portal.hourly.stop();
}

let nth = 0;
const aNew = (role: Role = 'clerk') => {
	nth += 1;
	const adcode = ['clerk', 'handler', 'approver', 'county-lead'].includes(role) ? beipiao : city;
	return { kind: 'create', username: `asked-${nth}`, name: '申某', role, adcode };
};
/** Asks for a new account; returns the request's id and the account's name. */
async function asked(role?: Role): Promise<{ id: string; username: string }> {
	const account = aNew(role);
	const { status, json } = await asks(account);
	expect(status).toBe(201);
	return { id: json.items[0].id, username: account.username };
}

describe('one administrator alone', () => {
	test('makes accounts that see no report and do not look over the portal, and no others', async () => {
		const ordinary: Role[] = ['grid-worker', 'publisher'];
		for (const role of Object.keys(roles) as Role[]) {
			const { kind, ...account } = aNew(role);
			const body = { ...account, adcode: ordinary.includes(role) ? beipiao : account.adcode, town: '211381104' };
			const { status, json } = await alone('', body);
			expect({ role, status }).toEqual({ role, status: ordinary.includes(role) ? 201 : 409 });
			if (ordinary.includes(role)) continue;
			expect(json.code).toBe('second_administrator_required');
			expect(await idOf(account.username)).toBeUndefined();
		}
	});

	test.each(['beipiao', 'beipiao-approver', 'city', 'auditor', 'security'])('cannot reset %s', async (username) => {
		const as = await portal.signIn(username);
		const id = await idOf(username);
		expect((await alone(`/${id}/reset`)).json.code).toBe('second_administrator_required');
		expect((await portal.call('GET', 'api/staff/session', { as })).status).toBe(200);
	});

	test('shuts out anybody at once, which only two undo', async () => {
		const { id, username } = await aClerk();
		expect((await alone(`/${id}/disable`)).status).toBe(204);
		expect((await signIn(username)).status).toBe(401);
		expect((await alone(`/${id}/enable`)).json.code).toBe('second_administrator_required');
		const { json } = await asks({ kind: 'enable', userId: id });
		expect(await decides(json.items[0].id)).toMatchObject({ status: 200, json: { half: null } });
		expect((await signIn(username)).status).toBe(200);
		expect((await collects(json.items[0].id)).status).toBe(404);
		// It waits for nobody any more: what does stands before it.
		await asks(aNew());
		await asks(aNew());
		const { items } = (await asks(aNew())).json;
		expect(items.slice(0, 3).map(({ state }: { state: string }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
		const waiting = items.findLastIndex(({ state }: { state: string }) => state === 'waiting');
		expect(items.findIndex((each: { id: string }) => each.id === json.items[0].id)).toBeGreaterThan(waiting);
	});

	test('resets and lets in a grid worker, and the owner is told', async () => {
		const id = await idOf('beipiao-grid');
		const { json } = await alone(`/${id}/reset`);
		const { notices } = (await signIn('beipiao-grid', json.password)).json;
		expect(notices).toMatchObject([{ text: expect.stringMatching(/由系统管理（演示）（系统管理员）重置。/) }]);
	});

	test('is not asked of a second where it can be done alone, nor for an account of one’s own', async () => {
		const publisher = { ...aNew(), role: 'publisher' };
		expect((await asks(publisher)).json).toMatchObject({
			code: 'not_now',
			detail: expect.stringContaining('不用申请'),
		});
		const own = { kind: 'reset', userId: await idOf('admin') };
		expect((await asks(own)).json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('自己的账号') });
	});
});

describe('a request', () => {
	test('makes nothing before the other kind of administrator has agreed', async () => {
		const { id, username } = await asked();
		expect(await idOf(username)).toBeUndefined();
		expect((await signIn(username, 'whatever-2026')).status).toBe(401);
		expect(await requests('security')).toContainEqual(expect.objectContaining({ id, canDecide: true }));
		expect((await decides(id)).status).toBe(200);
		expect(await idOf(username)).toBeDefined();
	});

	test('is decided by the other kind only: not by whoever asked, nor by a colleague of the same kind', async () => {
		const { id, username } = await asked();
		for (const who of ['admin', 'second-system']) {
			expect((await requests(who)).find((each: { id: string }) => each.id === id)).toMatchObject({ canDecide: false });
			const { status, json } = await decides(id, true, who);
			expect({ status, detail: json.detail }).toEqual({ status: 409, detail: '这项申请由安全管理员决定。' });
		}
		expect(await idOf(username)).toBeUndefined();
		const theirs = (await asks(aNew('auditor'), 'security')).json.items[0].id;
		expect((await decides(theirs, true, 'second-security')).status).toBe(409);
		expect((await decides(theirs, true, 'second-system')).status).toBe(200);
	});

	test('about an administrator is decided by another one than that', async () => {
		const userId = await idOf('second-security');
		const { json } = await asks({ kind: 'reset', userId });
		const [{ id }] = json.items;
		const own = await decides(id, true, 'second-security');
		expect(own.json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('您自己的账号') });
		expect((await decides(id)).status).toBe(200);
	});

	test('is decided once', async () => {
		const { id, username } = await asked();
		expect((await decides(id, false)).json).toEqual({ half: null });
		expect((await decides(id)).json.code).toBe('not_now');
		expect(await idOf(username)).toBeUndefined();
		expect((await collects(id)).status).toBe(404);
		expect((await requests()).find((each: { id: string }) => each.id === id).stateName).toBe('不同意');
	});

	test('lapses after seven days, and the log says so', async () => {
		const { id, username } = await asked();
		const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
		portal.setNow(days(6.9));
		await eachHour();
		expect((await requests('security'))[0]).toMatchObject({ id, state: 'waiting', canDecide: true });
		portal.setNow(days(7.1));
		expect((await requests('security'))[0]).toMatchObject({ id, state: 'expired', canDecide: false });
		expect((await decides(id)).json.code).toBe('not_now');
		await eachHour();
		await eachHour();
		expect(await logged(username)).toEqual([
			{ action: 'account.requested', actorName: '系统管理（演示）', reason: '新建：工作需要' },
			{ action: 'account.request-expired', actorName: '系统', reason: '系统管理（演示）的申请：工作需要' },
		]);
	});

	test('needs a reason, waits once, and asks for no name that is taken', async () => {
		const account = aNew();
		const { json } = await asks({ ...account, reason: '要' });
		expect(json.errors).toEqual([{ path: 'reason', message: '请写明理由，至少 4 个字' }]);
		expect((await asks(account)).status).toBe(201);
		expect((await asks(account)).json.code).toBe('not_now');
		expect((await asks({ ...account, username: 'beipiao' })).json.errors).toMatchObject([{ path: 'username' }]);
		const { id } = await aClerk();
		expect((await asks({ kind: 'reset', userId: id })).status).toBe(201);
		expect((await asks({ kind: 'reset', userId: id }, 'security')).json.code).toBe('not_now');
		expect((await asks({ kind: 'enable', userId: id })).json.detail).toContain('没有停用');
		expect((await asks({ kind: 'reset', userId: 'nobody' })).status).toBe(404);
	});

	test('of somebody who was shut out since is not agreed to', async () => {
		const { json } = await asks(aNew(), 'second-system');
		const [{ id }] = json.items;
		expect((await alone(`/${await idOf('second-system')}/disable`)).status).toBe(204);
		expect((await decides(id)).json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('已被停用') });
		expect((await decides(id, false)).status).toBe(200);
	});
});

describe('the one-time password', () => {
	test('lets in only whoever has both halves, each shown once to one administrator', async () => {
		const { id, username } = await asked('approver');
		const half = /^[a-z]{3}\d-[a-z]{3}\d$/;
		expect((await collects(id)).status).toBe(404);
		const second = (await decides(id)).json.half;
		expect((await collects(id, 'security')).status).toBe(404);
		expect((await requests()).find((each: { id: string }) => each.id === id)).toMatchObject({ canCollect: true });
		const first = (await collects(id)).json.half;
		expect([first, second]).toEqual([expect.stringMatching(half), expect.stringMatching(half)]);
		expect(first).not.toBe(second);
		expect((await collects(id)).status).toBe(404);
		for (const wrong of [first, second, `${second}-${first}`, `${first}-${first}`]) {
			expect((await signIn(username, wrong)).status).toBe(401);
		}
		expect((await signIn(username, `${first}-${second}`)).json.mustChangePassword).toBe(true);
		const kept = [
			...filesBelow(portal.dataDir).map(({ bytes }) => bytes),
			Buffer.from(JSON.stringify(await requests())),
		];
		expect(kept.length).toBeGreaterThan(2);
		for (const bytes of kept) expect([first, second].map((half) => bytes.includes(half))).toEqual([false, false]);
	});

	test('of a reset ends what was open, and the owner reads who did it before all else', async () => {
		const { id, username } = await aClerk();
		const before = cookieOf(await signIn(username));
		const given = await accounts.byBoth(portal, { kind: 'reset', userId: id });
		expect((await portal.call('GET', 'api/staff/session', { as: before })).status).toBe(401);
		expect((await signIn(username, password)).status).toBe(401);
		const signedIn = await signIn(username, given);
		const [notice, ...more] = signedIn.json.notices;
		expect(more).toEqual([]);
		expect(notice.text).toMatch(
			/^您的账号于\d{4}年\d+月\d+日\d\d时\d\d分由系统管理（演示）（系统管理员）申请、安全管理（演示）（安全管理员）同意，已重置。/,
		);
		const as = cookieOf(signedIn);
		const read = (who: string) => portal.call('POST', `api/staff/notices/${notice.id}/read`, { as: who });
		expect((await read(await portal.signIn('beipiao'))).status).toBe(404);
		expect((await portal.call('GET', 'api/staff/session', { as })).json.notices).toEqual([notice]);
		expect((await read(as)).status).toBe(204);
		expect((await portal.call('GET', 'api/staff/session', { as })).json.notices).toEqual([]);
		expect((await read(as)).status).toBe(404);
		expect(await logged(username)).toEqual([
			{ action: 'account.created', actorName: '系统', reason: null },
			{ action: 'account.requested', actorName: '系统管理（演示）', reason: '重置：工作需要' },
			{
				action: 'account.password-reset',
				actorName: '安全管理（演示）',
				reason: '经系统管理（演示）申请：工作需要',
			},
			{ action: 'account.half-collected', actorName: '系统管理（演示）', reason: null },
			{ action: 'account.notice-read', actorName: '测试', reason: null },
		]);
	});
});

test('an auditor made for a county before that was refused reads nothing', async () => {
	const account = { username: 'old-auditor', name: '旧审计', role: 'auditor', adcode: city } as const;
	const id = await createAccount(portal.staff, portal.auth, thePortal, { ...account, password, demo: true });
	await portal.staff.db.write(async (tx) => {
		await tx.update(user).set({ adcode: beipiao }).where(eq(user.id, id));
	});
	const as = cookieOf(await signIn('old-auditor'));
	const { status, json } = await portal.call('GET', 'api/staff/audit', { as });
	expect({ status, detail: json.detail }).toEqual({ status: 403, detail: expect.stringContaining('只能属于市级') });
});
