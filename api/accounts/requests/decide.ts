import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { accountRequests } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { isRole, otherAdministrator, roles } from '../../permission/roles.ts';
import type { Auth } from '../auth.ts';
import { findAccount } from '../find-account.ts';
import { joinHalves, passwordHalf, requesterHalf } from '../one-time-password.ts';
import { carryOut } from './carry-out.ts';
import { isOpen, type StoredRequest } from './request.ts';
import { subjectOf } from './subject.ts';

export const RequestDecision = z.strictObject({ grant: z.boolean('请选择同意或者不同意') });

/**
 * The other kind of administrator agrees or does not. With a new password, whoever agrees learns the second half of it and
 * whoever asked may fetch the first: neither can sign in as the account's owner. Returns that second half, this once.
 */
export async function decideRequest(
	deps: Deps,
	auth: Auth,
	by: Officer,
	{ id, grant }: { id: string } & z.infer<typeof RequestDecision>,
): Promise<{ half: string | null }> {
	const half = passwordHalf(deps);
	// Slow, so made before the transaction, and only for a yes.
	const { password } = await auth.$context;
	const passwordHash = grant ? await password.hash(joinHalves(requesterHalf(deps, id), half)) : '';
	return deps.db.write(async (tx) => {
		const request = await findOpen(tx, deps, id);
		await refuseSameKind(tx, by, request);
		await close(tx, deps, by, { id, state: grant ? 'granted' : 'refused' });
		if (grant) {
			await refuseShutOut(tx, request);
			await carryOut(tx, deps, by, { request, passwordHash });
			return { half: request.kind === 'enable' ? null : half };
		}
		const subject = await subjectOf(tx, request);
		const reason = `${request.requestedByName}的申请：${request.reason}`;
		await writeAudit(tx, deps, { actor: by, action: 'account.request-refused', subject, reason });
		return { half: null };
	});
}

async function findOpen(tx: Transaction, deps: Deps, id: string): Promise<StoredRequest> {
	const [found] = await tx.select().from(accountRequests).where(eq(accountRequests.id, id));
	if (!found) throw new PortalError('not_found', '没有找到这项申请，请刷新页面。');
	if (!isOpen(deps, found)) throw new PortalError('not_now', '这项申请已经决定或者已经过期，请刷新页面。');
	return found;
}

/** Only the other kind of administrator decides, and nobody about themselves. */
async function refuseSameKind(tx: Transaction, by: Officer, request: StoredRequest): Promise<void> {
	const { role } = await findAccount(tx, request.requestedById);
	const other = isRole(role) ? otherAdministrator(role) : null;
	if (by.role !== other) {
		throw new PortalError('not_now', `这项申请由${other ? roles[other].name : '另一类管理员'}决定。`);
	}
	if (request.userId === by.id) throw new PortalError('not_now', '这项申请关系到您自己的账号，请由另一名管理员决定。');
}

/** Whoever was shut out since can no longer take part: the first half would never reach the owner. */
async function refuseShutOut(tx: Transaction, { requestedById }: StoredRequest): Promise<void> {
	const { disabled, name } = await findAccount(tx, requestedById);
	if (disabled) throw new PortalError('not_now', `提出申请的${name}已被停用，请不同意这项申请，需要的重新申请。`);
}

async function close(
	tx: Transaction,
	{ now }: Deps,
	by: Officer,
	{ id, state }: { id: string; state: 'granted' | 'refused' },
): Promise<void> {
	const decided = { state, decidedById: by.id, decidedByName: by.name, decidedAt: now().toISOString() };
	await tx.update(accountRequests).set(decided).where(eq(accountRequests.id, id));
}
