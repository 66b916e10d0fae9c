import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Reader, Transaction } from '../../db/open.ts';
import { signInFailures } from '../../db/schema/accounts.ts';
import { notSignedIn, writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';

/** 等保三级: locked for 15 minutes after 5 failures in a row. */
const mostFailures = 5;
const lockMs = 15 * 60_000;
/** A row is kept for a day after the last wrong one. */
const keptMs = 24 * 3_600_000;
/** Rows looked at before others get their turn. */
const piece = 500;

type FailureDeps = Pick<Deps, 'keys' | 'now'>;

/** What failed in a row: passwords typed for a name, codes of an account, an identity system's word for one. */
export type Failed = { kind: 'sign-in' | 'sign-in-code' | 'sign-in-vouched'; who: string };

const hashOf = ({ keys }: Pick<Deps, 'keys'>, { kind, who }: Failed) => keys.of(kind, who);

/** Counts one more failure and locks at each fifth. What was typed is kept as a keyed hash alone. */
export async function countFailure(tx: Transaction, deps: FailureDeps, failed: Failed): Promise<number> {
	const at = deps.now().toISOString();
	const nameHash = hashOf(deps, failed);
	const [row] = await tx
		.insert(signInFailures)
		.values({ nameHash, failures: 1, at })
		.onConflictDoUpdate({
			target: signInFailures.nameHash,
			set: { failures: sql`${signInFailures.failures} + 1`, at },
		})
		.returning();
	const failures = row?.failures ?? 1;
	if (failures % mostFailures === 0) {
		const lockedUntil = new Date(deps.now().getTime() + lockMs).toISOString();
		await tx.update(signInFailures).set({ lockedUntil }).where(eq(signInFailures.nameHash, nameHash));
	}
	return failures;
}

/**
 * Logs a refused sign-in of an account, by nobody known: the first in a row, the fifth, and each doubling after that,
 * so that somebody who guesses for a year leaves some twenty rows. The row counts the others. An account alone is
 * named here: what else was typed leaves no row.
 */
export async function logFailure(
	tx: Transaction,
	deps: FailureDeps,
	{ account, failures, what }: { account: string; failures: number; what: string },
): Promise<void> {
	const fives = failures / mostFailures;
	if (failures !== 1 && !(Number.isInteger(fives) && Number.isInteger(Math.log2(fives)))) return;
	const reason = failures === 1 ? what : `${what}，已连续 ${failures} 次`;
	await writeAudit(tx, deps, { actor: notSignedIn, action: 'account.sign-in-refused', subject: account, reason });
}

/** Begins to count from nothing again; returns how many there were. */
export async function forgetFailures(tx: Transaction, deps: FailureDeps, failed: Failed): Promise<number> {
	const [row] = await tx
		.delete(signInFailures)
		.where(eq(signInFailures.nameHash, hashOf(deps, failed)))
		.returning();
	return row?.failures ?? 0;
}

/** Until when too many wrong passwords lock a name; null when it is not locked. */
export async function lockedUntil(from: Reader, deps: FailureDeps, username: string): Promise<Date | null> {
	const [row] = await from
		.select()
		.from(signInFailures)
		.where(eq(signInFailures.nameHash, hashOf(deps, { kind: 'sign-in', who: username })));
	const until = row?.lockedUntil ? new Date(row.lockedUntil) : null;
	return until && until > deps.now() ? until : null;
}

/** Removes what no longer locks and is older than a day: nothing that strangers typed stays, not even as a hash. */
export async function purgeFailures({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
	const before = new Date(now().getTime() - keptMs).toISOString();
	let cursor = '';
	for (;;) {
		const rows = await db.read
			.select()
			.from(signInFailures)
			.where(gt(signInFailures.nameHash, cursor))
			.orderBy(asc(signInFailures.nameHash))
			.limit(piece);
		const old = rows.filter(({ at, lockedUntil: until }) => at < before && (until ?? '') < now().toISOString());
		const ids = old.map(({ nameHash }) => nameHash);
		// One that failed again meanwhile stays.
		const gone = and(inArray(signInFailures.nameHash, ids), sql`${signInFailures.at} < ${before}`);
		if (ids.length > 0) await db.write(async (tx) => void (await tx.delete(signInFailures).where(gone)));
		cursor = rows.at(-1)?.nameHash ?? '';
		if (rows.length < piece) return;
	}
}
