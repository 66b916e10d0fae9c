import { eq } from 'drizzle-orm';
import { session, user } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import type { Officer } from './officer.ts';

/** Shuts an account out at once, or lets it in again. Accounts are never deleted: the log names them. */
export async function setDisabled(deps: Deps, by: Officer, userId: string, disabled: boolean): Promise<void> {
	if (userId === by.id) throw new PortalError('not_now', '不能停用自己的账号，请由另一名管理员办理。');
	await deps.db.write(async (tx) => {
		const [changed] = await tx
			.update(user)
			.set({ disabled, updatedAt: deps.now() })
			.where(eq(user.id, userId))
			.returning();
		if (!changed) throw new PortalError('not_found', '没有找到这个账号，请刷新列表。');
		if (disabled) await tx.delete(session).where(eq(session.userId, userId));
		await writeAudit(tx, deps, {
			actor: by,
			action: disabled ? 'account.disabled' : 'account.enabled',
			subject: changed.username ?? '',
		});
	});
}
