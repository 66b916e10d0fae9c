import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, sql, type Table } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { rowsOf } from '../../db/raw.ts';
import { audit } from '../../db/schema/audit.ts';
import { outbox } from '../../db/schema/delivery.ts';
import { receipts } from '../../db/schema/intake.ts';
import { events, messages, reports } from '../../db/schema/reports.ts';
import type { TestPortal } from './portal.ts';

/** How many rows each table has that a report writes to. */
export async function stored(portal: TestPortal): Promise<Record<string, number>> {
	const rows = async (table: Table) =>
		(await portal.staff.db.read.select({ total: count() }).from(table))[0]?.total ?? 0;
	const tables = { reports, events, messages, audit, outbox, receipts };
	const counted = Object.entries(tables).map(async ([name, table]) => [name, await rows(table)] as const);
	return Object.fromEntries(await Promise.all(counted));
}

/** The rows of all tables, whatever a test knows of them. */
export async function rowsOfAllTables({ staff }: TestPortal): Promise<Record<string, Array<Record<string, unknown>>>> {
	const { read } = staff.db;
	const tables =
		engine === 'postgres'
			? sql`select tablename as name from pg_tables where schemaname = 'public'`
			: sql`select name from sqlite_master where type = 'table'`;
	const found: Record<string, Array<Record<string, unknown>>> = {};
	for (const { name } of await rowsOf<{ name: string }>(read, tables)) {
		found[name] = await rowsOf(read, sql.raw(`select * from "${name}"`));
	}
	return found;
}

/** The files of a portal with their bytes, its database among them; of one on a server all that its tables hold. */
export async function everythingOf(portal: TestPortal): Promise<ReturnType<typeof filesBelow>> {
	const files = filesBelow(portal.dataDir);
	if (engine === 'sqlite') return files;
	const rows = Object.values(await rowsOfAllTables(portal)).flat();
	const bytes = Buffer.from(rows.flatMap((row) => Object.values(row).map(String)).join('\n'));
	return [...files, { path: join(portal.dataDir, 'portal.db'), bytes }];
}

/** The files below a folder with their bytes; the keys that open everything are left out. */
export function filesBelow(folder: string): Array<{ path: string; bytes: Buffer }> {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !path.startsWith(join(folder, 'keys')))
		.map((path) => ({ path, bytes: readFileSync(path) }));
}
