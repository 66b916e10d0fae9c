import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy';

/** Queries outside a transaction. Await every one; no `.get()`, `.all()`, `.run()`. */
export type Reader = Omit<BetterSQLite3Database, 'transaction'>;
/** Queries inside `write`. */
export type Transaction = Omit<BetterSQLite3Database, 'transaction'>;

/** The database of a portal, the same for every engine. */
export interface Database {
	/** Reads the last committed state, beside the writer. */
	read: Reader;
	/**
	 * Runs `work` as the only writer, in one transaction: all of it is on disk when the promise resolves,
	 * nothing of it when it rejects. What waits together may share one commit. Must not be called inside itself. Rejects
	 * before `work` begins: with DiskFull while there is too little space on the disk, with DatabaseBusy where other
	 * processes do not stop writing.
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
