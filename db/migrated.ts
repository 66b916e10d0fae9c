import { readMigrationFiles } from 'drizzle-orm/migrator';
import { EarlierDatabase, NewerDatabase, OlderDatabase } from './database.ts';

/** Times of the first and the last migration that were carried out in a database; null in one that has none. */
export interface Migrated {
	first: number | string | null;
	last: number | string | null;
}

/**
 * An older program must not write into tables whose rules it does not know, and migrations cannot be applied to tables
 * from before the first of them. Throws NewerDatabase or EarlierDatabase.
 */
export function refuseOther(migrationsFolder: string, { first, last }: Migrated): void {
	if (first === null || last === null) return;
	const known = knownMigrations(migrationsFolder);
	if (Number(last) > Math.max(...known)) {
		throw new NewerDatabase('the database was brought further than this program knows');
	}
	if (!known.includes(Number(first))) throw new EarlierDatabase('the database was begun by an earlier program');
}

/** Throws what refuseOther does, and OlderDatabase where a migration is still to be carried out. */
export function refuseOlder(migrationsFolder: string, migrated: Migrated): void {
	refuseOther(migrationsFolder, migrated);
	if (Number(migrated.last) !== Math.max(...knownMigrations(migrationsFolder))) {
		throw new OlderDatabase('the database was not brought up to this program yet');
	}
}

function knownMigrations(migrationsFolder: string): number[] {
	return readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
}
