import type { Transaction } from '../../../db/database.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import type { AccountOfStaff } from '../find-account.ts';
import { forgetCodes } from './code-attempts.ts';
import { lockOf, type SignInAttempt } from './sign-in-attempt.ts';
import { forgetFailures } from './sign-in-failures.ts';

/**
 * Logs a sign-in together with the failed attempts before it, and resets the counters of where it came from (`by`).
 */
export async function logSignIn(
	tx: Transaction,
	deps: Pick<Deps, 'keys' | 'now'>,
	{ id, name, username }: AccountOfStaff,
	{ by, how }: { by?: SignInAttempt; how?: string },
): Promise<void> {
	const who = username ?? '';
	if (by) {
		await forgetFailures(tx, deps, lockOf(by));
		await forgetCodes(tx, deps, by);
	}
	const passwords = await forgetFailures(tx, deps, { kind: 'sign-in', who });
	const codes = await forgetFailures(tx, deps, { kind: 'sign-in-code', who });
	const remarks = [
		how,
		passwords > 0 && `此前密码连续 ${passwords} 次不对`,
		codes > 0 && `此前验证码连续 ${codes} 次不对`,
	].filter(Boolean);
	const reason = remarks.length > 0 ? remarks.join('，') : undefined;
	await writeAudit(tx, deps, { actor: { id, name }, action: 'account.signed-in', subject: who, reason });
}
