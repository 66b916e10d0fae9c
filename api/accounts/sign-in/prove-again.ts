import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Auth } from '../auth.ts';
import { codeAsTyped, verifyCode } from './second-factor.ts';
import { refuseUntil } from './sign-in-attempt.ts';
import { countFailure, type Failed, forgetFailures, lockedUntil } from './sign-in-failures.ts';

/** Six digits, or a backup code; empty where none was asked for. */
export const AskedAgain = codeAsTyped()
	.max(40, '验证码不对')
	.transform((typed) => typed || undefined)
	.optional();

/** A sign-in that the identity system vouched for is good for so long, where the portal has no code to ask. */
const freshMs = 10 * 60_000;

/**
 * Asks the second factor again before something that must not be opened by whoever finds a browser signed in. Throws
 * invalid, locked or not_now. Officers without a second factor are let through: where one is required, no route lets
 * them get this far.
 */
export async function proveAgain(
	deps: Deps,
	auth: Auth,
	officer: Officer,
	{ cookie, code: typed }: { cookie: string; code: string | undefined },
): Promise<void> {
	if (!officer.twoFactorEnabled) return refuseStale(deps, officer);
	if (!typed) throw invalid({ path: 'code', message: '请输入手机验证器上现在的 6 位验证码，或者一个备用码' });
	await countAttempt(deps, officer);
	if ((await verifyCode(auth, cookie, typed)).ok) {
		await deps.db.write((tx) => forgetFailures(tx, deps, failedBy(officer)));
		return;
	}
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'account.code-refused', subject: officer.username }),
	);
	throw invalid({ path: 'code', message: '验证码不对或者已过期，请输入验证器上现在的 6 位数字' });
}

function refuseStale({ now }: Deps, { viaProvider, signedInAt }: Officer): void {
	if (!viaProvider || (signedInAt && now().getTime() - signedInAt.getTime() <= freshMs)) return;
	throw new PortalError('not_now', '登录已超过 10 分钟，请退出后用统一身份认证重新登录，再来查看。');
}

/** Wrong codes in an open session lock what asks for them, never a sign-in: whoever finds a browser open locks nobody out. */
const failedBy = ({ username }: Officer): Failed => ({ kind: 'own-code', who: username });

/** Each try counts before it is looked at, so that guesses sent all at once are no more than any others. */
async function countAttempt(deps: Deps, officer: Officer): Promise<void> {
	const failed = failedBy(officer);
	const until = await deps.db.write(async (tx) => {
		const locked = await lockedUntil(tx, deps, failed);
		if (!locked) await countFailure(tx, deps, failed);
		return locked;
	});
	refuseUntil(deps, until, '暂时不能在此使用验证码');
}
