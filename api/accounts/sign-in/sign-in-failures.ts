import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Reader, Transaction } from '../../../db/database.ts';
import { signInFailures } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { notSignedIn } from '../../permission/actor.ts';

/** A row is kept for a day after the last wrong one. */
const retentionMs = 24 * 3_600_000;
/** Rows per chunk; the event loop gets control in between. */
const chunkRows = 500;

export type FailureDeps = Pick<Deps, 'keys' | 'now' | 'content'>;

/** What was wrong in a row, or within an hour. Those in `locking` lock. */
type Kind =
	/** Passwords for one name from one network. */
	| 'sign-in-from'
	/** Passwords in one known device. */
	| 'sign-in-device'
	/** The own password, typed in an open session. */
	| 'own-password'
	/** Passwords for one name, wherever they came from. */
	| 'sign-in'
	/** Passwords from unknown devices for one name within an hour. */
	| 'sign-in-hour'
	/** Passwords from unknown devices in one network within an hour. */
	| 'sign-in-network'
	/** Codes of an account, wherever they came from. */
	| 'sign-in-code'
	/** Codes of one account from one network. */
	| 'code-from'
	/** Codes in one known device. */
	| 'code-device'
	/** Codes from unknown devices for one account within an hour. */
	| 'code-hour'
	/** Codes asked again in an open session. */
	| 'own-code'
	/** Right passwords for one name from one network, after which no code came. */
	| 'sign-in-half'
	/** Refused sign-ins through the identity system. */
	| 'sign-in-vouched';

const locking: readonly Kind[] = [
	'sign-in-from',
	'sign-in-device',
	'own-password',
	'code-from',
	'code-device',
	'own-code',
	'sign-in-half',
];

/** Identifies failures that are counted together. */
export interface FailureCounter {
	kind: Kind;
	/** The account name they are about; null where they are about many. */
	who: string | null;
	/** What else distinguishes them: network, device, hour or reason. */
	of?: string;
}

const countedValue = ({ who, of }: FailureCounter) => [of, who].filter((part) => part != null).join(' ');

/** Where the row of a failure is, in whatever suite it was begun. */
const isRowOf = ({ keys }: Pick<Deps, 'keys'>, failed: FailureCounter) =>
	inArray(signInFailures.nameHash, keys.all(failed.kind, countedValue(failed)));

/**
 * Counts one more failure; one of a kind that locks does so each time that the tries of the content are used up. What was
 * typed is kept as a keyed hash alone.
 */
export async function countFailure(tx: Transaction, deps: FailureDeps, failed: FailureCounter): Promise<number> {
	const { tries, minutes } = deps.content.accounts.lock;
	const at = deps.now().toISOString();
	const [begun] = await tx.select().from(signInFailures).where(isRowOf(deps, failed));
	const nameHash = begun?.nameHash ?? deps.keys.of(failed.kind, countedValue(failed));
	const accountHash = failed.who === null ? null : deps.keys.of('account-name', failed.who);
	const [row] = await tx
		.insert(signInFailures)
		.values({ nameHash, accountHash, failures: 1, at })
		.onConflictDoUpdate({
			target: signInFailures.nameHash,
			set: { failures: sql`${signInFailures.failures} + 1`, at },
		})
		.returning();
	const failures = row?.failures ?? 1;
	if (locking.includes(failed.kind) && failures % tries === 0) {
		const lockedUntil = new Date(deps.now().getTime() + minutes * 60_000).toISOString();
		await tx.update(signInFailures).set({ lockedUntil }).where(eq(signInFailures.nameHash, nameHash));
	}
	return failures;
}

/**
 * Logs a refused sign-in of an account, by nobody known: the first in a row, the last before a lock, and each doubling
 * after that, so that somebody who guesses for a year leaves some twenty rows. The row counts the others. An account alone is
 * named here: what else was typed leaves no row.
 */
export async function logFailure(
	tx: Transaction,
	deps: FailureDeps,
	{ account, failures, what }: { account: string; failures: number; what: string },
): Promise<void> {
	const doublings = Math.log2(failures / deps.content.accounts.lock.tries);
	if (failures !== 1 && !(doublings >= 0 && Number.isInteger(doublings))) return;
	const reason = failures === 1 ? what : `${what}，已连续 ${failures} 次`;
	await writeAudit(tx, deps, { actor: notSignedIn, action: 'account.sign-in-refused', subject: account, reason });
}

/** How many there were. */
export async function countedFailures(from: Reader, deps: Pick<Deps, 'keys'>, failed: FailureCounter): Promise<number> {
	const [row] = await from.select().from(signInFailures).where(isRowOf(deps, failed));
	return row?.failures ?? 0;
}

/** Begins to count from nothing again; returns how many there were. */
export async function forgetFailures(
	tx: Transaction,
	deps: Pick<Deps, 'keys'>,
	failed: FailureCounter,
): Promise<number> {
	const [row] = await tx.delete(signInFailures).where(isRowOf(deps, failed)).returning();
	return row?.failures ?? 0;
}

/** Removes all failures of an account, which lifts every lock of it. */
export async function forgetFailuresOf(tx: Transaction, { keys }: Pick<Deps, 'keys'>, username: string): Promise<void> {
	await tx.delete(signInFailures).where(inArray(signInFailures.accountHash, keys.all('account-name', username)));
}

/** Until when too many of them in a row lock; null when they do not. */
export async function lockedUntil(
	from: Reader,
	deps: Pick<Deps, 'keys' | 'now'>,
	failed: FailureCounter,
): Promise<Date | null> {
	const [row] = await from.select().from(signInFailures).where(isRowOf(deps, failed));
	const until = row?.lockedUntil ? new Date(row.lockedUntil) : null;
	return until && until > deps.now() ? until : null;
}

/** Removes what no longer locks and is older than a day: nothing that was typed stays, not even as a hash. */
export async function purgeFailures({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
	const before = new Date(now().getTime() - retentionMs).toISOString();
	let cursor = '';
	for (;;) {
		const rows = await db.read
			.select()
			.from(signInFailures)
			.where(gt(signInFailures.nameHash, cursor))
			.orderBy(asc(signInFailures.nameHash))
			.limit(chunkRows);
		const old = rows.filter(({ at, lockedUntil: until }) => at < before && (until ?? '') < now().toISOString());
		const ids = old.map(({ nameHash }) => nameHash);
		// One that failed again meanwhile stays.
		const gone = and(inArray(signInFailures.nameHash, ids), sql`${signInFailures.at} < ${before}`);
		if (ids.length > 0) await db.write(async (tx) => void (await tx.delete(signInFailures).where(gone)));
		cursor = rows.at(-1)?.nameHash ?? '';
		if (rows.length < chunkRows) return;
	}
}
