import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { code, password } from '../text.ts';
import type { Auth } from './auth.ts';
import { accountNamed } from './find-account.ts';
import { logSignIn } from './log-sign-in.ts';
import { countFailure, lockedUntil, logFailure } from './sign-in-failures.ts';

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
	const response = await auth.api.signInUsername({ body: { username, password }, asResponse: true });
	const said = response.ok ? await response.clone().json() : null;
	const secondFactor = said?.twoFactorRedirect === true;
	const known = await accountNamed(deps.db.read, username);
	if (!known || known.disabled || said === null) {
		await deps.db.write(async (tx) => {
			const failures = await countFailure(tx, deps, { kind: 'sign-in', who: username });
			const what = known?.disabled ? '账号已停用' : '密码不对';
			if (known) await logFailure(tx, deps, { account: username, failures, what });
		});
		await refuseWhileLocked(deps, username);
		throw new PortalError('sign_in_failed', '账号或密码不对，请核对后再试；连续 5 次不对将锁定 15 分钟。');
	}
	// With a second factor one is signed in, and the count over, once the code was right, too.
	if (!secondFactor) await deps.db.write((tx) => logSignIn(tx, deps, known));
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
