import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Columns, tables and indexes in SQLite; their types are those that all code sees, with every engine. */
export const sqliteColumns = {
	table: sqliteTable,
	text,
	/** A whole number. */
	integer: <Name extends string = ''>(name?: Name) => integer((name ?? '') as Name),
	real,
	boolean: <Name extends string = ''>(name?: Name) => integer((name ?? '') as Name, { mode: 'boolean' }),
	/** A moment as milliseconds, for better-auth alone: all else is UTC in ISO 8601, as text. */
	time: <Name extends string>(name: Name) => integer(name, { mode: 'timestamp_ms' }),
	/** Kept as the very text that was written. A default is given as text in SQL. */
	json: <Name extends string = ''>(name?: Name) => text((name ?? '') as Name, { mode: 'json' }),
	/** The primary key of a table whose rows are counted by the database. */
	counter: <Name extends string = ''>(name?: Name) => integer((name ?? '') as Name).primaryKey({ autoIncrement: true }),
	index,
	uniqueIndex,
	primaryKey,
};
