import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, EarlierDatabase, NewerDatabase, type Transaction } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { rowsOf, run } from '../../db/raw.ts';
import { signInFailures } from '../../db/schema/accounts.ts';
import { aReport, openTestPortal } from '../api/portal.ts';
import { stored } from '../api/stored.ts';

let folder: string;
let db: Database;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'database-'));
	db = await openDatabase(join(folder, 'deep', 'portal.db'));
});
afterEach(async () => {
	await db.close();
	rmSync(folder, { recursive: true, force: true });
});

const add = (tx: Transaction, username: string) =>
	tx.insert(signInFailures).values({ nameHash: username, failures: 1, at: '' });
const rows = async () => (await db.read.select({ total: count() }).from(signInFailures))[0]?.total;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a statement that is kept answers each asker in the form asked for, and sees what changed since', async () => {
	const text = 'select name_hash, failures from sign_in_failures';
	const asked = async () => [await rowsOf(db.read, sql.raw(text)), await db.statements.values(sql.raw(text))];
	for (let failures = 1; failures <= 3; failures++) {
		await db.write((tx) =>
			tx
				.insert(signInFailures)
				.values({ nameHash: `name-${failures}`, failures, at: '' })
				.then(),
		);
		const [objects = [], rows = []] = await asked();
		expect(objects).toHaveLength(failures);
		expect(objects.at(-1)).toEqual({ name_hash: `name-${failures}`, failures });
		expect(rows.at(-1)).toEqual([`name-${failures}`, failures]);
	}
	// More than are kept at once.
	for (let nth = 0; nth < 400; nth++) expect(await rowsOf(db.read, sql.raw(`select ${nth} as nth`))).toEqual([{ nth }]);
	expect(await asked()).toEqual(await asked());
});

test('a long queue of writes lets everybody else have their turn in between', async () => {
	let [done, seen] = [0, 0];
	const busy = async (tx: Transaction, nth: number) => {
		await add(tx, `name-${nth}`);
		for (const began = performance.now(); performance.now() - began < 3; );
		done++;
	};
	const writes = Array.from({ length: 50 }, (_, nth) => db.write((tx) => busy(tx, nth)));
	const timer = setInterval(() => {
		if (done > 0 && done < 50) seen++;
	}, 1);
	await Promise.all(writes);
	clearInterval(timer);
	expect(seen).toBeGreaterThan(3);
});

describe('a write', () => {
	test('is all or nothing', async () => {
		const failing = db.write(async (tx) => {
			await add(tx, 'first');
			throw new Error('second thoughts');
		});
		await expect(failing).rejects.toThrow('second thoughts');
		expect(await rows()).toBe(0);
		await db.write((tx) => add(tx, 'first').then());
		expect(await rows()).toBe(1);
	});

	test('is not seen by others before it is complete', async () => {
		const writing = db.write(async (tx) => {
			await add(tx, 'first');
			await pause(30);
			await add(tx, 'second');
		});
		await pause(10);
		expect(await rows()).toBe(0);
		await writing;
		expect(await rows()).toBe(2);
	});

	test('waits for the one before it, in the order of asking', async () => {
		const order: number[] = [];
		const writes = [30, 10, 0].map((ms, nth) =>
			db.write(async (tx) => {
				order.push(nth);
				await pause(ms);
				await add(tx, `name-${nth}`);
				order.push(nth);
			}),
		);
		await Promise.all(writes);
		expect(order).toEqual([0, 0, 1, 1, 2, 2]);
	});

	test('that fails does not hold up the next', async () => {
		const failing = db.write(async () => Promise.reject(new Error('no')));
		const next = db.write((tx) => add(tx, 'next').then());
		await expect(failing).rejects.toThrow('no');
		await next;
		expect(await rows()).toBe(1);
	});

	test('inside a write is refused at once instead of waiting for itself', async () => {
		const nested = db.write(() => db.write(async () => undefined));
		await expect(nested).rejects.toThrow('write() inside write()');
		await db.write((tx) => add(tx, 'after').then());
		expect(await rows()).toBe(1);
	});
});

