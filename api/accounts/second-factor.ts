import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { user } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { invalid, PortalError } from '../errors.ts';
import { code, password } from '../text.ts';
import { type Auth, codeLockout } from './auth.ts';
import { accountNamed } from './find-account.ts';
import { logSignIn } from './log-sign-in.ts';
import type { Officer } from './officer.ts';
import { countFailure, logFailure } from './sign-in-failures.ts';

export const SecondFactorSetup = z.strictObject({
	password: password('请输入密码', '密码不超过 128 个字'),
});

/** Apps show the six digits in two groups. Backup codes have a hyphen of their own. */
export const joined = (code: string) => code.replace(/\s/g, '').replace(/^(\d{3})-(\d{3})$/, '$1$2');

/** Six digits of the authenticator app, or one of the backup codes. */
export const SecondFactorCode = z.strictObject({
	code: code('请输入验证码').overwrite(joined).min(6, '请输入 6 位验证码').max(40, '验证码不对'),
});

const sixDigits = /^\d{6}$/;
/** What better-auth says while too many wrong codes lock an account. */
const locked = 'ACCOUNT_TEMPORARILY_LOCKED';

/** Second half of signing in: returns the cookies of the session and whose it is. Throws sign_in_failed or locked. */
export async function enterCode(deps: Deps, auth: Auth, cookie: string, code: string) {
	// With a session beside it better-auth would count no wrong code.
	const half = challengeAlone(cookie);
	const challenge = challengeIn(half);
	if (!challenge) throw refusal('INVALID_TWO_FACTOR_COOKIE');
	const asked = await whoIsAsked(auth, challenge);
	const response = await verifyCode(auth, half, code);
	const said = await response.json();
	if (!response.ok) {
		if (asked && said.code !== locked) await logWrongCode(deps, asked);
		throw refusal(said.code);
	}
	const username: string = said.user.username;
	await deps.db.write(async (tx) => {
		const account = await accountNamed(tx, username);
		if (account) await logSignIn(tx, deps, account);
	});
	return { cookies: response.headers.getSetCookie(), username };
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

/** The account whose password was right before, by the name of its half sign-in; null where there is none. */
async function whoIsAsked(auth: Auth, challenge: string): Promise<string | null> {
	const { internalAdapter } = await auth.$context;
	return (await internalAdapter.findVerificationValue(challenge))?.value ?? null;
}

async function logWrongCode(deps: Deps, userId: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const [account] = await tx.select().from(user).where(eq(user.id, userId));
		if (!account?.username) return;
		const failures = await countFailure(tx, deps, { kind: 'sign-in-code', who: account.username });
		await logFailure(tx, deps, { account: account.username, failures, what: '密码正确，验证码不对' });
	});
}

/** Asks better-auth about a code of the officer whose cookies these are, signed in or half so. */
export function verifyCode(auth: Auth, cookie: string, code: string): Promise<Response> {
	const asked = { body: { code }, headers: new Headers({ cookie }), asResponse: true } as const;
	return sixDigits.test(code) ? auth.api.verifyTOTP(asked) : auth.api.verifyBackupCode(asked);
}

/** The refusal while wrong codes lock an account. */
export function codesLocked(): PortalError {
	return new PortalError('locked', '连续多次输入不对，账号已锁定，请 15 分钟后再试。', {
		retryAfter: codeLockout.durationSeconds,
	});
}

function refusal(code: string): PortalError {
	if (code === locked) return codesLocked();
	if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
		return new PortalError('sign_in_failed', '登录已过期，请重新输入账号和密码。');
	}
	return new PortalError('sign_in_failed', '验证码不对或者已过期，请输入验证器上现在的 6 位数字。');
}

/** Begins to set up an authenticator app: the address for its QR code, and the codes for a lost phone, shown once. */
export async function beginSecondFactor(auth: Auth, cookie: string, password: string) {
	const response = await auth.api.enableTwoFactor({
		body: { password },
		headers: new Headers({ cookie }),
		asResponse: true,
	});
	const said = await response.json();
	if (response.ok) return { uri: String(said.totpURI), backupCodes: said.backupCodes as string[] };
	if (said.code === 'INVALID_PASSWORD') throw invalid({ path: 'password', message: '密码不对' });
	throw alreadyOn();
}

function alreadyOn(): PortalError {
	return new PortalError('not_now', '二次验证已经启用；换了手机的，请管理员重置账号。');
}

/**
 * The first right code switches the second factor on. Returns the cookies of the renewed session. Not for one that is on:
 * here wrong codes are not counted. Throws not_now or invalid.
 */
export async function confirmSecondFactor(
	deps: Deps,
	auth: Auth,
	officer: Officer,
	cookie: string,
	code: string,
): Promise<string[]> {
	if (officer.twoFactorEnabled) throw alreadyOn();
	const response = await auth.api.verifyTOTP({ body: { code }, headers: new Headers({ cookie }), asResponse: true });
	if (!response.ok) throw invalid({ path: 'code', message: '验证码不对，请输入验证器上现在的 6 位数字' });
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'account.second-factor-set', subject: officer.username }),
	);
	return response.headers.getSetCookie();
}
