import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { rewardClaims } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';

export const ClaimDecision = z.strictObject({
	granted: z.boolean('请选择同意或者不同意'),
	/** What the reporter reads: how to collect it, or why not. */
	text: multilineText({ name: '答复', missing: '请写明答复', short: '请写明答复，至少 5 个字', least: 5, most: 1000 }),
});

/** Grants or refuses a claim, once, with an answer that the reporter reads. */
export async function decideClaim(
	deps: Deps,
	officer: Officer,
	number: string,
	{ granted, text }: z.infer<typeof ClaimDecision>,
): Promise<void> {
	const { recipient } = await findReport(deps.db.read, officer, number);
	const sealed = await deps.sealer.seal(text, recipient);
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const [decided] = await tx
			.update(rewardClaims)
			.set({ state: granted ? 'granted' : 'refused' })
			.where(and(eq(rewardClaims.reportId, report.id), eq(rewardClaims.state, 'claimed')))
			.returning();
		if (!decided) throw new PortalError('not_now', '没有等待答复的奖励申请。');
		const event: NewEvent = {
			move: 'decide-claim',
			actor: officer,
			fields: { granted },
			sealedText: { from: 'staff', sealed },
		};
		const changed = await recordEvent(tx, deps, report, event);
		await notifyReporter(tx, deps, changed, event);
		await writeAudit(tx, deps, { actor: officer, action: 'reward.decided', subject: number });
	});
}
