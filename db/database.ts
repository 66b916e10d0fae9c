import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy';
import type { Engine } from './engine.ts';

/** What drizzle can ask of every engine; statements as text go through db/raw.ts. */
type Neutral = 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count' | 'with' | '$with';

/** Queries outside a transaction. Await every one; no `.get()`, `.all()`, `.run()`. */
export type Reader = Pick<BetterSQLite3Database, Neutral>;
/** Queries inside `write`. */
export type Transaction = Pick<BetterSQLite3Database, Neutral>;

/** The database of a portal, the same for every engine. */
export interface Database {
	engine: Engine;
	/** Reads the last committed state, beside the writers. */
	read: Reader;
	/**
	 * Runs `work` in one transaction as if it were the only one at that time: all of it is on disk when the promise
	 * resolves, nothing of it when it rejects. What waits together may share one commit, and where others came in its way
	 * `work` is run again from the start, so it must do nothing outside the transaction. Must not be called inside itself.
	 * Rejects with DiskFull while there is too little space, on SQLite before `work` begins; there with DatabaseBusy where
	 * other processes do not stop writing, on a server with DatabaseAway while it does not answer.
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** The same for recording what was already done outside the database: it may use the reserved space. */
	writeFromReserve<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Single statements for better-auth, each a transaction of its own. */
	statements: ReturnType<typeof drizzleProxy>;
	/**
	 * False while no transaction begins for lack of disk space. A database that was opened on a full disk stays so until it
	 * is opened again.
	 */
	hasSpace(): boolean;
	/** Waits for the running write and closes the database. */
	close(): Promise<void>;
}

/** A database that was opened for reading alone. */
export interface ReadOnlyDatabase {
	read: Reader;
	close(): Promise<void>;
}

/** Others write to the database for so long that this write was not begun. */
export class DatabaseBusy extends Error {
	override readonly name = 'DatabaseBusy';
}

/** The database was migrated by a newer program. */
export class NewerDatabase extends Error {
	override readonly name = 'NewerDatabase';
}

/** A process that must not migrate found a database that this program has yet to bring to its newest migration. */
export class OlderDatabase extends Error {
	override readonly name = 'OlderDatabase';
}

/** The database was created before the migrations were squashed into one beginning. */
export class EarlierDatabase extends Error {
	override readonly name = 'EarlierDatabase';
}

/** No database server answers, or it does not let us in. */
export class DatabaseAway extends Error {
	override readonly name = 'DatabaseAway';
}

/** Whether an error, or its cause, is a database server that does not answer. */
export function isDatabaseAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return error instanceof DatabaseAway || isDatabaseAway(error.cause);
}
