import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy';

/** Queries outside a transaction. Await every one; no `.get()`, `.all()`, `.run()`. */
export type Reader = Omit<BetterSQLite3Database, 'transaction'>;
/** Queries inside `write`. */
export type Transaction = Omit<BetterSQLite3Database, 'transaction'>;

export interface Database {
	/** Reads the last committed state, beside the writer. */
	read: Reader;
	/**
	 * Runs `work` as the only writer, in one transaction: all of it is on disk when the promise resolves,
	 * nothing of it when it rejects. Must not be called inside itself.
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Single statements for better-auth: reads beside, writes through the same queue as `write`. */
	statements: ReturnType<typeof drizzleProxy>;
	/** Waits for the running write and closes the file. */
	close(): Promise<void>;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** Opens the database file, making it and its folder if need be, and brings it to the newest migration. */
export function openDatabase(file: string): Database {
	mkdirSync(dirname(file), { recursive: true });
	const writer = connect(file);
	migrate(drizzle(writer), { migrationsFolder });
	const reader = connect(file);
	reader.pragma('query_only = ON');
	for (const connection of [writer, reader]) keepStatements(connection);

	const queue = writeQueue(writer);
	const transaction = drizzle(writer);
	return {
		read: drizzle(reader),
		write: (work) => queue.inTransaction(() => work(transaction)),
		statements: drizzleProxy(async (sql, params, method) => {
			const isRead = reader.prepare(sql).readonly;
			const run = () => execute(isRead ? reader : writer, sql, params, method);
			return isRead ? run() : queue.alone(async () => run());
		}),
		close: () =>
			queue.alone(async () => {
				reader.close();
				writer.close();
			}),
	};
}

function connect(file: string): Sqlite.Database {
	const connection = new Sqlite(file);
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

/** One writer at a time, first come first served. */
function writeQueue(writer: Sqlite.Database) {
	const inside = new AsyncLocalStorage<true>();
	let last: Promise<unknown> = Promise.resolve();

	function alone<T>(work: () => Promise<T>): Promise<T> {
		if (inside.getStore()) throw new Error('write() inside write() would wait for itself');
		const turn = last.then(() => inside.run(true, work));
		last = turn.catch(() => undefined);
		return turn;
	}

	function inTransaction<T>(work: () => Promise<T>): Promise<T> {
		return alone(async () => {
			writer.exec('BEGIN IMMEDIATE');
			try {
				const result = await work();
				writer.exec('COMMIT');
				return result;
			} finally {
				if (writer.inTransaction) writer.exec('ROLLBACK');
			}
		});
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
