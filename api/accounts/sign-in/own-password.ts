import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { refuseUntil } from './sign-in-attempt.ts';
import { countFailure, type Failed, forgetFailures, lockedUntil } from './sign-in-failures.ts';

/**
 * Looks at a password that an officer types in an open session, which somebody else may have found open: wrong ones are
 * counted and lock like those at signing in. `look` resolves with null where the password is wrong. Tries of one officer
 * wait for each other. Throws invalid with `wrong`, locked or unavailable.
 */
export async function ownPassword<T>(
	deps: StaffDeps,
	officer: Officer,
	wrong: { path: string; message: string },
	look: () => Promise<T | null>,
): Promise<T> {
	const failed: Failed = { kind: 'own-password', who: officer.username };
	return deps.passwordQueues.known.take(officer.id, async () => {
		refuseUntil(deps, await lockedUntil(deps.db.read, deps, failed), '暂时不能在此使用密码');
		const found = await look();
		await deps.db.write(async (tx) => {
			if (found !== null) return void (await forgetFailures(tx, deps, failed));
			await countFailure(tx, deps, failed);
			await writeAudit(tx, deps, { actor: officer, action: 'account.password-refused', subject: officer.username });
		});
		if (found === null) throw invalid(wrong);
		return found;
	});
}
