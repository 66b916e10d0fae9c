import { setTimeout } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader, Transaction } from '../../../db/database.ts';
import { account } from '../../../db/schema/accounts.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { captchaAnswer, code, password } from '../../http/text.ts';
import type { Auth } from '../auth.ts';
import { type AccountOfStaff, accountNamed } from '../find-account.ts';
import { RightPassword } from './auth-responses.ts';
import { countHalf, refuseHalves } from './code-attempts.ts';
import { knownDevice, rememberDevice } from './known-devices.ts';
import { logSignIn } from './log-sign-in.ts';
import { countAttempt, refuseLocked, type SignInAttempt } from './sign-in-attempt.ts';
import { logFailure } from './sign-in-failures.ts';
import { refuseThrottled, throttleAttempt } from './sign-in-throttle.ts';
import { warnOfGuessing } from './warn-of-guessing.ts';

export const Credentials = z.strictObject({
	username: code('请输入账号').toLowerCase().min(1, '请输入账号').max(40, '账号不超过 40 个字'),
	password: password('请输入密码', '密码不超过 128 个字'),
	captcha: captchaAnswer,
});

/** Where somebody signs in from. */
export interface SignInPlace {
	/** As http/network.ts names it. */
	network: string;
	/** All cookies of the browser. */
	cookie: string;
}

/** The cookies to set; with `secondFactor` they only let the code be entered. */
export interface SignedIn {
	cookies: string[];
	secondFactor: boolean;
}

/**
 * Checks name and password. Unknown names lock, are throttled and take as long as known ones, so that nobody learns
 * which exist. What can be refused without a hash is refused first; hashes wait in a short queue and are checked one by
 * one, so that parallel guesses are counted like any others.
 * Throws sign_in_failed, locked, too_many, captcha_failed, captcha_unavailable or unavailable.
 */
export async function signIn(
	deps: StaffDeps,
	auth: Auth,
	credentials: z.infer<typeof Credentials>,
	{ network, cookie }: SignInPlace,
): Promise<SignedIn> {
	const { username } = credentials;
	const { known, unknownDevices } = deps.passwordQueues;
	const by: SignInAttempt = { username, network, device: await knownDevice(deps.db.read, deps, cookie, username) };
	if (!by.device) unknownDevices.refuseFull(network);
	await refuseLocked(deps.db.read, deps, by);
	await refuseHalves(deps.db.read, deps, by);
	// An attempt without a captcha must not take a slot in the queue from others.
	if (!credentials.captcha) await refuseThrottled(deps, by);
	const began = performance.now();
	let solvedCaptcha = false;
	const pay = async () => {
		solvedCaptcha = await throttleAttempt(deps, by, credentials.captcha);
	};
	const check = async () => {
		// Other attempts may have failed while this one waited.
		await refuseLocked(deps.db.read, deps, by);
		await refuseHalves(deps.db.read, deps, by);
		if (!solvedCaptcha) await refuseThrottled(deps, by);
		return checkOnce(deps, auth, credentials, { by, cookie });
	};
	try {
		return await (by.device ? known.take(by.device, check, pay) : unknownDevices.take(network, check, pay));
	} catch (error) {
		if (error instanceof PortalError && wrong.includes(error.code)) await untilWholeTick(began);
		throw error;
	}
}

/** What a wrong name or password is answered with. */
const wrong: readonly string[] = ['sign_in_failed', 'locked'];
const tickMs = 100;

/** Answers leave on whole tenths of a second, so that the extra writes for known names cannot be measured. */
async function untilWholeTick(began: number): Promise<void> {
	await setTimeout(tickMs - ((performance.now() - began) % tickMs));
}

async function checkOnce(
	deps: StaffDeps,
	auth: Auth,
	{ username, password }: z.infer<typeof Credentials>,
	{ by, cookie }: { by: SignInAttempt; cookie: string },
): Promise<SignedIn> {
	const response = await auth.api.signInUsername({ body: { username, password }, asResponse: true });
	const body = response.ok ? RightPassword.parse(await response.clone().json()) : null;
	const secondFactor = body?.twoFactorRedirect === true;
	const known = await accountNamed(deps.db.read, username);
	if (!known || known.disabled || body === null) {
		if (known && !(await hasPassword(deps.db.read, known.id))) await hashForTiming(auth, password);
		await deps.db.write((tx) => countWrong(tx, deps, by, known));
		await refuseLocked(deps.db.read, deps, by);
		const { tries, minutes } = deps.content.accounts.lock;
		const rule = `连续 ${tries} 次不对将锁定 ${minutes} 分钟`;
		throw new PortalError('sign_in_failed', `账号或密码不对，请核对后再试；${rule}。`);
	}
	const cookies = response.headers.getSetCookie();
	// With a second factor one is signed in, and the count over, once the code was right, too.
	if (secondFactor) {
		await deps.db.write((tx) => countHalf(tx, deps, by));
		return { cookies, secondFactor };
	}
	const device = await deps.db.write(async (tx) => {
		await logSignIn(tx, deps, known, { by });
		return rememberDevice(tx, deps, known, cookie);
	});
	return { cookies: [...cookies, device], secondFactor };
}

/** Officers of the identity system may have none. */
async function hasPassword(from: Reader, userId: string): Promise<boolean> {
	const [found] = await from
		.select({ password: account.password })
		.from(account)
		.where(and(eq(account.userId, userId), eq(account.providerId, 'credential')));
	return Boolean(found?.password);
}

/** better-auth hashes a dummy for unknown names, but not for accounts without a password: done here, against timing. */
async function hashForTiming(auth: Auth, password: string): Promise<void> {
	await (await auth.$context).password.hash(password);
}

/** Counts a wrong try, and tells of it where it belongs to an account. */
async function countWrong(tx: Transaction, deps: StaffDeps, by: SignInAttempt, known: AccountOfStaff | undefined) {
	const { inRow, inHour } = await countAttempt(tx, deps, by);
	if (!known) return;
	const what = known.disabled ? '账号已停用' : '密码不对';
	await logFailure(tx, deps, { account: by.username, failures: inRow, what });
	if (inHour === deps.content.accounts.signIn.nameTriesPerHour) await warnOfGuessing(tx, deps, known, 'password');
}
