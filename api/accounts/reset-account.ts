import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { account, session, twoFactor, user } from '../../db/schema/accounts.ts';
import { tasks } from '../../db/schema/tasks.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from '../permission/officer.ts';
import type { Auth } from './auth.ts';
import { passwordOf } from './change-password.ts';
import { type AccountOfStaff, findAccount } from './find-account.ts';
import { changedByOne, notifyOwner } from './notify-owner.ts';
import { oneTimePassword } from './one-time-password.ts';
import { requireSecondAdministrator } from './require-second-administrator.ts';
import { forgetDevices } from './sign-in/known-devices.ts';
import { forgetFailuresOf } from './sign-in/sign-in-failures.ts';

/**
 * Gives an account a new one-time password, in the caller's transaction. All its browsers are signed out and forgotten, and
 * every lock is lifted; the second factor has to be set up again, as whoever asks may have lost the phone as well, and the city's
 * identity system may name somebody new.
 */
export async function resetAccount(
	tx: Transaction,
	deps: Pick<Deps, 'now' | 'keys'>,
	found: AccountOfStaff,
	passwordHash: string,
): Promise<void> {
	const { id, demo, username } = found;
	await tx.update(account).set({ password: passwordHash, updatedAt: deps.now() }).where(passwordOf(id));
	await tx.delete(account).where(and(eq(account.userId, id), ne(account.providerId, 'credential')));
	await tx.delete(session).where(eq(session.userId, id));
	await tx.delete(twoFactor).where(eq(twoFactor.userId, id));
	await forgetDevices(tx, id);
	await forgetFailuresOf(tx, deps, username ?? '');
	await tx.update(user).set({ mustChangePassword: !demo, twoFactorEnabled: false }).where(eq(user.id, id));
	// Whoever signs in with it next reads no reporter's words before an officer hands them over anew.
	await tx
		.update(tasks)
		.set({ wordsGivenAt: null })
		.where(and(eq(tasks.workerId, id), eq(tasks.state, 'open')));
}

/**
 * What an administrator may reset without another. Returns the new one-time password. Throws
 * second_administrator_required for all other roles.
 */
export async function resetByOneAdministrator(deps: Deps, auth: Auth, by: Officer, userId: string): Promise<string> {
	const password = oneTimePassword(deps);
	const hash = await (await auth.$context).password.hash(password);
	await deps.db.write(async (tx) => {
		const found = await findAccount(tx, userId);
		requireSecondAdministrator(found.role);
		await resetAccount(tx, deps, found, hash);
		await notifyOwner(tx, deps, userId, changedByOne(deps, by, '重置'));
		await writeAudit(tx, deps, { actor: by, action: 'account.password-reset', subject: found.username ?? '' });
	});
	return password;
}
