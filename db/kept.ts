import { type Column, getTableColumns, Param, type Placeholder, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader, Transaction } from './database.ts';

/**
 * A query that is built once for each connection and kept: to build its SQL anew takes longer than to run it. `build`
 * ends in `.prepare()`, and names with `sql.placeholder` what is given to `execute`. For what each request asks; all else
 * is built when it is asked.
 */
export function kept<Q>(build: (on: Transaction) => Q): (on: Reader | Transaction) => Q {
	const built = new WeakMap<object, Q>();
	return (on) => {
		const known = built.get(on);
		if (known !== undefined) return known;
		const query = build(on);
		built.set(on, query);
		return query;
	};
}

/** One of several kept queries, by a name. */
export function keptBy<Q>(build: (on: Transaction, name: string) => Q): (on: Reader | Transaction, name: string) => Q {
	const byName = new Map<string, (on: Reader | Transaction) => Q>();
	return (on, name) => {
		const known = byName.get(name) ?? kept((each) => build(each, name));
		byName.set(name, known);
		return known(on);
	};
}

/** Inserts single rows into a table by kept queries: one for each set of columns that is given. */
export function inserter<T extends SQLiteTable>(table: T): (on: Transaction, row: T['$inferInsert']) => Promise<void> {
	const insert = keptBy((on, columns) =>
		on
			.insert(table)
			.values(placeholders(table, columns.split(' ')))
			.prepare(),
	);
	return async (on, row) => {
		await insert(on, Object.keys(row).join(' ')).execute(row);
	};
}

/** A placeholder for each of these columns, which has its name; with `ahead` before it, where rows stand side by side. */
export function placeholders<T extends SQLiteTable>(table: T, columns: string[], ahead = ''): T['$inferInsert'] {
	const all: Record<string, Column> = getTableColumns(table);
	const values = columns.map((name) => {
		const column = all[name];
		if (!column) throw new Error(`no column ${name}`);
		return [name, sql`${given(sql.placeholder(`${ahead}${name}`), column)}`];
	});
	return Object.fromEntries(values) as T['$inferInsert'];
}

/** What is given for it is written as the column does it. Null stays null, which the column itself would not see to. */
function given(placeholder: Placeholder, column: Column): Param {
	return new Param(placeholder, {
		mapToDriverValue: (value: unknown) => (value === null ? null : column.mapToDriverValue(value)),
	});
}
