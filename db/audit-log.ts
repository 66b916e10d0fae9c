import { desc, sql } from 'drizzle-orm';
import type { Reader, Transaction } from './database.ts';
import { inserter, kept } from './kept.ts';
import { run } from './raw.ts';
import { audit } from './schema/audit.ts';

type LogRow = typeof audit.$inferSelect;
/** The row that comes after the last one; undefined where there is none yet. */
type Next = (last: Pick<LogRow, 'seq' | 'hash'> | undefined) => LogRow;

const lastRow = kept((on) =>
	on.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1).prepare(),
);
const insertRow = inserter(audit);

/** Rows that a transaction has for the log, where it has not the log for itself. */
const waiting = new WeakMap<Transaction, Next[]>();

/**
 * Adds a row to the audit log, made from the one before it. Where there are many writers it is added at the very end of
 * the transaction, and is not read by it.
 */
export async function addToLog(tx: Transaction, next: Next): Promise<void> {
	const rows = waiting.get(tx);
	if (rows) rows.push(next);
	else await insertRow(tx, next((await lastRow(tx).execute())[0]));
}

/** Any number that nobody else takes a lock by. */
const endOfLog = 7_305_502;

/**
 * Keeps what this transaction has for the log until what is returned is called, right before it is committed. All writers
 * want the end of the log: it is held for a moment only, and whoever holds it waits for nobody else. What is last is read
 * beside the transaction, which sees the log as it was when it began.
 */
export function keepForLog(tx: Transaction, beside: Reader): () => Promise<void> {
	const rows: Next[] = [];
	waiting.set(tx, rows);
	return async () => {
		waiting.delete(tx);
		if (rows.length === 0) return;
		await run(tx, sql`select pg_advisory_xact_lock(${endOfLog})`);
		let [last] = await lastRow(beside).execute();
		const made: LogRow[] = [];
		for (const next of rows) {
			const row = next(last);
			made.push(row);
			last = row;
		}
		await tx.insert(audit).values(made);
	};
}
