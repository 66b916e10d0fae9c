import { engine } from '../engine.ts';
import { postgresColumns } from './postgres-columns.ts';
import { sqliteColumns } from './sqlite-columns.ts';

/**
 * What the tables in db/schema are made of, for the engine of this process. They are written once; to all other code they
 * have the types of SQLite, which the values of both engines have.
 */
export const { table, text, integer, real, boolean, time, json, counter, index, uniqueIndex, primaryKey } =
	engine === 'postgres' ? (postgresColumns as unknown as typeof sqliteColumns) : sqliteColumns;
