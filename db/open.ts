import type { Database, ReadOnlyDatabase } from './database.ts';
import { type DiskSpace, unlimitedSpace } from './disk-space.ts';
import { engine, isPostgresUrl } from './engine.ts';

/**
 * Opens the database at a path or a postgres:// URL, making the file if need be, and brings it to the newest migration.
 * With `asItIs` it does neither, and throws OlderDatabase where that is still to be done. Throws NewerDatabase,
 * EarlierDatabase or DatabaseAway.
 */
export async function openDatabase(
	where: string,
	space: DiskSpace = unlimitedSpace,
	{ asItIs = false }: { asItIs?: boolean } = {},
): Promise<Database> {
	if (isOnServer(where)) return (await import('./postgres/open.ts')).openPostgres(where, space, asItIs);
	return (await import('./sqlite/open.ts')).openSqlite(where, space, asItIs);
}

/** Opens the database read-only as it is, without migrating or creating anything. */
export async function openReader(where: string): Promise<ReadOnlyDatabase> {
	if (isOnServer(where)) return (await import('./postgres/open.ts')).readPostgres(where);
	return (await import('./sqlite/open.ts')).readSqlite(where);
}

/** The tables of this process are made for one engine. */
function isOnServer(where: string): boolean {
	const onServer = isPostgresUrl(where);
	if (onServer !== (engine === 'postgres')) throw new Error('DATABASE_URL was not set when the process started');
	return onServer;
}
