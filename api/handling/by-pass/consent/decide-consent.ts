import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { unitOf } from '../../../../content/facts/look-up.ts';
import { consents } from '../../../../db/schema/by-passes.ts';
import { writeAudit } from '../../../audit/write.ts';
import type { StaffDeps } from '../../../deps.ts';
import { invalid, PortalError } from '../../../http/errors.ts';
import { optionalMultilineText } from '../../../http/text.ts';
import type { Officer } from '../../../permission/officer.ts';
import { proposedConsent } from '../../../report/by-pass/find-consent.ts';
import { findForCity } from '../../../report/find-report.ts';
import type { NewEvent } from '../../../report/new-event.ts';
import { notifyReporter } from '../../../report/notify-reporter.ts';
import { recordEvent } from '../../../report/record-event.ts';
import { movedMeanwhile } from '../../moves/move.ts';

export const ConsentDecision = z.strictObject({
	version: z.int('请刷新页面后再办理'),
	granted: z.boolean('请选择同意或者退回'),
	reason: optionalMultilineText('理由', 500),
});

/** The second officer of the city puts the question to the reporter, or sends it back with a reason. */
export async function decideConsent(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ version, granted, reason = '' }: z.infer<typeof ConsentDecision>,
): Promise<void> {
	if (!granted && reason.length < 2) throw invalid({ path: 'reason', message: '请写明退回理由' });
	await deps.db.write(async (tx) => {
		const report = await findForCity(tx, officer, number);
		if (report.version !== version) throw await movedMeanwhile(tx, report);
		const { id, proposedById, unitId } = await proposedConsent(tx, report);
		if (proposedById === officer.id) {
			throw new PortalError('forbidden', '征询由您提出，须由市级另一名人员审批。');
		}
		const decided = {
			decidedById: officer.id,
			decidedByName: officer.name,
			decidedAt: deps.now().toISOString(),
		};
		await tx
			.update(consents)
			.set({ state: granted ? 'asked' : 'returned', ...decided })
			.where(eq(consents.id, id));
		const unit = unitOf(deps.content, unitId)?.name;
		const event: NewEvent = {
			move: granted ? 'ask-consent' : 'return-consent',
			actor: officer,
			fields: { unit, ...(reason && { reason }) },
		};
		const moved = await recordEvent(tx, deps, report, event);
		await notifyReporter(tx, deps, moved, event);
		await writeAudit(tx, deps, {
			actor: officer,
			action: granted ? 'consent.asked' : 'consent.returned',
			subject: number,
			reason: reason || undefined,
		});
	});
}
