import { setImmediate } from 'node:timers/promises';
import { and, asc, desc, gt, lte, type SQL } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { audit } from '../../db/schema/audit.ts';

export type AuditRow = typeof audit.$inferSelect;

/** Rows per chunk: reading and hashing them takes some milliseconds, after which the event loop gets control. */
const chunkRows = 200;

/**
 * The log from its beginning, or behind `after`, to its present end, in chunks, so that a long log neither blocks the
 * portal nor fills memory. With `where`, each chunk holds the matching rows only, maybe none.
 */
export async function* auditChunks(
	from: Reader,
	{ after = Number.MIN_SAFE_INTEGER, where }: { after?: number | undefined; where?: SQL | undefined } = {},
): AsyncGenerator<AuditRow[]> {
	const [head] = await from.select({ seq: audit.seq }).from(audit).orderBy(desc(audit.seq)).limit(1);
	let cursor = after;
	while (head) {
		const [end] = await from
			.select({ seq: audit.seq })
			.from(audit)
			.where(between(cursor, head.seq))
			.orderBy(asc(audit.seq))
			.limit(1)
			.offset(chunkRows - 1);
		yield await from
			.select()
			.from(audit)
			.where(and(between(cursor, end?.seq ?? head.seq), where))
			.orderBy(asc(audit.seq));
		if (!end) return;
		cursor = end.seq;
		await setImmediate();
	}
}

/** One bound at each side: of two upper ones SQLite uses the first, and reads to the end of the log for each chunk. */
function between(after: number, upTo: number): SQL | undefined {
	return and(gt(audit.seq, after), lte(audit.seq, upTo));
}
