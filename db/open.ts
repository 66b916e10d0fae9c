import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy';
import pLimit from 'p-limit';
import { DiskFull, type DiskSpace, isDiskFull, unlimitedSpace } from './disk-space.ts';

/** Queries outside a transaction. Await every one; no `.get()`, `.all()`, `.run()`. */
export type Reader = Omit<BetterSQLite3Database, 'transaction'>;
/** Queries inside `write`. */
export type Transaction = Omit<BetterSQLite3Database, 'transaction'>;

export interface Database {
	/** Reads the last committed state, beside the writer. */
	read: Reader;
	/**
	 * Runs `work` as the only writer, in one transaction: all of it is on disk when the promise resolves,
	 * nothing of it when it rejects. Must not be called inside itself. Rejects with DiskFull, before `work` begins, while
	 * there is too little space on the disk.
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** The same for recording what was already done outside the database: it may use the reserved space. */
	writeFromReserve<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Single statements for better-auth: reads beside, writes through the same queue as `write`. */
	statements: ReturnType<typeof drizzleProxy>;
	/**
	 * False while no transaction begins for lack of disk space. A database that was opened on a full disk stays so until it
	 * is opened again.
	 */
	hasSpace(): boolean;
	/** Waits for the running write and closes the file. */
	close(): Promise<void>;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The database was migrated by a newer program. */
export class NewerDatabase extends Error {
	override readonly name = 'NewerDatabase';
}

/** The database was created before the migrations were squashed into one beginning. */
export class EarlierDatabase extends Error {
	override readonly name = 'EarlierDatabase';
}

/**
 * Opens the database file, making it and its folder if need be, and brings it to the newest migration. Throws
 * NewerDatabase or EarlierDatabase.
 */
export function openDatabase(file: string, space: DiskSpace = unlimitedSpace): Database {
	mkdirSync(dirname(file), { recursive: true });
	const { writer, reader, full } = connectBoth(file);
	for (const connection of new Set([writer, reader])) cacheStatements(connection);

	const available = full ? noSpace : space;
	const refuse = (when: boolean) => {
		if (when) throw new DiskFull();
	};
	const queue = writeQueue(writer, available);
	const transaction = drizzle(writer);
	return {
		read: drizzle(reader),
		hasSpace: () => !available.isLow(),
		write: (work) =>
			queue.inTransaction(
				() => refuse(available.isLow()),
				() => work(transaction),
			),
		writeFromReserve: (work) =>
			queue.inTransaction(
				() => refuse(full),
				() => work(transaction),
			),
		statements: drizzleProxy(async (sql, params, method) => {
			const isRead = reader.prepare(sql).readonly;
			const run = () => execute(isRead ? reader : writer, sql, params, method);
			if (isRead) return run();
			return queue.alone(async () => {
				refuse(available.isLow());
				return run();
			});
		}),
		close: () =>
			queue.alone(async () => {
				reader.close();
				writer.close();
			}),
	};
}

/** Opens the database read-only as it is, without migrating or creating anything. */
export function openReader(file: string): { read: Reader; close(): void } {
	const connection = new Sqlite(file, { readonly: true, fileMustExist: true });
	try {
		refuseOther(connection);
	} catch (error) {
		connection.close();
		throw error;
	}
	return { read: drizzle(connection), close: () => connection.close() };
}

interface Connections {
	writer: Sqlite.Database;
	reader: Sqlite.Database;
	full: boolean;
}

function connectBoth(file: string): Connections {
	const opened: Sqlite.Database[] = [];
	const open = () => {
		const connection = new Sqlite(file);
		opened.push(connection);
		return prepared(connection);
	};
	try {
		const writer = bringUpToDate(open());
		const reader = open();
		reader.pragma('query_only = ON');
		return { writer, reader, full: false };
	} catch (error) {
		for (const connection of opened) connection.close();
		if (!isDiskFull(error) || !existsSync(file)) throw error;
		return connectWithoutSpace(file);
	}
}

/**
 * The shared index of the write-ahead log needs disk space. A single exclusive connection keeps it in memory instead.
 */
function connectWithoutSpace(file: string): Connections {
	const alone = new Sqlite(file);
	try {
		alone.pragma('locking_mode = EXCLUSIVE');
		bringUpToDate(alone).pragma('query_only = ON');
	} catch (error) {
		alone.close();
		throw error;
	}
	return { writer: alone, reader: alone, full: true };
}

function bringUpToDate(writer: Sqlite.Database): Sqlite.Database {
	refuseOther(writer);
	migrate(drizzle(writer), { migrationsFolder });
	return writer;
}

const noSpace: DiskSpace = { ...unlimitedSpace, isLow: () => true };

/**
 * An older program must not write into tables whose rules it does not know, and migrations cannot be applied to tables
 * from before the first of them.
 */
function refuseOther(connection: Sqlite.Database): void {
	const table = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
	if (!table) return;
	const { first, last } =
		connection
			.prepare<[], { first: number | null; last: number | null }>(
				'select min(created_at) as first, max(created_at) as last from __drizzle_migrations',
			)
			.get() ?? {};
	if (first == null || last == null) return;
	const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
	if (Number(last) > Math.max(...known)) {
		throw new NewerDatabase('the database was brought further than this program knows');
	}
	if (!known.includes(Number(first))) throw new EarlierDatabase('the database was begun by an earlier program');
}

function prepared(connection: Sqlite.Database): Sqlite.Database {
	connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('busy_timeout = 5000');
	return connection;
}

const mostCached = 300;

/** Compiles each statement once: with the triggers behind a table, that takes longer than running it. */
function cacheStatements(connection: Sqlite.Database): void {
	const compile = connection.prepare.bind(connection);
	const cached = new Map<string, Sqlite.Statement>();
	const prepare = (sql: string) => {
		const statement = cached.get(sql) ?? compile(sql);
		// Moved to the end, so that the least recently used go first; the row format is set anew for each use.
		cached.delete(sql);
		cached.set(sql, statement);
		for (const oldest of cached.keys()) {
			if (cached.size <= mostCached) break;
			cached.delete(oldest);
		}
		return statement.reader ? statement.raw(false) : statement;
	};
	connection.prepare = prepare as typeof connection.prepare;
}

/** After so long of back-to-back writes the event loop gets control. */
const maxBlockingMs = 10;

/** One writer at a time, first come first served. */
function writeQueue(writer: Sqlite.Database, space: DiskSpace) {
	const inside = new AsyncLocalStorage<true>();
	const oneByOne = pLimit(1);
	let yieldedAt = performance.now();

	function alone<T>(work: () => Promise<T>): Promise<T> {
		if (inside.getStore()) throw new Error('write() inside write() would wait for itself');
		return oneByOne(async () => {
			await yieldToEventLoop();
			return await inside.run(true, work).catch(reportFullDisk);
		});
	}

	/** A queue of writes runs in microtasks only; without this, requests and answers would wait until it is empty. */
	async function yieldToEventLoop(): Promise<void> {
		if (performance.now() - yieldedAt < maxBlockingMs) return;
		await setImmediate();
		yieldedAt = performance.now();
	}

	function inTransaction<T>(mayBegin: () => void, work: () => Promise<T>): Promise<T> {
		return alone(async () => {
			mayBegin();
			writer.exec('BEGIN IMMEDIATE');
			try {
				const result = await work();
				writer.exec('COMMIT');
				space.succeeded();
				return result;
			} finally {
				if (writer.inTransaction) writer.exec('ROLLBACK');
			}
		});
	}

	function reportFullDisk(error: unknown): never {
		if (isDiskFull(error)) space.failed();
		throw error;
	}

	return { alone, inTransaction };
}

function execute(connection: Sqlite.Database, sql: string, params: unknown[], method: string): { rows: unknown[] } {
	const statement = connection.prepare(sql);
	if (!statement.reader) {
		statement.run(...params);
		return { rows: [] };
	}
	const rows = statement.raw().all(...params);
	return { rows: method === 'get' ? ((rows[0] as unknown[] | undefined) ?? []) : rows };
}
