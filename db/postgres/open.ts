import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database, Reader, ReadOnlyDatabase } from '../database.ts';
import type { DiskSpace } from '../disk-space.ts';
import { openPool } from './connect.ts';
import { bringUpToDate, refuseOlderServer, refuseOtherServer } from './migrate.ts';
import { writer } from './write.ts';

/** Opens a database on a server and brings it to the newest migration unless `asItIs`. */
export async function openPostgres(url: string, space: DiskSpace, asItIs: boolean): Promise<Database> {
	const pools = { read: openPool(url, 'read'), write: openPool(url, 'write') };
	let closing: Promise<unknown> | undefined;
	const close = async () => {
		closing ??= Promise.all([pools.read.end(), pools.write.end()]);
		await closing;
	};
	try {
		await (asItIs ? refuseOlderServer : bringUpToDate)(pools.write);
	} catch (error) {
		await close();
		throw error;
	}
	const read = readerOf(pools.read);
	let full = false;
	const write = writer(pools.write, read, {
		failed() {
			full = true;
			space.failed();
		},
		succeeded() {
			full = false;
			space.succeeded();
		},
	});
	return {
		engine: 'postgres',
		read,
		write,
		writeFromReserve: write,
		statements: readerOf(pools.write) as unknown as Database['statements'],
		hasSpace: () => !full,
		close,
	};
}

/** Opens a database on a server for reading, as it is. */
export async function readPostgres(url: string): Promise<ReadOnlyDatabase> {
	const pool = openPool(url, 'read');
	try {
		await refuseOtherServer(pool);
	} catch (error) {
		await pool.end();
		throw error;
	}
	return { read: readerOf(pool), close: () => pool.end() };
}

// The types are SQLite's for every engine, see db/columns/columns.ts.
const readerOf = (pool: pg.Pool) => drizzle(pool) as unknown as Reader;
