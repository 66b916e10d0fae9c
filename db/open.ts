import type { Database, ReadOnlyDatabase } from './database.ts';
import { type DiskSpace, unlimitedSpace } from './disk-space.ts';
import { openSqlite, readSqlite } from './sqlite/open.ts';

/**
 * Opens the database at a path, making it if need be, and brings it to the newest migration. With `asItIs` it does neither,
 * and throws OlderDatabase where that is still to be done. Throws NewerDatabase or EarlierDatabase.
 */
export async function openDatabase(
	where: string,
	space: DiskSpace = unlimitedSpace,
	{ asItIs = false }: { asItIs?: boolean } = {},
): Promise<Database> {
	return openSqlite(where, space, asItIs);
}

/** Opens the database read-only as it is, without migrating or creating anything. */
export async function openReader(where: string): Promise<ReadOnlyDatabase> {
	return readSqlite(where);
}
