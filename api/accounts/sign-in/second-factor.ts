import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { user } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { groupedCode, password } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Auth } from '../auth.ts';
import type { AccountOfStaff } from '../find-account.ts';
import { FactorBegun, Refused } from './auth-responses.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { countCode, refuseCodeLocked } from './code-attempts.ts';
import { knownDevice, rememberDevice } from './known-devices.ts';
import { logSignIn } from './log-sign-in.ts';
import type { SignInPlace } from './sign-in.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';
import { logFailure } from './sign-in-failures.ts';
import { warnOfGuessing } from './warn-of-guessing.ts';

export const SecondFactorSetup = z.strictObject({
	password: password('请输入密码', '密码不超过 128 个字'),
});

/**
 * Six digits of the authenticator app, or one of the backup codes, as people type them: in groups, in full width, with any
 * dash or none. Backup codes are kept with a hyphen in the middle.
 */
export const codeAsTyped = (missing?: string) =>
	groupedCode(missing).overwrite((typed) => typed.replace(/^([a-z\d]{5})([a-z\d]{5})$/i, '$1-$2'));

export const SecondFactorCode = z.strictObject({
	code: codeAsTyped('请输入验证码').min(6, '请输入 6 位验证码').max(40, '验证码不对'),
});

const sixDigits = /^\d{6}$/;

/**
 * Second half of signing in: returns the cookies of the session and whose it is. Codes are looked at one by one, so that
 * guesses sent all at once, each with a half sign-in of its own, are counted like any others. Throws sign_in_failed, locked
 * or unavailable.
 */
export async function enterCode(deps: StaffDeps, auth: Auth, { cookie, network }: SignInPlace, code: string) {
	// With a session beside it better-auth would not ask whose half sign-in it is.
	const half = challengeAlone(cookie);
	const account = await whoIsAsked(deps, auth, challengeIn(half));
	if (!account?.username) throw refusal('INVALID_TWO_FACTOR_COOKIE');
	const { username } = account;
	const by: SignInAttempt = { username, network, device: await knownDevice(deps.db.read, deps, cookie, username) };
	return deps.passwordQueues.codes.take(by.device ?? network, async () => {
		await refuseCodeLocked(deps.db.read, deps, by);
		const response = await verifyCode(auth, half, code);
		if (!response.ok) {
			await deps.db.write((tx) => countWrongCode(tx, deps, account, by));
			await refuseCodeLocked(deps.db.read, deps, by);
			throw refusal(Refused.parse(await response.json()).code);
		}
		const device = await deps.db.write(async (tx) => {
			await logSignIn(tx, deps, account, { by });
			return rememberDevice(tx, deps, account, cookie);
		});
		return { cookies: [...response.headers.getSetCookie(), device], username };
	});
}

/** The name of the half sign-in in the cookies. better-auth draws it from letters, digits, `_` and `-`. */
export function challengeIn(cookie: string): string | undefined {
	return /two_factor=(2fa-[\w-]+)/.exec(cookie)?.[1];
}

/** Of the cookies those that say whose password was right before, without any of a session. */
function challengeAlone(cookie: string): string {
	const ours = /^(?:__Secure-)?better-auth\.(?:two_factor|dont_remember)=/;
	return cookie
		.split(/;\s*/)
		.filter((each) => ours.test(each))
		.join('; ');
}

/** The account whose password was right before, by the name of its half sign-in; undefined where there is none. */
async function whoIsAsked(
	{ db }: StaffDeps,
	auth: Auth,
	challenge: string | undefined,
): Promise<AccountOfStaff | undefined> {
	if (!challenge) return undefined;
	const { internalAdapter } = await auth.$context;
	const id = (await internalAdapter.findVerificationValue(challenge))?.value;
	if (!id) return undefined;
	const [account] = await db.read.select().from(user).where(eq(user.id, id));
	return account;
}

/** Counts a wrong code, and tells of it: who typed it knows the password. */
async function countWrongCode(
	tx: Transaction,
	deps: StaffDeps,
	account: AccountOfStaff,
	by: SignInAttempt,
): Promise<void> {
	const { inRow, inHour } = await countCode(tx, deps, by);
	await logFailure(tx, deps, { account: by.username, failures: inRow, what: '密码正确，验证码不对' });
	if (inHour === deps.content.accounts.signIn.codeTriesPerHour) await warnOfGuessing(tx, deps, account, 'code');
}

/** Asks better-auth about a code of the officer whose cookies these are, signed in or half so. */
export function verifyCode(auth: Auth, cookie: string, code: string): Promise<Response> {
	const asked = { body: { code }, headers: new Headers({ cookie }), asResponse: true } as const;
	return sixDigits.test(code) ? auth.api.verifyTOTP(asked) : auth.api.verifyBackupCode(asked);
}

function refusal(code: string | undefined): PortalError {
	if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
		return new PortalError('sign_in_failed', '登录已过期，请重新输入账号和密码。');
	}
	return new PortalError('sign_in_failed', '验证码不对或者已过期，请输入验证器上现在的 6 位数字。');
}

/**
 * Begins to set up an authenticator app: the address for its QR code, and the codes for a lost phone, shown once. Throws
 * not_now, invalid, locked or unavailable.
 */
export async function beginSecondFactor(
	deps: StaffDeps,
	auth: Auth,
	officer: Officer,
	{ cookie, password }: { cookie: string; password: string },
) {
	return checkOwnPassword(deps, officer, { path: 'password', message: '密码不对' }, async () => {
		const headers = new Headers({ cookie });
		const response = await auth.api.enableTwoFactor({ body: { password }, headers, asResponse: true });
		const body = await response.json();
		if (response.ok) {
			const { totpURI: uri, backupCodes } = FactorBegun.parse(body);
			return { uri, backupCodes };
		}
		if (Refused.parse(body).code === 'INVALID_PASSWORD') return null;
		throw alreadyOn();
	});
}

function alreadyOn(): PortalError {
	return new PortalError('not_now', '二次验证已经启用；换了手机的，请管理员重置账号。');
}

/**
 * The first right code switches the second factor on. Returns the cookies of the renewed session. Not for one that is on:
 * here wrong codes are not counted. Throws not_now or invalid.
 */
export async function confirmSecondFactor(
	deps: StaffDeps,
	auth: Auth,
	officer: Officer,
	{ cookie, code }: { cookie: string; code: string },
): Promise<string[]> {
	if (officer.twoFactorEnabled) throw alreadyOn();
	const response = await auth.api.verifyTOTP({ body: { code }, headers: new Headers({ cookie }), asResponse: true });
	if (!response.ok) throw invalid({ path: 'code', message: '验证码不对，请输入验证器上现在的 6 位数字' });
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'account.second-factor-set', subject: officer.username }),
	);
	return response.headers.getSetCookie();
}