test('nothing is written outside a write', async () => {
	const direct = async () => db.read.insert(signInFailures).values({ nameHash: 'direct', failures: 1, at: '' });
	await expect(direct()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
});

test('is on disk before it is acknowledged: write-ahead log, synchronised with every commit', async () => {
	const pragma = (name: string) => db.write(async (tx) => (await rowsOf(tx, sql.raw(`PRAGMA ${name}`)))[0] ?? {});
	expect(Object.values(await pragma('journal_mode'))).toEqual(['wal']);
	expect(Object.values(await pragma('synchronous'))).toEqual([2]);
	expect(Object.values(await pragma('foreign_keys'))).toEqual([1]);
});

test('a process killed in the middle of writing has lost nothing that it acknowledged', async () => {
	const file = join(folder, 'killed.db');
	const script = join(import.meta.dirname, 'write-until-killed.ts');
	const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	await new Promise<void>((resolve, reject) => {
		child.on('exit', () => reject(new Error('the writer ended by itself')));
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.split('\n').length > 50) resolve();
		});
	});
	child.removeAllListeners('exit');
	const ended = new Promise((resolve) => child.on('close', resolve));
	child.kill('SIGKILL');
	await ended;
	const acknowledged = Number(said.trimEnd().split('\n').at(-1));
	expect(acknowledged).toBeGreaterThanOrEqual(50);

	const reopened = await openDatabase(file);
	const found = await rowsOf<{ n: number }>(reopened.read, sql`SELECT n FROM acknowledged ORDER BY n`);
	const check = await rowsOf<Record<string, string>>(reopened.read, sql`PRAGMA integrity_check`);
	await reopened.close();
	expect(found.length).toBeGreaterThanOrEqual(acknowledged);
	expect(found.map(({ n }) => n)).toEqual(found.map((_, index) => index + 1));
	expect(check.flatMap((row) => Object.values(row))).toEqual(['ok']);
});

test('on a full disk nothing is acknowledged, and once there is room again everything works', async () => {
	const portal = await openTestPortal({}, { accounts: false });
	const send = (nth: number) =>
		portal.call('POST', 'api/reports', {
			body: { ...aReport(), description: `第${nth}次：${'山坡上每天夜里有挖掘机挖矿。'.repeat(150)}` },
			headers: { 'idempotency-key': crypto.randomUUID() },
		});
	const mostPages = (pages: number) =>
		portal.staff.db.write((tx) => rowsOf(tx, sql.raw(`PRAGMA max_page_count = ${pages}`)));
	const before = await stored(portal);
	// No page beyond those that are there: what SQLite then says is what it says on a full disk.
	await mostPages(1);

	const answers = [];
	for (let nth = 0; nth < 20; nth++) answers.push(await send(nth));
	const accepted = answers.filter(({ status }) => status === 201);
	const refused = answers.filter(({ status }) => status !== 201);
	expect(refused.length).toBeGreaterThan(0);
	for (const { status, json, headers } of refused) {
		expect(status).toBe(503);
		expect(json).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('暂时不能保存') });
		expect(headers.get('retry-after')).toBe('120');
		expect(json).not.toHaveProperty('number');
	}
	const full = await stored(portal);
	for (const table of ['reports', 'events', 'audit', 'outbox', 'receipts']) {
		expect(full[table]).toBe((before[table] ?? 0) + accepted.length);
	}
	expect((await portal.call('GET', 'api/health')).status).toBe(200);

	await mostPages(1_000_000);
	expect((await send(99)).status).toBe(201);
	expect((await stored(portal)).reports).toBe((full.reports ?? 0) + 1);
	await portal.remove();
});

test('a database that a newer program has changed is not opened by an older one, and not touched', async () => {
	await db.write(async (tx) => {
		await run(tx, sql`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of tomorrow', 99999999999999)`);
	});
	await db.close();
	await expect(openDatabase(join(folder, 'deep', 'portal.db'))).rejects.toThrow(NewerDatabase);
	db = await openDatabase(join(folder, 'other.db'));
});

test('a database that was made on trial, before the first migration, is not opened, and not touched', async () => {
	const file = join(folder, 'on-trial.db');
	const trial = await openDatabase(file);
	await trial.write(async (tx) => {
		await run(tx, sql`UPDATE __drizzle_migrations SET created_at = created_at - 1000000`);
	});
	await trial.close();
	const before = readFileSync(file);
	await expect(openDatabase(file)).rejects.toThrow(EarlierDatabase);
	expect(readFileSync(file)).toEqual(before);
});

test('opening the same file again keeps what is there', async () => {
	await db.write((tx) => add(tx, 'kept').then());
	await db.close();
	db = await openDatabase(join(folder, 'deep', 'portal.db'));
	expect(await rows()).toBe(1);
});
