import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../db/open.ts';
import { signInFailures } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { code, password } from '../text.ts';
import type { Auth } from './auth.ts';

/** 等保三级: locked for 15 minutes after 5 failures in a row. */
const mostFailures = 5;
const lockMs = 15 * 60_000;

export const Credentials = z.object({
	username: code('请输入账号').toLowerCase().min(1, '请输入账号').max(40, '账号不超过 40 个字'),
	password: password('请输入密码', '密码不超过 128 个字'),
});

/** The cookies to set; with `secondFactor` they only let the code be entered. */
export interface SignedIn {
	cookies: string[];
	secondFactor: boolean;
}

/** The last sign-in under way for a name. */
const turns = new Map<string, Promise<SignedIn>>();

/**
 * Checks name and password. Unknown names lock like known ones, so that nobody learns which exist.
 * Tries of one name wait for each other: guesses sent all at once are counted like any others.
 * Throws sign_in_failed or locked.
 */
export async function signIn(deps: Deps, auth: Auth, given: z.infer<typeof Credentials>): Promise<SignedIn> {
	const before = turns.get(given.username)?.catch(() => undefined);
	const turn = Promise.resolve(before).then(() => tryOnce(deps, auth, given));
	turns.set(given.username, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(given.username) === turn) turns.delete(given.username);
	}
}

async function tryOnce(deps: Deps, auth: Auth, { username, password }: z.infer<typeof Credentials>) {
	await refuseWhileLocked(deps, username);
	const nameHash = deps.keys.of('sign-in', username);
	const response = await auth.api.signInUsername({ body: { username, password }, asResponse: true });
	const said = response.ok ? await response.clone().json() : null;
	const secondFactor = said?.twoFactorRedirect === true;
	const signedIn = said !== null && !said.user?.disabled;
	const actor = { id: null, name: username };
	if (!signedIn) {
		await deps.db.write(async (tx) => {
			await tx
				.insert(signInFailures)
				.values({ nameHash, failures: 1, at: deps.now().toISOString() })
				.onConflictDoUpdate({
					target: signInFailures.nameHash,
					set: { failures: sql`${signInFailures.failures} + 1`, at: deps.now().toISOString() },
				});
			const [row] = await tx.select().from(signInFailures).where(eq(signInFailures.nameHash, nameHash));
			if (row && row.failures >= mostFailures) {
				const lockedUntil = new Date(deps.now().getTime() + lockMs).toISOString();
				await tx.update(signInFailures).set({ failures: 0, lockedUntil }).where(eq(signInFailures.nameHash, nameHash));
			}
			await writeAudit(tx, deps, { actor, action: 'account.sign-in-refused', subject: username });
		});
		await refuseWhileLocked(deps, username);
		throw new PortalError('sign_in_failed', '账号或密码不对，请核对后再试；连续 5 次不对将锁定 15 分钟。');
	}
	await deps.db.write(async (tx) => {
		await tx.delete(signInFailures).where(eq(signInFailures.nameHash, nameHash));
		if (!secondFactor) await writeAudit(tx, deps, { actor, action: 'account.signed-in', subject: username });
	});
	return { cookies: response.headers.getSetCookie(), secondFactor };
}

async function refuseWhileLocked(deps: Deps, username: string): Promise<void> {
	const until = await lockedUntil(deps.db.read, deps, username);
	if (!until) return;
	const leftMs = until.getTime() - deps.now().getTime();
	const minutes = Math.ceil(leftMs / 60_000);
	throw new PortalError('locked', `连续多次输入不对，账号已锁定，请 ${minutes} 分钟后再试。`, {
		retryAfter: Math.ceil(leftMs / 1000),
	});
}

/** Until when too many wrong passwords lock a name; null when it is not locked. */
export async function lockedUntil(
	from: Reader,
	{ keys, now }: Pick<Deps, 'keys' | 'now'>,
	username: string,
): Promise<Date | null> {
	const [row] = await from
		.select()
		.from(signInFailures)
		.where(eq(signInFailures.nameHash, keys.of('sign-in', username)));
	const until = row?.lockedUntil ? new Date(row.lockedUntil) : null;
	return until && until > now() ? until : null;
}
