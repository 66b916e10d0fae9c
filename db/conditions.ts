import { type Column, type SQL, sql } from 'drizzle-orm';
import { engine } from './engine.ts';

/** A column whose indexes are not to be used for a condition: SQLite would take one that scans far more than another. */
export function unindexed(column: Column): SQL {
	return engine === 'postgres' ? sql`${column}` : sql`+${column}`;
}

/** A column that holds this text somewhere; small and capital letters of English are the same. */
export function contains(column: Column, text: string): SQL {
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	return engine === 'postgres' ? sql`${column} ilike ${pattern}` : sql`${column} like ${pattern} escape '\\'`;
}

/** The largest values first, and those without any last, as SQLite sorts by itself. */
export function largestFirst(column: Column): SQL {
	return engine === 'postgres' ? sql`${column} desc nulls last` : sql`${column} desc`;
}
