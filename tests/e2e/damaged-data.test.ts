import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sendReport, track } from './send-report.ts';
import { freePort, type RunningPortal, startPortal } from './server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'bad-day-'));
let portal: RunningPortal;
let stopped = false;

beforeAll(async () => {
	cpSync('content', join(scratch, 'content'), { recursive: true });
	portal = await startPortal({ dataDir: join(scratch, 'data'), env: { CONTENT_DIR: join(scratch, 'content') } });
});
afterAll(async () => {
	if (!stopped) await portal.kill();
	rmSync(scratch, { recursive: true, force: true });
});

/** Starts it again, as `npm start` does, on the same data. */
async function startAgain(until?: RegExp): Promise<void> {
	const { dataDir, port } = portal;
	const env = { CONTENT_DIR: join(scratch, 'content') };
	stopped = true;
	portal = await startPortal({ dataDir, port, env, ...(until && { until }) });
	stopped = false;
}

async function stop(): Promise<void> {
	expect(await portal.stop()).toBe(0);
	stopped = true;
}

/** What a start that is refused says. */
async function refusal(env: Record<string, string>): Promise<string> {
	const settings = { CONTENT_DIR: join(scratch, 'content'), ...env };
	const started = startPortal({ dataDir: portal.dataDir, port: await freePort(), env: settings });
	return started.then(
		async (running) => {
			await running.kill();
			return 'it started';
		},
		(error: Error) => error.message,
	);
}

const status = async (path: string) => (await fetch(`${portal.url}${path}`)).status;

async function staffCookie(username: string): Promise<string> {
	const answer = await fetch(`${portal.url}api/staff/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username, password: portal.password }),
	});
	expect(answer.status).toBe(200);
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

describe('a data folder in use', () => {
	test('is refused to a second portal, with what to do, and the first goes on', async () => {
		expect(await refusal({})).toMatch(/无法启动：数据目录 .+ 正由另一个正在运行的平台使用。请先停止它/);
		expect(await status('api/health')).toBe(200);
	});

	test('is closed to other users of the machine, files as well as folders', async () => {
		const open = readdirSync(portal.dataDir, { recursive: true, withFileTypes: true })
			.filter((entry) => !entry.isSymbolicLink())
			.map((entry) => join(entry.parentPath, entry.name))
			// Everybody may read the pages anyway.
			.filter((path) => !path.startsWith(join(portal.dataDir, 'public', '')))
			.filter((path) => (statSync(path).mode & 0o077) !== 0);
		expect(open).toEqual([]);
		expect(statSync(portal.dataDir).mode & 0o777).toBe(0o700);
	});
});

test('a page that is lost while the portal runs comes back by the button of the console', async () => {
	const before = readlinkSync(portal.siteDir);
	for (const file of ['index.html', 'ponds/index.html']) rmSync(join(portal.siteDir, file));
	expect(await status('')).not.toBe(200);
	const cookie = await staffCookie('city');
	const asked = await fetch(`${portal.url}api/staff/publication`, { method: 'POST', headers: { cookie } });
	expect(asked.status).toBe(202);
	await vi.waitFor(() => expect(readlinkSync(portal.siteDir)).not.toBe(before), { timeout: 100_000, interval: 200 });
	expect([await status(''), await status('ponds/')]).toEqual([200, 200]);
});

test('a stop lets an upload under way come to its end, takes nothing new, and only then closes', async () => {
	const headers = { 'tus-resumable': '1.0.0', 'upload-draft': 'a-draft-of-a-phone-0123' };
	const made = await fetch(`${portal.url}api/uploads`, {
		method: 'POST',
		headers: { ...headers, 'upload-length': '20', 'upload-metadata': 'filetype aW1hZ2UvanBlZw==' },
	});
	expect(made.status).toBe(201);
	const path = made.headers.get('location') ?? '';
	const patch = request(`http://127.0.0.1:${portal.port}${path}`, {
		method: 'PATCH',
		headers: {
			...headers,
			'upload-offset': '0',
			'content-type': 'application/offset+octet-stream',
			'content-length': 10,
		},
	});
	const answered = new Promise<number | undefined>((resolve, reject) => {
		patch.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
	});
	patch.write('01234');
	await vi.waitFor(() => expect(partsOf(portal)).toBe(5), { timeout: 10_000 });

	const ended = portal.stop();
	stopped = true;
	await vi.waitFor(() => expect(fetch(`${portal.url}api/health`)).rejects.toThrow(), { timeout: 5000 });
	patch.end('56789');
	expect(await answered).toBe(204);
	expect(await ended).toBe(0);
	expect(partsOf(portal)).toBe(10);
});

