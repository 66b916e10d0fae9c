import { eq } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { session, user } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { Officer } from '../permission/officer.ts';
import { findAccount } from './find-account.ts';
import { changedByOne, notifyOwner } from './notify-owner.ts';
import { requireSecondAdministrator } from './require-second-administrator.ts';
import { forgetDevices } from './sign-in/known-devices.ts';

/**
 * Shuts an account out at once, or lets it in again. Accounts are never deleted: the log names them. Anybody is shut out by
 * one administrator, as it may be urgent; letting in throws second_administrator_required where two are needed.
 */
export async function setDisabled(deps: Deps, by: Officer, userId: string, disabled: boolean): Promise<void> {
	if (userId === by.id) throw new PortalError('not_now', '不能停用自己的账号，请由另一名管理员办理。');
	await deps.db.write(async (tx) => {
		const { role, username } = await findAccount(tx, userId);
		if (!disabled) requireSecondAdministrator(role);
		await markDisabled(tx, deps, userId, disabled);
		await notifyOwner(tx, deps, userId, changedByOne(deps, by, disabled ? '停用' : '启用'));
		const action = disabled ? 'account.disabled' : 'account.enabled';
		await writeAudit(tx, deps, { actor: by, action, subject: username ?? '' });
	});
}

/** The change itself, in the caller's transaction. */
export async function markDisabled(
	tx: Transaction,
	{ now }: Pick<Deps, 'now'>,
	userId: string,
	disabled: boolean,
): Promise<void> {
	await tx.update(user).set({ disabled, updatedAt: now() }).where(eq(user.id, userId));
	if (!disabled) return;
	await tx.delete(session).where(eq(session.userId, userId));
	await forgetDevices(tx, userId);
}
