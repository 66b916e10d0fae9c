import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { results } from '../../../db/schema/publication.ts';
import { type Actor, writeAudit } from '../../audit/write.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Deps } from '../../deps.ts';
import { dropProposal } from '../proposals/drop-proposal.ts';
import { type NewEvent, type Report, recordEvent } from '../record-event.ts';
import { addByPasses } from './by-passes.ts';

/**
 * Takes a report away from the county that has it, for good: from now on the county's officers, grid workers, figures
 * and mails know nothing of it, and neither of the result that was drafted from it. State and promises stay.
 */
export async function leaveCounty(
	tx: Transaction,
	deps: Deps,
	report: Report,
	event: Pick<NewEvent, 'move' | 'fields' | 'sealedText'> & { actor: Actor },
): Promise<Report> {
	const { city, counties } = deps.content.units;
	const county = counties.find(({ adcode }) => adcode === report.adcode);
	if (!county) return recordEvent(tx, deps, report, event);
	await addByPasses(tx, deps, report.id, { adcodes: [county.adcode], cause: 'retaliation' });
	await dropProposal(tx, deps, report);
	const moved = await recordEvent(tx, deps, report, {
		...event,
		fields: { ...event.fields, avoided: county.name },
		changes: { bypassed: true, adcode: city.adcode, unitId: city.desk, handlerId: null, proposedMove: null },
	});
	await tx.update(results).set({ adcode: city.adcode, unitId: city.desk }).where(eq(results.reportId, report.id));
	await writeAudit(tx, deps, { actor: event.actor, action: 'report.left-county', subject: report.number });
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: city.desk, number: report.number });
	return moved;
}
