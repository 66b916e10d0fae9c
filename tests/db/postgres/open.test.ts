import { sql } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { EarlierDatabase, NewerDatabase, OlderDatabase } from '../../../db/database.ts';
import { openDatabase } from '../../../db/open.ts';
import { rowsOf, run } from '../../../db/raw.ts';
import { newDataFolder } from '../../api/new-data-folder.ts';
import { openTestPortal } from '../../api/portal.ts';
import { databaseFor, dropDatabaseOf, onServer } from '../../postgres/database.ts';

let url: string;
beforeEach(async () => {
	const folder = newDataFolder();
	url = (await databaseFor(folder)) ?? '';
	onTestFinished(() => dropDatabaseOf(folder));
});

async function change(statement: string): Promise<void> {
	const db = await openDatabase(url);
	await db.write((tx) => run(tx, sql.raw(statement)));
	await db.close();
}

test('a database that a newer program has changed is not opened by an older one', async () => {
	await change(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)`);
	await expect(openDatabase(url)).rejects.toThrow(NewerDatabase);
});

test('a database that was made before the first migration is not opened', async () => {
	await change('update drizzle.__drizzle_migrations set created_at = created_at - 1000000');
	await expect(openDatabase(url)).rejects.toThrow(EarlierDatabase);
});

test('a process that may not bring it up to date waits for the one that may', async () => {
	await (await openDatabase(url, undefined, { asItIs: true })).close();
	await change(`delete from drizzle.__drizzle_migrations where created_at =
		(select max(created_at) from drizzle.__drizzle_migrations)`);
	await expect(openDatabase(url, undefined, { asItIs: true })).rejects.toThrow(OlderDatabase);
});

test('processes that start at once on an empty database make its tables once', async () => {
	const empty = `${new URL(url).pathname.slice(1)}_empty`;
	await onServer(`create database ${empty}`);
	const at = new URL(empty, url).href;
	const opened = await Promise.all([1, 2, 3].map(() => openDatabase(at)));
	const [made] = await rowsOf<{ total: number }>(
		opened[0]?.read ?? expect.fail(),
		sql`select count(*) as total from drizzle.__drizzle_migrations`,
	);
	expect(made?.total).toBe(2);
	await Promise.all(opened.map((db) => db.close()));
	await onServer(`drop database ${empty}`);
});

test('tables made for one engine are not asked of the other', async () => {
	await expect(openDatabase('/somewhere/portal.db')).rejects.toThrow('DATABASE_URL was not set');
});

test('an empty database beside a folder that belongs to one is refused', async () => {
	const portal = await openTestPortal();
	await portal.report();
	await portal.writeFolderManifest();
	await portal.close();
	const empty = openTestPortal({ DATABASE_URL: url }, { accounts: false, dataDir: portal.dataDir });
	await expect(empty).rejects.toThrow(/DATABASE_URL 指定的数据库是空的.+请检查 DATABASE_URL 是否写错/);
	await portal.remove();
});
