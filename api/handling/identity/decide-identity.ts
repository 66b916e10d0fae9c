import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { identityRequests } from '../../../db/schema/identity.ts';
import { approvers } from '../../accounts/approvers.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { optionalMultilineText } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';
import { circumstances } from './circumstances.ts';
import type { IdentityRequest } from './find-request.ts';
import { whoDecides } from './who-decides.ts';

export const IdentityDecision = z.strictObject({
	granted: z.boolean('请选择同意或者不同意'),
	/** Why not; may be left out with a consent. */
	reason: optionalMultilineText('理由', 200),
});

/** An approver consents for some hours, or refuses. Throws forbidden, not_found, not_now or invalid. */
export async function decideIdentity(
	deps: Deps,
	officer: Officer,
	number: string,
	{ id, granted, reason }: z.infer<typeof IdentityDecision> & { id: string },
): Promise<void> {
	if (!granted && (reason?.length ?? 0) < 4) {
		throw invalid({ path: 'reason', message: '不同意的，请写明理由，至少 4 个字' });
	}
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const request = await waitingRequest(tx, report.id, id);
		const deciders = whoDecides(request, report, await approvers(tx), circumstances(deps));
		if (!deciders.some((each) => each.id === officer.id)) {
			throw new PortalError('forbidden', '这项申请由承办单位或者本县区的审核人员答复，市级承办的由市级审核人员答复。');
		}
		const now = deps.now();
		const validUntil = new Date(now.getTime() + deps.content.identity.validHours * 3_600_000).toISOString();
		await tx
			.update(identityRequests)
			.set({
				state: granted ? 'granted' : 'refused',
				decidedById: officer.id,
				decidedByName: officer.name,
				decidedAt: now.toISOString(),
				...(granted && { validUntil }),
			})
			.where(and(eq(identityRequests.id, id), eq(identityRequests.state, 'waiting')));
		const fields = { granted, ...(reason && { reason }) };
		await recordEvent(tx, deps, report, { move: 'identity-decide', actor: officer, fields });
		const action = granted ? 'identity.granted' : 'identity.refused';
		await writeAudit(tx, deps, { actor: officer, action, subject: number, reason });
	});
}

async function waitingRequest(tx: Transaction, reportId: string, id: string): Promise<IdentityRequest> {
	const [request] = await tx
		.select()
		.from(identityRequests)
		.where(and(eq(identityRequests.id, id), eq(identityRequests.reportId, reportId)));
	if (!request) throw new PortalError('not_found', '没有找到这项申请，请刷新页面后再试。');
	if (request.state !== 'waiting') throw new PortalError('not_now', '这项申请已经答复或者失效，请刷新页面。');
	return request;
}
