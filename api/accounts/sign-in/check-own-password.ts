import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { refuseUntil } from './sign-in-attempt.ts';
import { countFailure, type FailureCounter, forgetFailures, lockedUntil } from './sign-in-failures.ts';

/**
 * Checks a password typed in an open session, which somebody else may be using: wrong ones are counted and lock like
 * those at sign-in. `check` resolves with null where the password is wrong. Attempts of one officer run one by one.
 * Throws invalid with `wrong`, locked or unavailable.
 */
export async function checkOwnPassword<T>(
	deps: StaffDeps,
	officer: Officer,
	wrong: { path: string; message: string },
	check: () => Promise<T | null>,
): Promise<T> {
	const failed: FailureCounter = { kind: 'own-password', who: officer.username };
	return deps.passwordQueues.known.take(officer.id, async () => {
		refuseUntil(deps, await lockedUntil(deps.db.read, deps, failed), '暂时不能在此使用密码');
		const found = await check();
		await deps.db.write(async (tx) => {
			if (found !== null) return void (await forgetFailures(tx, deps, failed));
			await countFailure(tx, deps, failed);
			await writeAudit(tx, deps, { actor: officer, action: 'account.password-refused', subject: officer.username });
		});
		if (found === null) throw invalid(wrong);
		return found;
	});
}
