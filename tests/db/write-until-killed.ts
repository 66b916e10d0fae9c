import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/open.ts';
import { run } from '../../db/raw.ts';

// Run by open.test.ts in a process of its own: says the number of each row that is acknowledged, until it is killed.
const [, , file = ''] = process.argv;
const db = await openDatabase(file);
await db.write(async (tx) => run(tx, sql`CREATE TABLE IF NOT EXISTS acknowledged (n INTEGER PRIMARY KEY)`));
for (let n = 1; ; n++) {
	await db.write(async (tx) => run(tx, sql`INSERT INTO acknowledged VALUES (${n})`));
	process.stdout.write(`${n}\n`);
}
