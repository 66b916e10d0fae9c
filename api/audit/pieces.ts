import { setImmediate } from 'node:timers/promises';
import { and, asc, desc, gt, lte, type SQL } from 'drizzle-orm';
import type { Reader } from '../../db/open.ts';
import { audit } from '../../db/schema/audit.ts';

export type AuditRow = typeof audit.$inferSelect;

/** Rows looked at before others get their turn: reading and hashing them takes some milliseconds. */
const piece = 200;

/**
 * The log from its beginning, or behind `after`, to its present end, in pieces: however long it is, no piece holds up
 * the rest of the portal, and none is kept. With `where`, each piece holds what of it is asked for, maybe nothing.
 */
export async function* auditPieces(
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
			.offset(piece - 1);
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

/** One bound at each side: of two upper ones SQLite takes the first, and reads to the end of the log for each piece. */
function between(after: number, upTo: number): SQL | undefined {
	return and(gt(audit.seq, after), lte(audit.seq, upTo));
}
