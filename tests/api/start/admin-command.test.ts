import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownSuites } from '../../../api/keys/suites.ts';
import { twoFactor, user } from '../../../db/schema/accounts.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { asAdmin, cookieOf, signIn } from '../accounts/accounts.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

let portal: TestPortal;
let scratch: string;
beforeAll(async () => {
	// The command beside it knows no others.
	portal = await openTestPortal({}, { suites: ownSuites });
	scratch = mkdtempSync(join(tmpdir(), 'admin-'));
});
afterAll(async () => {
	await portal.remove();
	rmSync(scratch, { recursive: true, force: true });
});

/** Runs `npm run admin` as on the server, with the settings of the portal that runs. */
function run(
	args: string[],
	env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, ['api/start/start.mjs', './admin-command.ts', ...args], {
		env: { ...process.env, ...portal.settings, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => {
		out += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		err += chunk.toString();
	});
	return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const rows = async () => portal.staff.db.read.select().from(audit).orderBy(asc(audit.seq));
const accountOf = async (username: string) =>
	(await portal.staff.db.read.select().from(user).where(eq(user.username, username)))[0];

describe('npm run admin -- reset', () => {
	test('resets an administrator beside the running portal, once seen and thoroughly logged', async () => {
		const before = await portal.signIn('security');
		const id = (await accountOf('security'))?.id ?? '';
		const secret = { id: 'one', secret: 'x', backupCodes: 'x', userId: id, verified: true };
		await portal.staff.db.write(async (tx) => {
			await tx.insert(twoFactor).values(secret);
			await tx.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, id));
		});
		expect((await asAdmin(portal, `/${id}/disable`)).status).toBe(204);

		const busy = Array.from({ length: 20 }, () => portal.report());
		const { code, out, err } = await run(['reset', 'security']);
		await Promise.all(busy);
		expect({ code, err }).toEqual({ code: 0, err: '' });
		const [, password = ''] = /一次性密码：(\S+)，只显示这一次/.exec(out) ?? [];
		expect(password).toMatch(/^[a-z]{3}\d-[a-z]{3}\d-[a-z]{3}\d$/);

		expect((await portal.call('GET', 'api/staff/session', { as: before })).status).toBe(401);
		const { status, headers, json } = await signIn(portal, 'security', password);
		expect(status).toBe(200);
		expect((await portal.call('GET', 'api/staff/accounts', { as: cookieOf({ headers }) })).status).toBe(200);
		expect(json.notices.map(({ text }: { text: string }) => text)).toEqual([
			expect.stringContaining('停用'),
			expect.stringMatching(/^您的账号于\d{4}年.+在服务器上用管理命令重置。/),
		]);
		const logged = await rows();
		expect(logged.map(({ seq }) => seq)).toEqual(logged.map((_row, index) => index + 1));
		expect(logged.filter(({ action }) => action === 'account.reset-on-server')).toMatchObject([
			{ actorId: null, actorName: '系统', subject: 'security' },
		]);
		expect(await portal.staff.db.read.select().from(alerts)).toMatchObject([
			{ kind: 'account.reset-on-server', subject: 'security', text: expect.stringContaining('在服务器上') },
		]);
		expect(JSON.stringify(logged)).not.toContain(password);
	});

	test.each([
		['beipiao', '受理人员'],
		['auditor', '审计人员'],
		['beipiao-grid', '网格员'],
	])('refuses %s and changes nothing', async (username, role) => {
		const before = await rows();
		const as = await portal.signIn(username);
		const { code, out, err } = await run(['reset', username]);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toContain(`“${username}”是${role}的账号。本命令只重置系统管理员和安全管理员`);
		expect((await portal.call('GET', 'api/staff/session', { as })).status).toBe(200);
		expect(await rows()).toHaveLength(before.length + 1);
	});

	test.each<[string, string[], Record<string, string>, RegExp]>([
		['whom to reset', ['reset'], {}, /请写明重置哪个管理账号/],
		['what to do', ['remove', 'admin'], {}, /请写明重置哪个管理账号/],
		['an account there is', ['reset', 'nobody'], {}, /没有“nobody”这个账号/],
		[
			'where the data lies',
			['reset', 'admin'],
			{ DATA_DIR: '/nowhere', DATABASE_URL: '' },
			/没有数据库，请用 DATA_DIR 指定/,
		],
		['what production needs', ['reset', 'admin'], { PORTAL_ENV: 'production' }, /正式运行必须设置 PORTAL_SECRET/],
	])('says in one sentence what is missing: %s', async (_what, args, env, sentence) => {
		const { code, out, err } = await run(args, env);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toMatch(sentence);
		expect(err.trim().split('\n')).toHaveLength(1);
	});

	test('with another key than the portal’s writes nothing, and makes no key', async () => {
		const before = await rows();
		const { code, err } = await run(['reset', 'admin'], { PORTAL_SECRET: 'another-secret-of-somebody-0123456789' });
		expect(code).toBe(1);
		expect(err).toMatch(/^没有重置：PORTAL_SECRET 与数据目录不相符.+\n$/);
		expect(await rows()).toEqual(before);

		const other = await openTestPortal({ PORTAL_SECRET: 'a-secret-0123456789-0123456789-0123' });
		rmSync(join(other.dataDir, 'keys'), { recursive: true });
		const without = await run(['reset', 'admin'], other.settings);
		expect(without.err).toContain('请使用与平台启动时相同的环境变量运行');
		expect(readdirSync(other.dataDir)).not.toContain('keys');
		await other.remove();
	});
});
