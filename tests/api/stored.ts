import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, type Table } from 'drizzle-orm';
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

/** The files below a folder with their bytes; the keys that open everything are left out. */
export function filesBelow(folder: string): Array<{ path: string; bytes: Buffer }> {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !path.startsWith(join(folder, 'keys')))
		.map((path) => ({ path, bytes: readFileSync(path) }));
}
