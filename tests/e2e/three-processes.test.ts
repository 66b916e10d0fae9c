import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webServer } from '../api/delivery/stand-ins.ts';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { aDraft, aReport } from '../api/portal.ts';
import { type Balancer, balance } from './balancer.ts';
import { type Look, lookInto } from './look-into.ts';
import { concludeByApi } from './officer.ts';
import { freePort, type RunningPortal, startPortal } from './server.ts';

interface Receipt {
	number: string;
	secret: string;
}

let dataDir: string;
let staff: RunningPortal;
let sites: RunningPortal[];
let balancer: Balancer;
let database: Look;
let hook: Awaited<ReturnType<typeof webServer>>;
let shared: Record<string, string>;

const startSite = () => startPortal({ script: 'start:public', env: shared, dataDir });

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'three-'));
	hook = await webServer();
	shared = { SITE_URL: `http://127.0.0.1:${await freePort()}/`, CAPTCHA: 'off' };
	const forStaff = { ...shared, WEBHOOK_URL: hook.url, WEBHOOK_SECRET: 'x'.repeat(32) };
	staff = await startPortal({ script: 'start:staff', env: forStaff, dataDir });
	sites = await Promise.all([startSite(), startSite()]);
	balancer = await balance(sites.map(({ port }) => port));
	database = await lookInto(dataDir);
});
afterAll(async () => {
	await database?.close();
	await balancer?.close();
	await Promise.all([staff, ...(sites ?? [])].map((each) => each?.stop()));
	await hook?.close();
	rmSync(dataDir, { recursive: true, force: true });
});

function site(nth: 0 | 1): RunningPortal {
	const found = sites[nth];
	if (!found) throw new Error('no such process');
	return found;
}

const here = ({ port }: RunningPortal) => `http://127.0.0.1:${port}/`;

function post(base: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
	const own = { 'content-type': 'application/json', ...headers };
	return fetch(`${base}${path}`, { method: 'POST', headers: own, body: JSON.stringify(body) });
}

/** Sends a report as a phone does: again with the same key until it is acknowledged. */
async function send(base: string, key: string, report: Record<string, unknown>, draft = ''): Promise<Receipt> {
	for (;;) {
		const headers = { 'idempotency-key': key, ...(draft && { 'upload-draft': draft }) };
		const answer = await post(base, 'api/reports', report, headers).catch(() => null);
		if (answer?.status === 201) return (await answer.json()) as Receipt;
		if (answer && answer.status < 500) throw new Error(`refused: ${await answer.text()}`);
		await setTimeout(50);
	}
}

const tracked = async (base: string, { number, secret }: Receipt) =>
	(await post(base, 'api/reports/track', { number, secret })).status;

test('one of them is killed under load: nothing acknowledged is lost, nothing is taken in twice, no job is done twice', async () => {
	const numbers = async () => (await database.rows('select number from reports')).map(({ number }) => String(number));
	const before = await numbers();
	const receipts: Receipt[] = [];
	let killed = false;
	const phone = async (nth: number) => {
		for (let sent = 0; sent < 12; sent++) {
			receipts.push(await send(balancer.url, `${nth}-${sent}-${randomUUID()}`, aReport()));
			if (receipts.length < 30 || killed) continue;
			killed = true;
			await site(0).kill();
		}
	};
	await Promise.all(Array.from({ length: 8 }, (_, nth) => phone(nth)));
	expect(killed).toBe(true);
	expect(Math.min(...balancer.handed.values())).toBeGreaterThan(10);

	expect(new Set(receipts.map(({ number }) => number)).size).toBe(96);
	for (const receipt of receipts) expect(await tracked(here(site(1)), receipt)).toBe(200);
	const stored = (await numbers()).filter((number) => !before.includes(number));
	expect(stored.sort()).toEqual(receipts.map(({ number }) => number).sort());

	const jobs = () => database.rows("select payload, attempts, done_at from outbox where kind = 'unit.notify'");
	await expect.poll(async () => (await jobs()).filter((job) => job['done_at'] === null)).toEqual([]);
	const ofThese = (await jobs()).filter(({ payload }) =>
		receipts.some(({ number }) => String(payload).includes(number)),
	);
	expect(ofThese).toHaveLength(96);
	expect(ofThese.every(({ attempts }) => Number(attempts) === 1)).toBe(true);
	const delivered = hook.taken.map(({ headers }) => headers['x-portal-delivery']);
	expect(delivered.length).toBeGreaterThan(0);
	expect(new Set(delivered).size).toBe(delivered.length);
	sites[0] = await startPortal({ script: 'start:public', env: shared, dataDir, port: site(0).port });
});

