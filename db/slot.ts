import { type SQL, sql } from 'drizzle-orm';
import { engine } from './engine.ts';

/**
 * A small number that no other transaction has at the same time, for rows that all transactions add to: each adds to its
 * own, and nobody waits for or is thrown back by another. SQLite has one writer. See db/postgres/connect.ts.
 */
export const slot: SQL<number> = engine === 'postgres' ? sql`current_setting('portal.slot')::bigint` : sql`0`;
