import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { avoidedBy } from '../../report/by-pass/by-passes.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';

/**
 * Records in the history of the main case that something was added to a report merged into it, by number alone, since
 * its handler would not look at the merged one again. A county that the reporter has by-passed since gets no such entry.
 */
export async function notifyMainCase(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'keys' | 'newId' | 'now'>,
	merged: Pick<Report, 'id' | 'bypassed' | 'number' | 'mergedInto'>,
	number = merged.number,
): Promise<void> {
	const [into] = merged.mergedInto ? await tx.select().from(reports).where(eq(reports.number, merged.mergedInto)) : [];
	if (!into || (await avoidedBy(tx, merged)).includes(into.adcode ?? 0)) return;
	if (into.status === 'merged') return notifyMainCase(tx, deps, into, number);
	await recordEvent(tx, deps, into, { move: 'answer-merged', actor: theReporter, fields: { number } });
	await writeAudit(tx, deps, { actor: theReporter, action: 'report.answered', subject: into.number });
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: into.unitId, number: into.number });
}
