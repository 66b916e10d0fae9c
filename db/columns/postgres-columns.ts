import {
	bigint,
	bigserial,
	boolean,
	customType,
	doublePrecision,
	index,
	pgTable,
	primaryKey,
	uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Sorted and compared by its bytes, as SQLite does, whatever the collation of the database. */
const bytewise = 'text collate "C"';

/** As text, not `json`: what is read is byte for byte what was written. */
const jsonText = customType<{ data: unknown; driverData: string }>({
	dataType: () => bytewise,
	toDriver: (value) => JSON.stringify(value),
	fromDriver: (text) => JSON.parse(text),
});

const milliseconds = customType<{ data: Date; driverData: number }>({
	dataType: () => 'bigint',
	toDriver: (date) => date.getTime(),
	fromDriver: (number) => new Date(Number(number)),
});

/**
 * Columns, tables and indexes in PostgreSQL, for the same values as in SQLite: whole numbers of 64 bits, floating ones of
 * 64, text and JSON as they were written. Nothing here is newer than PostgreSQL 9.2.
 */
export const postgresColumns = {
	table: pgTable,
	text: customType<{ data: string }>({ dataType: () => bytewise }),
	integer: (name = '') => bigint(name, { mode: 'number' }),
	real: (name = '') => doublePrecision(name),
	boolean: (name = '') => boolean(name),
	time: (name: string) => milliseconds(name),
	json: (name = '') => jsonText(name),
	counter: (name = '') => bigserial(name, { mode: 'number' }).primaryKey(),
	index,
	uniqueIndex,
	primaryKey,
};
