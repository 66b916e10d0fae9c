import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Reader, Transaction } from '../../../db/database.ts';
import { knownDevices, user } from '../../../db/schema/accounts.ts';
import type { Deps } from '../../deps.ts';
import type { AccountOfStaff } from '../find-account.ts';

type Keys = Pick<Deps, 'keys'>;

const dayMs = 86_400_000;

/**
 * Each account has a cookie of its own, so that colleagues can share a browser; its name tells nobody whose it is. The
 * first name is that of today, the others those of older suites.
 */
function cookieNames({ keys }: Keys, username: string): string[] {
	return keys.names('device-name', username).map((name) => `device-${name}`);
}

/** The random text in the cookie of a name, out of all cookies that the browser sent. */
function tokenIn(deps: Keys, cookie: string, username: string): string | undefined {
	const tokens = cookieNames(deps, username).map(
		(name) => new RegExp(`(?:^|;\\s*)${name}=(\\d{40})(?:;|$)`).exec(cookie)?.[1],
	);
	return tokens.find((token) => token !== undefined);
}

/** Keyed hash of the known device that the cookies name for an account; null where it is not known, or no longer. */
export async function knownDevice(
	from: Reader,
	deps: Pick<Deps, 'keys' | 'now'>,
	cookie: string,
	username: string,
): Promise<string | null> {
	const token = tokenIn(deps, cookie, username);
	if (!token) return null;
	const [found] = await from
		.select({ tokenHash: knownDevices.tokenHash })
		.from(knownDevices)
		.innerJoin(user, eq(user.id, knownDevices.userId))
		.where(
			and(
				inArray(knownDevices.tokenHash, deps.keys.all('device', token)),
				eq(user.username, username),
				gt(knownDevices.expiresAt, deps.now().toISOString()),
			),
		);
	return found?.tokenHash ?? null;
}

/**
 * Knows the browser from now on, or for longer, once the account was wholly signed in to there. Returns the line that sets
 * its cookie.
 */
export async function rememberDevice(
	tx: Transaction,
	deps: Pick<Deps, 'keys' | 'now' | 'content' | 'randomDigits' | 'siteUrl'>,
	{ id, username }: Pick<AccountOfStaff, 'id' | 'username'>,
	cookie: string,
): Promise<string> {
	const name = username ?? '';
	const known = await knownDevice(tx, deps, cookie, name);
	const token = (known && tokenIn(deps, cookie, name)) || deps.randomDigits(40);
	const seconds = (deps.content.accounts.signIn.knownDeviceDays * dayMs) / 1000;
	const expiresAt = new Date(deps.now().getTime() + seconds * 1000).toISOString();
	await tx
		.insert(knownDevices)
		.values({ tokenHash: known ?? deps.keys.of('device', token), userId: id, expiresAt })
		.onConflictDoUpdate({ target: knownDevices.tokenHash, set: { expiresAt } });
	const { pathname, protocol } = deps.siteUrl;
	const secure = protocol === 'https:' ? '; Secure' : '';
	const [cookieName] = cookieNames(deps, name);
	return `${cookieName}=${token}; Max-Age=${seconds}; Path=${pathname}; HttpOnly; SameSite=Strict${secure}`;
}

/** Forgets all known devices of an account. */
export async function forgetDevices(tx: Transaction, userId: string): Promise<void> {
	await tx.delete(knownDevices).where(eq(knownDevices.userId, userId));
}

/** Removes those that were not signed in to for too long. */
export async function purgeDevices({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
	const at = now().toISOString();
	await db.write(async (tx) => void (await tx.delete(knownDevices).where(lte(knownDevices.expiresAt, at))));
}
