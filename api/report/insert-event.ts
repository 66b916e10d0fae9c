import type { Transaction } from '../../db/database.ts';
import { inserter } from '../../db/kept.ts';
import { events } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import type { NewEvent } from './new-event.ts';
import type { Report } from './report.ts';

const insertRow = inserter(events);

/** Writes the event that brought a report to where it stands now; for begin-report.ts and record-event.ts alone. */
export async function insertEvent(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	report: Report,
	{ from, event }: { from: Report['status']; event: NewEvent },
): Promise<{ id: string; at: string }> {
	const id = deps.newId();
	const at = deps.now().toISOString();
	await insertRow(tx, {
		id,
		reportId: report.id,
		seq: report.version,
		at,
		move: event.move,
		fromStatus: from,
		toStatus: report.status,
		actorId: event.actor.id,
		actorName: event.actor.id === null ? null : event.actor.name,
		unitId: report.unitId,
		fields: event.fields ?? {},
		sealedFields: event.sealedFields ?? null,
		note: event.note ?? null,
	});
	return { id, at };
}
