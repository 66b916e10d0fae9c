import { z } from 'zod';
import { identityRequests } from '../../../db/schema/identity.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { singleLineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';
import { mayAsk } from './consent.ts';
import { lastRequest, stateOf } from './find-request.ts';

export const IdentityQuestion = z.strictObject({
	reason: singleLineText({
		name: '理由',
		missing: '请写明理由',
		short: '请写明申请理由，至少 4 个字',
		least: 4,
		most: 200,
	}),
});

/** The handling officer asks to open who reported. Throws forbidden, or not_now where an answer is there or on its way. */
export async function askIdentity(
	deps: Deps,
	officer: Officer,
	number: string,
	{ reason }: z.infer<typeof IdentityQuestion>,
): Promise<string> {
	return deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (!mayAsk(officer, report)) {
			throw new PortalError(
				'forbidden',
				'受理以后，由本件承办人申请查看举报人身份；市级封闭举报原话的，由市级联系举报人。',
			);
		}
		const state = stateOf(await lastRequest(tx, report), deps);
		if (state === 'waiting') throw new PortalError('not_now', '已经提出申请，请等候审核人员答复。');
		if (state === 'granted') throw new PortalError('not_now', '审核人员已经同意，可以查看，不用再次申请。');
		const id = deps.newId();
		await tx.insert(identityRequests).values({
			id,
			reportId: report.id,
			officerId: officer.id,
			officerName: officer.name,
			reason,
			at: deps.now().toISOString(),
			state: 'waiting',
		});
		await recordEvent(tx, deps, report, { move: 'identity-ask', actor: officer, fields: { reason } });
		await writeAudit(tx, deps, { actor: officer, action: 'identity.asked', subject: number, reason });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: report.unitId, number, news: 'identity' });
		return id;
	});
}
