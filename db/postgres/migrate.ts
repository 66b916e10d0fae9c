import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { type Migrated, refuseOlder, refuseOther } from '../migrated.ts';
import { connectionOf } from './connect.ts';
import { codeOf } from './errors.ts';

const migrationsFolder = join(import.meta.dirname, '..', 'migrations', 'postgres');

/** Any number that nobody else takes a lock by: processes that start together migrate one after the other. */
const migrating = 7_305_501;

/** Throws OlderDatabase, NewerDatabase or EarlierDatabase unless a database is at the newest migration. */
export async function refuseOlderServer(database: pg.Pool): Promise<void> {
	refuseOlder(migrationsFolder, await migratedIn(database));
}

/** Brings a database to the newest migration. Throws NewerDatabase or EarlierDatabase. */
export async function bringUpToDate(pool: pg.Pool): Promise<void> {
	const client = await connectionOf(pool);
	try {
		await client.query('select pg_advisory_lock($1)', [migrating]);
		await refuseOtherServer(client);
		await migrate(drizzle(client), { migrationsFolder });
	} finally {
		// With the connection ends its lock.
		client.release(true);
	}
}

/** Throws NewerDatabase or EarlierDatabase. */
export async function refuseOtherServer(database: pg.ClientBase | pg.Pool): Promise<void> {
	refuseOther(migrationsFolder, await migratedIn(database));
}

async function migratedIn(database: pg.ClientBase | pg.Pool): Promise<Migrated> {
	const none = { first: null, last: null };
	try {
		const { rows } = await database.query<Migrated>(
			'select min(created_at) as first, max(created_at) as last from drizzle.__drizzle_migrations',
		);
		return rows[0] ?? none;
	} catch (error) {
		// No such table, no such schema: nothing was begun here.
		if (/^(42P01|3F000)$/.test(codeOf(error) ?? '')) return none;
		throw error;
	}
}
