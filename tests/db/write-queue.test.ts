import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { asc, count } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, DatabaseBusy, type Transaction } from '../../db/database.ts';
import { unlimitedSpace } from '../../db/disk-space.ts';
import { openDatabase } from '../../db/open.ts';
import { signInFailures } from '../../db/schema/accounts.ts';
import { writeQueue } from '../../db/sqlite/write-queue.ts';

let folder: string;
let file: string;
let db: Database;
let others: ChildProcess[] = [];
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'queue-'));
	file = join(folder, 'portal.db');
	db = await openDatabase(file);
});
afterEach(async () => {
	await db.close();
	for (const other of others) if (other.exitCode === null) other.kill();
	others = [];
	rmSync(folder, { recursive: true, force: true });
});

const add = async (tx: Transaction, username: string) => {
	await tx.insert(signInFailures).values({ nameHash: username, failures: 1, at: '' });
};
const names = async () => {
	const rows = await db.read.select().from(signInFailures).orderBy(asc(signInFailures.nameHash));
	return rows.map(({ nameHash }) => nameHash);
};
const nameOf = (nth: number) => `name-${String(nth).padStart(3, '0')}`;

/** Another process that writes for so long. */
async function another(ms: number): Promise<void> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-lock.ts'), file, String(ms)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	others.push(child);
	await once(child.stdout, 'data');
}

describe('writes that wait together', () => {
	test('share one commit, and none is acknowledged before it', async () => {
		const connection = new Sqlite(join(folder, 'other.db'));
		connection.pragma('journal_mode = WAL');
		connection.exec('CREATE TABLE names (name TEXT)');
		const ran: string[] = [];
		const prepare = connection.prepare.bind(connection);
		connection.prepare = ((sql: string) => {
			const statement = prepare(sql);
			const run = statement.run.bind(statement);
			statement.run = (...given: unknown[]) => {
				ran.push(sql);
				return run(...given);
			};
			return statement;
		}) as typeof connection.prepare;
		const queue = writeQueue(connection, unlimitedSpace);
		const insert = prepare('INSERT INTO names VALUES (?)');
		const writes = ['a', 'b', 'c'].map((name) =>
			queue
				.inTransaction(
					() => undefined,
					async () => insert.run(name),
				)
				.then(() => ran.push(`acknowledged ${name}`)),
		);
		await Promise.all(writes);
		connection.close();
		const each = ['SAVEPOINT one', 'RELEASE one'];
		expect(ran).toEqual([
			'BEGIN IMMEDIATE',
			...each,
			...each,
			...each,
			'COMMIT',
			'acknowledged a',
			'acknowledged b',
			'acknowledged c',
		]);
	});

	test('fail alone: what one of them wrote is undone, what the others wrote stays', async () => {
		const outcomes = await Promise.allSettled(
			Array.from({ length: 60 }, (_, nth) =>
				db.write(async (tx) => {
					await add(tx, nameOf(nth));
					if (nth % 3 === 0) throw new Error(`second thoughts ${nth}`);
					// A statement that the database refuses, caught or not.
					if (nth % 3 === 1) await add(tx, nameOf(nth));
					return nth;
				}),
			),
		);
		for (const [nth, outcome] of outcomes.entries()) {
			if (nth % 3 === 2) expect(outcome).toEqual({ status: 'fulfilled', value: nth });
			else expect(outcome.status, String(nth)).toBe('rejected');
		}
		const kept = Array.from({ length: 60 }, (_, nth) => nth).filter((nth) => nth % 3 === 2);
		expect(await names()).toEqual(kept.map(nameOf));
	});

	test('see what those before them wrote, in the order of asking', async () => {
		const seen = await Promise.all(
			Array.from({ length: 30 }, (_, nth) =>
				db.write(async (tx) => {
					const [row] = await tx.select({ total: count() }).from(signInFailures);
					await add(tx, nameOf(nth));
					return row?.total;
				}),
			),
		);
		expect(seen).toEqual(Array.from({ length: 30 }, (_, nth) => nth));
	});

	test('are all on disk when the database is closed behind them', async () => {
		const writes = Array.from({ length: 30 }, (_, nth) => db.write((tx) => add(tx, nameOf(nth))));
		await db.close();
		await Promise.all(writes);
		db = await openDatabase(file);
		expect(await names()).toHaveLength(30);
	});
});

describe('while another process writes', () => {
	test('a write waits for it, and everybody else is answered meanwhile', async () => {
		await another(600);
		let [longest, last] = [0, performance.now()];
		const timer = setInterval(() => {
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
		}, 5);
		const started = performance.now();
		await Promise.all([db.write((tx) => add(tx, 'a')), db.write((tx) => add(tx, 'b'))]);
		clearInterval(timer);
		expect(performance.now() - started).toBeGreaterThan(200);
		expect(longest).toBeLessThan(300);
		expect(await names()).toEqual(['a', 'b']);
	});

	test('that does not stop a write is not begun and says so, and later ones are done', async () => {
		await another(8000);
		let began = false;
		const waiting = db.write(async () => {
			began = true;
		});
		await expect(waiting).rejects.toBeInstanceOf(DatabaseBusy);
		expect(began).toBe(false);
		others[0]?.kill();
		await db.write((tx) => add(tx, 'later'));
		expect(await names()).toEqual(['later']);
	}, 20_000);
});
