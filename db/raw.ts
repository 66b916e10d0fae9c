import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Reader, Transaction } from './database.ts';
import { engine } from './engine.ts';

/** Runs a statement that answers nothing. */
export async function run(tx: Transaction, statement: SQL): Promise<void> {
	if (engine === 'postgres') await asPostgres(tx).execute(statement);
	else asSqlite(tx).run(statement);
}

/** The rows that a query answers, each with the names of its columns. */
export async function rowsOf<Row extends Record<string, unknown>>(from: Reader, query: SQL): Promise<Row[]> {
	if (engine === 'postgres') return (await asPostgres(from).execute(query)).rows as Row[];
	return asSqlite(from).all<Row>(query);
}

// The types are SQLite's for every engine, see db/columns/columns.ts.
const asSqlite = (database: Reader | Transaction) => database as BetterSQLite3Database;
const asPostgres = (database: Reader | Transaction) => database as unknown as NodePgDatabase;
