import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { thePortal } from '../../permission/actor.ts';
import { resumed } from '../../report/clocks.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';

const dayMs = 86_400_000;

/**
 * Ends the waiting for reporters who did not answer within the days of the rules, so that a question cannot stop the
 * clocks of a case for good.
 */
export async function endWaiting(deps: Deps): Promise<void> {
	const before = new Date(deps.now().getTime() - deps.content.approvals.waiting.days * dayMs).toISOString();
	const overdue = and(isNotNull(reports.waitingSince), lt(reports.waitingSince, before), isNotNull(reports.dueBy));
	const found = await deps.db.read.select({ id: reports.id }).from(reports).where(overdue);
	for (const { id } of found) {
		await deps.db.write(async (tx) => {
			const [report] = await tx
				.select()
				.from(reports)
				.where(and(eq(reports.id, id), overdue));
			if (!report) return;
			const changes = resumed(deps.content, report, dayOf(deps.now()));
			const moved = await recordEvent(tx, deps, report, { move: 'resume', actor: thePortal, changes });
			await notifyReporter(tx, deps, moved, { move: 'resume' });
			await writeAudit(tx, deps, {
				actor: thePortal,
				action: 'report.moved',
				subject: report.number,
				reason: '等候期满，继续计算期限',
			});
			await enqueue(tx, deps, { kind: 'unit.notify', unitId: report.unitId, number: report.number });
		});
	}
}
