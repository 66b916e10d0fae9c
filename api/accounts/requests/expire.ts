import { eq } from 'drizzle-orm';
import { accountRequests } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { thePortal } from '../../permission/actor.ts';
import { isOpen } from './request.ts';
import { subjectOf } from './subject.ts';

/** Closes the requests that nobody decided in time. */
export async function expireRequests(deps: Deps): Promise<void> {
	await deps.db.write(async (tx) => {
		const waiting = await tx.select().from(accountRequests).where(eq(accountRequests.state, 'waiting'));
		for (const request of waiting.filter((each) => !isOpen(deps, each))) {
			await tx.update(accountRequests).set({ state: 'expired' }).where(eq(accountRequests.id, request.id));
			const subject = await subjectOf(tx, request);
			const reason = `${request.requestedByName}的申请：${request.reason}`;
			await writeAudit(tx, deps, { actor: thePortal, action: 'account.request-expired', subject, reason });
		}
	});
}