/** Bytes of files that are still arriving. */
function partsOf({ dataDir }: RunningPortal): number {
	const folder = join(dataDir, 'uploads');
	return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

test('a start serves the site that is up at once, though it is yesterday’s, cut or not, and builds the new one behind it', async () => {
	const before = readlinkSync(portal.siteDir);
	const title = '某市矿山整治平台';
	const site = join(scratch, 'content', 'site.yaml');
	writeFileSync(site, readFileSync(site, 'utf8').replace(/^title: .*$/m, `title: ${title}`));
	rmSync(join(portal.siteDir, 'ponds', 'index.html'));
	await startAgain(/公开网站：/);
	const page = await fetch(portal.url);
	expect(page.status).toBe(200);
	expect(await page.text()).not.toContain(title);
	expect(readlinkSync(portal.siteDir)).toBe(before);
	await vi.waitFor(async () => expect(await (await fetch(portal.url)).text()).toContain(title), {
		timeout: 100_000,
		interval: 200,
	});
	expect(await status('ponds/')).toBe(200);
	await vi.waitFor(() => expect(portal.printed()).toContain('按 Ctrl-C 停止。'), { timeout: 60_000 });
});

test('a build that lost files while the portal was down is made again by the start alone', async () => {
	await stop();
	const whole = realpathSync(portal.siteDir);
	rmSync(join(whole, 'index.html'));
	await startAgain();
	expect(await status('')).toBe(200);
	expect(realpathSync(portal.siteDir)).not.toBe(whole);
});

test('a public record that was cut does not keep the portal down, and is whole again', async () => {
	await stop();
	const folder = join(portal.dataDir, 'record', 'statistics');
	const [name = ''] = readdirSync(folder);
	const whole = readFileSync(join(folder, name), 'utf8');
	writeFileSync(join(folder, name), 'id: "');
	await startAgain();
	const figures = (text: string) => text.replace(/^asOf: .*$/m, '');
	expect(figures(readFileSync(join(folder, name), 'utf8'))).toBe(figures(whole));
});

describe('a start on the data of a portal is refused with what to do', () => {
	const database = () => join(portal.dataDir, 'portal.db');

	test('with another secret, and the receipts open still with the right one', async () => {
		const receipt = await sendReport(portal.url, { location: { adcode: 211381, place: '村北山坡' } });
		await stop();
		expect(await refusal({ PORTAL_SECRET: 'x'.repeat(40) })).toMatch(/无法启动：PORTAL_SECRET 与数据目录不相符/);
		await startAgain(/公开网站：/);
		expect(await track(portal.url, receipt)).toMatchObject({ number: receipt.number });
	});

	test('with other seal keys', async () => {
		await stop();
		const identity = join(portal.dataDir, 'keys', 'seal.identity');
		const kept = readFileSync(identity, 'utf8');
		rmSync(identity);
		expect(await refusal({})).toMatch(/无法启动：数据目录中有平台的数据，但没有找到它的密钥/);
		const { generateX25519Identity } = await import('age-encryption');
		writeFileSync(identity, await generateX25519Identity());
		expect(await refusal({})).toMatch(/无法启动：SEAL_IDENTITY_FILE 中没有公钥 age1\w+ 对应的私钥/);
		writeFileSync(identity, kept);
	});

	test('by a program older than the database', async () => {
		const db = new Sqlite(database());
		db.prepare("insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)").run();
		expect(await refusal({})).toMatch(/无法启动：数据库是由较新版本的程序写成的.+请换回较新版本的程序/);
		db.prepare("delete from __drizzle_migrations where hash = 'of tomorrow'").run();
		db.close();
	});

	test('on a database that was made on trial', async () => {
		const db = new Sqlite(database());
		const begin = (by: number) => db.prepare('update __drizzle_migrations set created_at = created_at + ?').run(by);
		begin(-1_000_000);
		expect(await refusal({})).toMatch(/无法启动：数据库是由较早的试用程序建立的.+请另设一个空的 DATA_DIR/);
		begin(1_000_000);
		db.close();
	});

	test('without its database, and no new portal with a new administrator is made', async () => {
		for (const end of ['', '-wal', '-shm']) rmSync(`${database()}${end}`, { force: true });
		expect(await refusal({})).toMatch(/无法启动：.+不存在或者是空的.+请把整份备份复制到一个新的文件夹/);
		expect(readdirSync(portal.dataDir)).not.toContain('portal.db');
	});
});
