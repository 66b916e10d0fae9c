import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReport } from '../api/portal.ts';
import { freePort, type RunningPortal, startPortal } from './server.ts';

const nobody = { uid: 65_534, gid: 65_534 };

/** Another user can be had by root alone, and only where that user reaches the program. */
const asNobody = process.getuid?.() === 0 && othersReach(resolve('package.json')) ? nobody : undefined;

function othersReach(path: string): boolean {
	const enter = 0o001;
	if (path === dirname(path)) return true;
	return (statSync(dirname(path)).mode & enter) !== 0 && othersReach(dirname(path));
}

let scratch: string;
let dataDir: string;
let keyFile: string;
let shared: Record<string, string>;
let staff: RunningPortal;
let site: RunningPortal;

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'two-'));
	dataDir = join(scratch, 'data');
	mkdirSync(dataDir);
	if (asNobody) {
		chmodSync(scratch, 0o755);
		chownSync(dataDir, 0, nobody.gid);
		chmodSync(dataDir, 0o2770);
	}
	const identity = await generateX25519Identity();
	keyFile = join(scratch, 'seal.identity');
	writeFileSync(keyFile, identity, { mode: 0o600 });
	shared = {
		PORTAL_SECRET: 'a-secret-of-the-operator-0123456789abcdef',
		SEAL_RECIPIENTS: await identityToRecipient(identity),
		SITE_URL: `http://127.0.0.1:${await freePort()}/`,
		CAPTCHA: 'off',
	};
});
afterAll(async () => {
	await Promise.all([staff?.stop(), site?.stop()]);
	rmSync(scratch, { recursive: true, force: true });
});

const startPublic = () =>
	startPortal({
		script: 'start:public',
		env: shared,
		dataDir,
		port: Number(new URL(shared['SITE_URL'] ?? '').port),
		as: asNobody,
	});

const startStaff = () =>
	startPortal({ script: 'start:staff', env: { ...shared, SEAL_IDENTITY_FILE: keyFile }, dataDir });

test('the public side does not begin a folder: it says what to start first', async () => {
	await expect(startPublic()).rejects.toThrow(
		/无法启动：数据目录 .* 还没有由工作人员端建好。请先运行 npm run start:staff/,
	);
});

describe('once the staff side has made the folder', () => {
	beforeAll(async () => {
		staff = await startStaff();
		site = await startPublic();
	});

	const status = async (of: RunningPortal, path: string) =>
		(await fetch(`http://127.0.0.1:${of.port}/${path}`, { redirect: 'manual' })).status;

	test('each answers what is its own, and nothing of the other', async () => {
		expect(await status(site, '')).toBe(200);
		expect(await status(site, 'api/health')).toBe(200);
		expect(await status(site, 'api/staff/session')).toBe(404);
		expect(await status(site, 'console/')).toBe(404);
		expect(await status(staff, 'console/')).toBe(200);
		expect(await status(staff, 'api/staff/session')).toBe(401);
		expect(await status(staff, 'api/health')).toBe(404);
		expect(await status(staff, '')).toBe(404);
	});

	const post = (of: RunningPortal, path: string, body: unknown, headers: Record<string, string> = {}) =>
		fetch(`http://127.0.0.1:${of.port}/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});

	async function signedIn(username: string): Promise<string> {
		const answer = await post(staff, 'api/staff/session', { username, password: staff.password });
		expect(answer.status).toBe(200);
		return answer.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
	}

	async function showReport(number: string): Promise<string> {
		const cookie = await signedIn('beipiao');
		const address = `http://127.0.0.1:${staff.port}/api/staff/reports/${number}`;
		return (await fetch(address, { headers: { cookie } })).text();
	}

	test('what the public side sealed, the staff side opens, and the reporter reads on the public side what came of it', async () => {
		const report = { ...aReport(), description: '夜里有车从东沟往外拉矿石。' };
		const sent = await post(site, 'api/reports', report);
		expect(sent.status).toBe(201);
		const { number, secret } = (await sent.json()) as { number: string; secret: string };
		expect(await showReport(number)).toContain('夜里有车从东沟往外拉矿石。');
		const tracked = await post(site, 'api/reports/track', { number, secret });
		expect(await tracked.json()).toMatchObject({ number, status: 'assigned' });
	});

	test('while the staff side is down reports come in, and it has them when it is back', async () => {
		await staff.kill();
		const sent = await post(site, 'api/reports', { ...aReport(), description: '工作人员端停机时提交的举报。' });
		expect(sent.status).toBe(201);
		const { number } = (await sent.json()) as { number: string };
		staff = await startStaff();
		expect(await showReport(number)).toContain('工作人员端停机时提交的举报。');
	});

	test('a second staff side is refused', async () => {
		await expect(startStaff()).rejects.toThrow(/正由另一个正在运行的平台使用/);
	});
});

// The rights of files bind everybody but root, and only root can become somebody else.
describe.skipIf(!asNobody)('the user of the public side', () => {
	/** What happens when that user runs this: its result, or the code of the error. */
	function tried(script: string): string {
		const code = `import fs from 'node:fs'; try { console.log(${script}) } catch (error) { console.log(error.code) }`;
		const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
			...nobody,
			encoding: 'utf8',
		});
		return stdout.trim();
	}
	const inFolder = (name: string) => JSON.stringify(join(dataDir, name));

	test('reads neither the private key nor what the staff side alone needs', () => {
		expect(tried(`fs.readFileSync(${JSON.stringify(keyFile)})`)).toBe('EACCES');
		for (const name of ['keys/demo-password', 'audit-heads.ndjson', 'log/portal.log']) {
			expect(tried(`fs.readFileSync(${inFolder(name)})`), name).toBe('EACCES');
		}
		expect(tried(`fs.readdirSync(${inFolder('cache')})`)).toBe('EACCES');
	});

	test('changes neither pages nor record, and removes nothing of the staff side', () => {
		for (const name of ['public/new', 'record/new.yaml', 'portal.json', 'log/portal.log']) {
			expect(tried(`fs.appendFileSync(${inFolder(name)}, 'x')`), name).toBe('EACCES');
		}
		for (const name of ['portal.db', 'portal.json', 'public', 'record', 'reserve', 'staff.lock']) {
			expect(tried(`fs.renameSync(${inFolder(name)}, ${inFolder(`${name}.moved`)})`), name).toBe('EPERM');
		}
	});

	test('this is seen: what is its own it writes', () => {
		expect(tried(`fs.writeFileSync(${inFolder('uploads/tried')}, 'x') ?? 'written'`)).toBe('written');
		expect(tried(`fs.rmSync(${inFolder('uploads/tried')}) ?? 'removed'`)).toBe('removed');
	});
});
