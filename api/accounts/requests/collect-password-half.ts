import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { account, accountRequests, user } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { requesterHalf } from '../one-time-password.ts';
import { subjectOf } from './subject.ts';

/** Whoever asked fetches the first half of the one-time password, once. Throws not_found for everybody else's. */
export async function collectPasswordHalf(deps: Deps, officer: Officer, id: string): Promise<{ half: string }> {
	const passwordHash = await deps.db.write(async (tx) => {
		const [request] = await tx
			.update(accountRequests)
			.set({ state: 'collected' })
			.where(
				and(
					eq(accountRequests.id, id),
					eq(accountRequests.requestedById, officer.id),
					eq(accountRequests.state, 'granted'),
					ne(accountRequests.kind, 'enable'),
				),
			)
			.returning();
		if (!request) {
			throw new PortalError('not_found', '没有可以领取的密码，可能已经领取过；没有记下的，请重新申请重置。');
		}
		const subject = await subjectOf(tx, request);
		await writeAudit(tx, deps, { actor: officer, action: 'account.half-collected', subject });
		return passwordHashOf(tx, subject);
	});
	return { half: requesterHalf(deps, id, passwordHash) };
}

/** The hash of the password that both halves are of. */
async function passwordHashOf(tx: Transaction, username: string): Promise<string | undefined> {
	const [found] = await tx
		.select({ password: account.password })
		.from(account)
		.innerJoin(user, eq(user.id, account.userId))
		.where(and(eq(user.username, username), eq(account.providerId, 'credential')));
	return found?.password ?? undefined;
}
