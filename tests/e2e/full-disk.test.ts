import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SavedReceipt } from './citizen.ts';
import { sendReport, track } from './send-report.ts';
import { type RunningPortal, startPortal } from './server.ts';
import { canMount, type SmallDisk, smallDisk } from './small-disk.ts';

const report = { location: { adcode: 211381, place: '村北山坡' } };

// A real disk that is full: as others than root nothing can be mounted, and tests/db/open.test.ts alone stands for it.
describe.skipIf(!canMount)('a disk that others have filled', () => {
	let disk: SmallDisk;
	let portal: RunningPortal;
	let receipt: SavedReceipt;
	let cookie: string;

	beforeAll(async () => {
		disk = smallDisk(160);
		portal = await startPortal({ dataDir: join(disk.folder, 'data') });
		receipt = await sendReport(portal.url, report);
		cookie = await signIn();
	});
	afterAll(async () => {
		await portal.kill();
		disk.remove();
	});

	async function signIn(): Promise<string> {
		const answer = await staff('POST', 'session', { username: 'beipiao', password: portal.password });
		return answer.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
	}

	function staff(method: string, path: string, body?: unknown): Promise<Response> {
		return fetch(`${portal.url}api/staff/${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
	}

	const sends = () =>
		sendReport(portal.url, report).then(
			() => 'sent',
			(error: Error) => error.message,
		);

	async function readingIsUp(): Promise<void> {
		for (const path of ['', 'ponds/', 'report/', 'track/', 'console/', 'api/health', 'api/captcha']) {
			expect((await fetch(`${portal.url}${path}`)).status, path).toBe(200);
		}
		expect(await track(portal.url, receipt)).toMatchObject({ number: receipt.number, status: 'assigned' });
	}

	/** Every way to write is refused with the time and what to do. */
	async function writingWaits(): Promise<void> {
		expect(await sends()).toContain('服务器暂时不能保存内容');
		const answers = await Promise.all([
			staff('POST', 'session', { username: 'city', password: portal.password }),
			fetch(`${portal.url}api/reports/track/messages`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ ...receipt, text: '昨天夜里又来了两辆车。' }),
			}),
			fetch(`${portal.url}api/uploads`, {
				method: 'POST',
				headers: { 'tus-resumable': '1.0.0', 'upload-draft': 'a-draft-of-a-phone', 'upload-length': '100' },
			}),
		]);
		for (const answer of answers) {
			const problem = await answer.json();
			expect(answer.status, JSON.stringify(problem)).toBe(503);
			expect(problem).toMatchObject({ code: 'unavailable', detail: expect.stringMatching(/请/) });
			expect(answer.headers.get('retry-after')).toBe('120');
		}
	}

	test('keeps pages, tracking and the lists of staff up, refuses what writes, and gives up the reserve', async () => {
		const reserve = join(portal.dataDir, 'reserve');
		await vi.waitFor(() => expect(existsSync(reserve)).toBe(true), { timeout: 20_000 });
		disk.fill();
		expect(disk.free()).toBe(0);
		await writingWaits();
		await readingIsUp();
		expect((await staff('GET', 'reports')).status).toBe(200);
		expect(existsSync(reserve)).toBe(false);
		expect(disk.free()).toBeGreaterThan(30_000_000);
	});

	test('also without the last byte: the log ends nothing, and the answers stay the same', async () => {
		disk.fill();
		expect(disk.free()).toBe(0);
		await writingWaits();
		await readingIsUp();
	});

	test('the log says it once, and not at each refusal: it would eat the room that was given up', async () => {
		await writingWaits();
		const events = readFileSync(join(portal.dataDir, 'log', 'portal.log'), 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line).event);
		expect(events.filter((event) => event === 'disk.short')).toHaveLength(1);
		expect(events).not.toContain('request.failed');
	});

	test('after a power cut the portal starts on it and serves reading, with a cut record as well', async () => {
		await portal.kill();
		disk.empty();
		mkdirSync(join(portal.dataDir, 'record', 'results'), { recursive: true });
		writeFileSync(join(portal.dataDir, 'record', 'results', 'cut.yaml'), 'id: "');
		writeFileSync(join(portal.dataDir, 'reserve'), randomBytes(32 * 1024 * 1024));
		disk.fill();
		const { dataDir, port } = portal;
		portal = await startPortal({ dataDir, port, until: /公开网站：/ });
		await readingIsUp();
		await writingWaits();
	});

	test('after a stop the portal starts on it, though the database finds no room for its own files', async () => {
		await portal.stop();
		disk.fill();
		const { dataDir, port } = portal;
		portal = await startPortal({ dataDir, port });
		expect(portal.printed()).toContain('磁盘空间不足，目前只提供浏览和查询');
		await readingIsUp();
		await writingWaits();
	});

	test('once there is room again, a start takes reports in, and what was acknowledged before is all there', async () => {
		await portal.stop();
		disk.empty();
		const { dataDir, port } = portal;
		portal = await startPortal({ dataDir, port });
		expect(await sends()).toBe('sent');
		await readingIsUp();
		expect(existsSync(join(dataDir, 'reserve'))).toBe(true);
		disk.fill();
		expect(await sends()).toContain('服务器暂时不能保存内容');
		disk.empty();
		// Without a new start as well, as long as the database was opened with room.
		expect(await sends()).toBe('sent');
		await vi.waitFor(() => expect(existsSync(join(dataDir, 'reserve'))).toBe(true), { timeout: 20_000 });
	});
});