test('the same key sent to two processes at once gets one receipt, and leaves one report', async () => {
	const count = async () => (await database.rows('select number from reports')).length;
	const before = await count();
	for (let nth = 0; nth < 5; nth++) {
		const key = randomUUID();
		const [one, other] = await Promise.all([0, 1].map((each) => send(here(site(each as 0 | 1)), key, aReport())));
		expect(one).toEqual(other);
	}
	expect(await count()).toBe(before + 5);
});

test('wrong tries at a receipt count together, whichever process they came to', async () => {
	const receipt = await send(balancer.url, randomUUID(), aReport());
	const wrong = { number: receipt.number, secret: '0'.repeat(16) };
	for (let nth = 0; nth < 10; nth++) expect(await tracked(balancer.url, wrong)).toBe(404);
	for (const each of sites) await expect.poll(() => tracked(here(each), wrong)).toBe(429);
});

test('an upload whose process was killed goes on at another one from where it was, and is sealed with its report', async () => {
	const bytes = await jpeg(1600, 1200);
	const half = Math.floor(bytes.length / 2);
	const draft = randomUUID();
	const headers = { 'tus-resumable': '1.0.0', 'upload-draft': draft };
	const announced = await fetch(`${here(site(0))}api/uploads`, {
		method: 'POST',
		headers: { ...headers, 'upload-length': String(bytes.length) },
	});
	expect(announced.status).toBe(201);
	const path = (announced.headers.get('location') ?? '').slice(1);
	const put = (base: string, offset: number, part: Uint8Array<ArrayBuffer>) =>
		fetch(`${base}${path}`, {
			method: 'PATCH',
			headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
			body: part,
		});
	expect((await put(here(site(0)), 0, bytes.subarray(0, half))).status).toBe(204);
	await site(0).kill();

	const asked = await fetch(`${balancer.url}${path}`, { method: 'HEAD', headers });
	expect(asked.headers.get('upload-offset')).toBe(String(half));
	expect((await put(balancer.url, half, bytes.subarray(half))).status).toBe(204);
	const id = path.split('/').at(-1) ?? '';
	const { number } = await send(balancer.url, randomUUID(), { ...aReport(), uploads: [id] }, draft);
	const [file] = await database.rows(
		`select state, size, format, number from uploads join reports on reports.id = report_id where uploads.id = '${id}'`,
	);
	expect(file).toMatchObject({ state: 'sealed', format: 'jpeg', number });
	expect(Number(file?.['size'])).toBe(bytes.length);
	sites[0] = await startPortal({ script: 'start:public', env: shared, dataDir, port: site(0).port });
});

test('what two officers publish is seen at every process within 30 seconds', async () => {
	const { number } = await send(balancer.url, randomUUID(), aReport());
	const office = { url: here(staff), password: staff.password };
	const clerk = await request.newContext();
	await concludeByApi(clerk, office, 'beipiao', number);
	const signIn = (username: string) =>
		clerk.post(`${office.url}api/staff/session`, { data: { username, password: office.password } });
	await signIn('beipiao');
	const title = '三个进程都应看到的一案';
	const drafted = await clerk.put(`${office.url}api/staff/reports/${number}/result`, { data: { ...aDraft(), title } });
	const { id } = (await drafted.json()) as { id: string };
	await clerk.post(`${office.url}api/staff/results/${id}/submit`, { data: { version: 1 } });
	await signIn('beipiao-approver');
	const approved = await clerk.post(`${office.url}api/staff/results/${id}/approve`, { data: { version: 2 } });
	expect(approved.status(), await approved.text()).toBe(200);
	const { publicId } = (await approved.json()) as { publicId: string };
	await clerk.dispose();
	const page = async (each: RunningPortal) => (await fetch(`${here(each)}results/${publicId}/`)).text();
	for (const each of sites) await expect.poll(() => page(each), { timeout: 30_000 }).toContain(title);
});
