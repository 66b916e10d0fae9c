import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy';
import type { Database, ReadOnlyDatabase } from '../database.ts';
import { DiskFull, type DiskSpace, unlimitedSpace } from '../disk-space.ts';
import { connectBoth, refuseOtherFile } from './connect.ts';
import { writeQueue } from './write-queue.ts';

/** Opens a database file, making it and its folder if need be, and brings it to the newest migration unless `asItIs`. */
export function openSqlite(file: string, space: DiskSpace, asItIs: boolean): Database {
	mkdirSync(dirname(file), { recursive: true });
	const { writer, reader, full } = connectBoth(file, asItIs);
	const available = full ? noSpace : space;
	const refuse = (when: boolean) => {
		if (when) throw new DiskFull();
	};
	const queue = writeQueue(writer, available);
	const transaction = drizzle(writer);
	return {
		engine: 'sqlite',
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
			return queue.inTransaction(
				() => refuse(available.isLow()),
				async () => run(),
			);
		}),
		async close() {
			await queue.drained();
			reader.close();
			writer.close();
		},
	};
}

/** Opens a database file read-only as it is. */
export function readSqlite(file: string): ReadOnlyDatabase {
	const connection = new Sqlite(file, { readonly: true, fileMustExist: true });
	try {
		refuseOtherFile(connection);
	} catch (error) {
		connection.close();
		throw error;
	}
	return { read: drizzle(connection), close: async () => void connection.close() };
}

const noSpace: DiskSpace = { ...unlimitedSpace, isLow: () => true };

function execute(connection: Sqlite.Database, sql: string, params: unknown[], method: string): { rows: unknown[] } {
	const statement = connection.prepare(sql);
	if (!statement.reader) {
		statement.run(...params);
		return { rows: [] };
	}
	const rows = statement.raw().all(...params);
	return { rows: method === 'get' ? ((rows[0] as unknown[] | undefined) ?? []) : rows };
}
