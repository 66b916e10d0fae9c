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
import { DiskFull, endlessRoom, isDiskFull, type Room } from './room.ts';

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
	 * there is too little room on the disk.
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** The same for the end of what was done outside the database already: it may use the last room there is. */
	writeEnd<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Single statements for better-auth: reads beside, writes through the same queue as `write`. */
	statements: ReturnType<typeof drizzleProxy>;
	/**
	 * False while nothing is begun for want of room on the disk. A database that was opened without any stays so until it
	 * is opened anew.
	 */
	hasRoom(): boolean;
	/** Waits for the running write and closes the file. */
	close(): Promise<void>;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The database was brought further than this program knows: by a newer one. */
export class NewerDatabase extends Error {
	override readonly name = 'NewerDatabase';
}

/** The database does not begin where this program's migrations begin: it was made on trial, before they were one. */
export class EarlierDatabase extends Error {
	override readonly name = 'EarlierDatabase';
}

/**
 * Opens the database file, making it and its folder if need be, and brings it to the newest migration. Throws
 * NewerDatabase or EarlierDatabase.
 */
export function openDatabase(file: string, room: Room = endlessRoom): Database {
	mkdirSync(dirname(file), { recursive: true });
	const { writer, reader, full } = connectBoth(file);
	for (const connection of new Set([writer, reader])) keepStatements(connection);

	const left = full ? noRoom : room;
	const refuse = (when: boolean) => {
		if (when) throw new DiskFull();
	};
	const queue = writeQueue(writer, left);
	const transaction = drizzle(writer);
	return {
		read: drizzle(reader),
		hasRoom: () => !left.isShort(),
		write: (work) =>
			queue.inTransaction(
				() => refuse(left.isShort()),
				() => work(transaction),
			),
		writeEnd: (work) =>
			queue.inTransaction(
				() => refuse(full),
				() => work(transaction),
			),
		statements: drizzleProxy(async (sql, params, method) => {
			const isRead = reader.prepare(sql).readonly;
			const run = () => execute(isRead ? reader : writer, sql, params, method);
			if (isRead) return run();
			return queue.alone(async () => {
				refuse(left.isShort());
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

/** The database as it is, for one look at it by an older or newer program: nothing is migrated, made or written. */
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
		const writer = bringUp(open());
		const reader = open();
		reader.pragma('query_only = ON');
		return { writer, reader, full: false };
	} catch (error) {
		for (const connection of opened) connection.close();
		if (!isDiskFull(error) || !existsSync(file)) throw error;
		return connectWithoutRoom(file);
	}
}

/**
 * The index of the write-ahead log, which readers and writer share, needs room. One connection that has the file to
 * itself keeps it in memory.
 */
function connectWithoutRoom(file: string): Connections {
	const alone = new Sqlite(file);
	try {
		alone.pragma('locking_mode = EXCLUSIVE');
		bringUp(alone).pragma('query_only = ON');
	} catch (error) {
		alone.close();
		throw error;
	}
	return { writer: alone, reader: alone, full: true };
}

function bringUp(writer: Sqlite.Database): Sqlite.Database {
	refuseOther(writer);
	migrate(drizzle(writer), { migrationsFolder });
	return writer;
}

const noRoom: Room = { ...endlessRoom, isShort: () => true };

/**
 * An older program would write into tables that it does not know the rules of; on tables of before the first migration
 * none of these can be built.
 */
function refuseOther(connection: Sqlite.Database): void {
	const table = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
	if (!table) return;
	const { first, last } = connection
		.prepare('select min(created_at) as first, max(created_at) as last from __drizzle_migrations')
		.get() as { first: number | null; last: number | null };
	if (first === null || last === null) return;
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

const mostKept = 300;

/** Compiles each statement once: with the triggers behind a table, that takes longer than running it. */
function keepStatements(connection: Sqlite.Database): void {
	const compile = connection.prepare.bind(connection);
	const kept = new Map<string, Sqlite.Statement>();
	const prepare = (sql: string) => {
		const statement = kept.get(sql) ?? compile(sql);
		// The last used stay longest; how rows come out is asked anew each time.
		kept.delete(sql);
		kept.set(sql, statement);
		for (const oldest of kept.keys()) {
			if (kept.size <= mostKept) break;
			kept.delete(oldest);
		}
		return statement.reader ? statement.raw(false) : statement;
	};
	connection.prepare = prepare as typeof connection.prepare;
}

/** Longest that one write follows another without anybody else getting their turn. */
const holdMs = 10;

/** One writer at a time, first come first served. */
function writeQueue(writer: Sqlite.Database, room: Room) {
	const inside = new AsyncLocalStorage<true>();
	const inTurn = pLimit(1);
	let breathedAt = performance.now();

	function alone<T>(work: () => Promise<T>): Promise<T> {
		if (inside.getStore()) throw new Error('write() inside write() would wait for itself');
		return inTurn(async () => {
			await breathe();
			return await inside.run(true, work).catch(toldToRoom);
		});
	}

	/** A queue of writes never leaves the microtasks by itself: in between, requests are heard and answers leave. */
	async function breathe(): Promise<void> {
		if (performance.now() - breathedAt < holdMs) return;
		await setImmediate();
		breathedAt = performance.now();
	}

	function inTransaction<T>(mayBegin: () => void, work: () => Promise<T>): Promise<T> {
		return alone(async () => {
			mayBegin();
			writer.exec('BEGIN IMMEDIATE');
			try {
				const result = await work();
				writer.exec('COMMIT');
				room.wrote();
				return result;
			} finally {
				if (writer.inTransaction) writer.exec('ROLLBACK');
			}
		});
	}

	function toldToRoom(error: unknown): never {
		if (isDiskFull(error)) room.failed();
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
