import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { isDiskFull } from '../disk-space.ts';
import { type Migrated, refuseOlder, refuseOther } from '../migrated.ts';
import { cacheStatements } from './cache-statements.ts';

const migrationsFolder = join(import.meta.dirname, '..', 'migrations', 'sqlite');

interface Connections {
	writer: Sqlite.Database;
	reader: Sqlite.Database;
	full: boolean;
}

/**
 * Opens a file for writing and for reading, migrated; where its disk is full, for reading alone. With `asItIs` it must
 * be migrated already.
 */
export function connectBoth(file: string, asItIs: boolean): Connections {
	const opened: Sqlite.Database[] = [];
	const open = () => {
		const connection = new Sqlite(file);
		opened.push(connection);
		return prepared(connection);
	};
	try {
		const writer = asItIs ? upToDate(open()) : bringUpToDate(open());
		const reader = open();
		reader.pragma('query_only = ON');
		// The queue waits for other processes itself: the database would hold the event loop meanwhile.
		writer.pragma('busy_timeout = 0');
		for (const connection of opened) cacheStatements(connection);
		return { writer, reader, full: false };
	} catch (error) {
		for (const connection of opened) connection.close();
		// The lock of a whole file would shut out the process that migrates.
		if (asItIs || !isDiskFull(error) || !existsSync(file)) throw error;
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
	cacheStatements(alone);
	return { writer: alone, reader: alone, full: true };
}

function upToDate(writer: Sqlite.Database): Sqlite.Database {
	refuseOlder(migrationsFolder, migratedIn(writer));
	return writer;
}

function bringUpToDate(writer: Sqlite.Database): Sqlite.Database {
	refuseOtherFile(writer);
	migrate(drizzle(writer), { migrationsFolder });
	return writer;
}

/** Throws NewerDatabase or EarlierDatabase. */
export function refuseOtherFile(connection: Sqlite.Database): void {
	refuseOther(migrationsFolder, migratedIn(connection));
}

function migratedIn(connection: Sqlite.Database): Migrated {
	const none = { first: null, last: null };
	const table = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
	if (!table) return none;
	const found = connection
		.prepare<[], Migrated>('select min(created_at) as first, max(created_at) as last from __drizzle_migrations')
		.get();
	return found ?? none;
}

function prepared(connection: Sqlite.Database): Sqlite.Database {
	connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('busy_timeout = 5000');
	return connection;
}
