import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { run } from '../../db/raw.ts';

const guards = {
	audit: ['audit_never_changes', 'audit_never_vanishes'],
	events: ['events_never_change', 'events_never_vanish'],
};

/** Takes the guards of an append-only table away, as whoever holds the database can. */
export async function dropGuards(tx: Transaction, table: keyof typeof guards): Promise<void> {
	for (const guard of guards[table]) {
		await run(tx, sql.raw(`DROP TRIGGER IF EXISTS ${guard}${engine === 'postgres' ? ` ON ${table}` : ''}`));
	}
}

/** Lets every insert into a table fail with a message, until what is returned is called. */
export async function failInserts(db: Database, table: string, message: string): Promise<() => Promise<void>> {
	const [make, drop] =
		engine === 'postgres'
			? [
					`CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE PROCEDURE refuse_change('${message}')`,
					`DROP TRIGGER broken ON ${table}`,
				]
			: [
					`CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, '${message}'); END`,
					'DROP TRIGGER broken',
				];
	await db.write((tx) => run(tx, sql.raw(make)));
	return () => db.write((tx) => run(tx, sql.raw(drop)));
}
