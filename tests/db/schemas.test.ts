import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unlimitedSpace } from '../../db/disk-space.ts';
import { openPool } from '../../db/postgres/connect.ts';
import { openSqlite } from '../../db/sqlite/open.ts';
import { databaseFor, dropDatabaseOf } from '../postgres/database.ts';

// What stands in the two databases themselves, not in what their migrations were made from.

interface Table {
	columns: Record<string, { kind: string; notNull: boolean; fallback: string | null }>;
	primaryKey: string[];
	unique: string[];
	references: string[];
	indexes: Record<string, string>;
}

let folder: string;
let sqlite: Sqlite.Database;
let server: pg.Pool;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'schemas-'));
	const file = join(folder, 'portal.db');
	await openSqlite(file, unlimitedSpace, false).close();
	sqlite = new Sqlite(file, { readonly: true });
	server = openPool((await databaseFor(folder)) ?? '', 'read');
});
afterAll(async () => {
	sqlite.close();
	await server.end();
	await dropDatabaseOf(folder);
	rmSync(folder, { recursive: true });
});

/** Tables that only one engine has: where it finds words, and where it notes its migrations. */
const own = /^(report_words|report_terms|report_pairs|sqlite_|__drizzle_migrations)/;

test('both engines have the same tables, with the same columns, keys, references and indexes', async () => {
	const [ofSqlite, ofPostgres] = [sqliteTables(), await postgresTables()];
	expect(Object.keys(ofPostgres)).toEqual(Object.keys(ofSqlite));
	expect(Object.keys(ofSqlite).length).toBeGreaterThan(30);
	for (const [name, table] of Object.entries(ofSqlite))
		expect({ name, ...ofPostgres[name] }).toEqual({ name, ...table });
});

test('PostgreSQL sorts and compares every text by its bytes, as SQLite does', async () => {
	const { rows } = await server.query(`select c.relname, a.attname from pg_attribute a
		join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid join pg_collation l on l.oid = a.attcollation
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and t.typname = 'text' and l.collname <> 'C'`);
	expect(rows).toEqual([]);
});

function sqliteTables(): Record<string, Table> {
	const names = sqlite
		.prepare<[], string>("select name from sqlite_master where type = 'table' order by name")
		.pluck()
		.all();
	return Object.fromEntries(names.filter((name) => !own.test(name)).map((name) => [name, sqliteTable(name)]));
}

interface SqliteColumn {
	name: string;
	type: string;
	notnull: number;
	dflt_value: string | null;
	pk: number;
}

function sqliteTable(name: string): Table {
	const ask = <Row>(pragma: string, of = name) => sqlite.pragma(`${pragma}("${of}")`) as Row[];
	const columns = ask<SqliteColumn>('table_info');
	const indexes = ask<{ name: string; unique: number; origin: string }>('index_list');
	const unique = indexes.filter((index) => index.unique && index.origin !== 'pk');
	const columnsOf = (index: string) => ask<{ name: string | null }>('index_info', index).map((column) => column.name);
	const keys = ask<{ id: number; table: string; from: string; to: string; on_delete: string }>('foreign_key_list');
	const text = (index: string) =>
		sqlite.prepare<[string], string>('select sql from sqlite_master where name = ?').pluck().get(index) ?? '';
	return {
		columns: Object.fromEntries(
			columns.map(({ name, type, notnull, dflt_value }) => [
				name,
				{ kind: type.toLowerCase(), notNull: notnull === 1, fallback: defaultOf(dflt_value) },
			]),
		),
		primaryKey: columns
			.filter(({ pk }) => pk > 0)
			.sort((a, b) => a.pk - b.pk)
			.map((column) => column.name),
		// A unique column is an index in SQLite, and a constraint with an index in PostgreSQL.
		unique: unique.map((index) => columnsOf(index.name).join()).sort(),
		references: keys.map((key) => `${key.from} ${key.table}.${key.to} ${key.on_delete}`.toLowerCase()).sort(),
		indexes: Object.fromEntries(
			indexes.filter((index) => !index.unique).map((index) => [index.name, definitionOf(text(index.name))]),
		),
	};
}

async function postgresTables(): Promise<Record<string, Table>> {
	const ask = async <Row extends pg.QueryResultRow>(text: string) => (await server.query<Row>(text)).rows;
	const names = await ask<{ name: string }>(
		`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname collate "C"`,
	);
	const tables = names.filter(({ name }) => !own.test(name)).map(async ({ name }) => [name, await postgresTable(name)]);
	return Object.fromEntries(await Promise.all(tables));
}

async function postgresTable(name: string): Promise<Table> {
	const ask = async <Row extends pg.QueryResultRow>(text: string) =>
		(await server.query<Row>(text, [`"${name}"`])).rows;
	const columns = await ask<{ name: string; type: string; notnull: boolean; fallback: string | null }>(
		`select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as notnull,
			pg_get_expr(d.adbin, d.adrelid) as fallback
		from pg_attribute left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
		where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
	);
	const keys = await ask<{ type: string; columns: string[]; table: string; to: string[]; action: string }>(
		`select contype as type, confdeltype as action, (select relname from pg_class where oid = confrelid) as table,
			array(select attname::text from unnest(conkey) with ordinality k(n, at) join pg_attribute
				on attrelid = conrelid and attnum = n order by at) as columns,
			array(select attname::text from unnest(confkey) with ordinality k(n, at) join pg_attribute
				on attrelid = confrelid and attnum = n order by at) as to
		from pg_constraint where conrelid = $1::regclass`,
	);
	const indexes = await ask<{ name: string; unique: boolean; primary: boolean; text: string; columns: string[] }>(
		`select relname as name, indisunique as unique, indisprimary as primary, pg_get_indexdef(indexrelid) as text,
			array(select pg_get_indexdef(indexrelid, n, true) from generate_series(1, indnatts) n) as columns
		from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = $1::regclass`,
	);
	return {
		columns: Object.fromEntries(
			columns.map(({ name, type, notnull, fallback }) => [
				name,
				{ kind: kinds[type] ?? type, notNull: notnull, fallback: defaultOf(fallback) },
			]),
		),
		primaryKey: keys.find(({ type }) => type === 'p')?.columns ?? [],
		unique: indexes
			.filter((index) => index.unique && !index.primary)
			.map((index) => index.columns.join())
			.sort(),
		references: keys
			.filter(({ type }) => type === 'f')
			.map(({ columns, table, to, action }) => `${columns} ${table}.${to} ${actions[action]}`)
			.sort(),
		indexes: Object.fromEntries(
			indexes.filter((index) => !index.unique).map((index) => [index.name, definitionOf(index.text)]),
		),
	};
}

/** As SQLite stores them. */
const kinds: Record<string, string> = { bigint: 'integer', boolean: 'integer', 'double precision': 'real' };
const actions: Record<string, string> = { a: 'no action', c: 'cascade' };

/** A default without the type that PostgreSQL writes behind it; what counts rows by itself has none. */
function defaultOf(fallback: string | null): string | null {
	if (fallback === null || fallback.startsWith('nextval(')) return null;
	return fallback.replace(/::[\w ]+$/, '');
}

/** What an index holds and of which rows, without quotes and brackets around a part. */
function definitionOf(text: string): string {
	const [, columns = '', where = ''] = /\((.*?)\)(?: WHERE (.*))?$/is.exec(text.replace(/^.*? ON [^(]*/is, '')) ?? [];
	const plain = (part: string) =>
		part
			.replace(/["`()]/g, '')
			.trim()
			.toLowerCase();
	return `${columns.split(',').map(plain).join(', ')} where ${plain(where)}`;
}
