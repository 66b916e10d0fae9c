import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Auth } from '../auth.ts';
import { codeAsTyped, verifyCode } from './second-factor.ts';
import { refuseUntil } from './sign-in-attempt.ts';
import { countFailure, type FailureCounter, forgetFailures, lockedUntil } from './sign-in-failures.ts';

/** Six digits, or a backup code; empty where none was asked for. */
export const ReauthenticationCode = codeAsTyped()
	.max(40, '验证码不对')
	.transform((typed) => typed || undefined)
	.optional();

/** How long a sign-in through the identity system counts as fresh, for accounts without a code of the portal. */
const freshMs = 10 * 60_000;

/**
 * Asks for the second factor again before something sensitive is opened, since a signed-in browser may have been left
 * unattended. Throws invalid, locked or not_now. Officers without a second factor pass: where one is required, they
 * cannot call any route that leads here.
 */
export async function reauthenticate(
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

/** Wrong codes in an open session lock this check only, never the sign-in of the account. */
const failedBy = ({ username }: Officer): FailureCounter => ({ kind: 'own-code', who: username });

/** Each attempt is counted before it is checked, so that parallel guesses do not pass the limit together. */
async function countAttempt(deps: Deps, officer: Officer): Promise<void> {
	const failed = failedBy(officer);
	const until = await deps.db.write(async (tx) => {
		const locked = await lockedUntil(tx, deps, failed);
		if (!locked) await countFailure(tx, deps, failed);
		return locked;
	});
	refuseUntil(deps, until, '暂时不能在此使用验证码');
}
