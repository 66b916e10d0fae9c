import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { thePortal } from '../../permission/actor.ts';
import type { MoveName } from '../../report/moves/table.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';

/**
 * Records what a county does with a commissioned case in the history of the original report, which stays with the city:
 * the city's officers answer the reporter, and the county never sees that report.
 */
export async function notifyCity(
	tx: Transaction,
	deps: Deps,
	{ commissionOf, number }: Report,
	{ move, fields }: { move: MoveName; fields: Record<string, unknown> },
): Promise<void> {
	if (!commissionOf) return;
	const [original] = await tx.select().from(reports).where(eq(reports.id, commissionOf));
	if (!original) return;
	const event: NewEvent = {
		move: 'commission-news',
		actor: thePortal,
		fields: { of: move, number, outcome: fields.outcome },
	};
	const recorded = await recordEvent(tx, deps, original, event);
	await notifyReporter(tx, deps, recorded, event);
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: original.unitId, number: original.number });
}
