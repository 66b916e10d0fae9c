import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { avoidedBy } from '../../report/by-pass/by-passes.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';

/**
 * What is added to a merged report is told in the history of the one that is handled, by number alone: whoever
 * handles that would not look here again. A county that the reporter has by-passed since is told nothing.
 */
export async function tellMain(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'keys' | 'newId' | 'now'>,
	merged: Pick<Report, 'id' | 'bypassed' | 'number' | 'mergedInto'>,
	number = merged.number,
): Promise<void> {
	const [into] = merged.mergedInto ? await tx.select().from(reports).where(eq(reports.number, merged.mergedInto)) : [];
	if (!into || (await avoidedBy(tx, merged)).includes(into.adcode ?? 0)) return;
	if (into.status === 'merged') return tellMain(tx, deps, into, number);
	await recordEvent(tx, deps, into, { move: 'answer-merged', actor: theReporter, fields: { number } });
	await writeAudit(tx, deps, { actor: theReporter, action: 'report.answered', subject: into.number });
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: into.unitId, number: into.number });
}
