import type { z } from 'zod';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { ReasonBody } from '../reason-body.ts';

/**
 * Removes the urgent mark of a case. Throws not_now while its alarm is open, which must be answered first, or where
 * there is no mark.
 */
export async function unmarkUrgent(
	deps: Deps,
	officer: Officer,
	number: string,
	{ reason }: z.infer<typeof ReasonBody>,
): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (!report.urgent) throw new PortalError('not_now', '这件线索没有险情标记，请刷新页面。');
		if (report.alarmSince) throw new PortalError('not_now', '警报还没有接警，请先接警，再取消险情标记。');
		const event: NewEvent = { move: 'urgent-off', actor: officer, fields: { reason }, changes: { urgent: false } };
		await recordEvent(tx, deps, report, event);
		await writeAudit(tx, deps, { actor: officer, action: 'report.urgent-off', subject: number, reason });
	});
}
