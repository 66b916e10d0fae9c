import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { consents } from '../../../db/schema/by-passes.ts';
import { publications } from '../../../db/schema/publication.ts';
import { events, reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { type Actor, thePortal } from '../../permission/actor.ts';
import { dropProposal } from '../drop-proposal.ts';
import { isOfCity } from '../is-of-city.ts';
import type { NewEvent } from '../new-event.ts';
import { recordEvent } from '../record-event.ts';
import type { Report } from '../report.ts';
import { addByPasses, avoidedNames } from './by-passes.ts';
import { pending } from './find-consent.ts';

type Leaving = Pick<NewEvent, 'move' | 'fields' | 'sealedText'> & { actor: Actor };

/**
 * Removes a report for good from every county that has or had it, and, where none ever had it, from every county it may
 * lie in: from now on it is hidden from their officers, grid workers, figures and mails. Reports merged into it, and the
 * case a county was given from it, are moved as well; open questions of consent end. State and deadlines stay.
 */
export async function leaveCounty(tx: Transaction, deps: Deps, report: Report, event: Leaving): Promise<Report> {
	const adcodes = await countiesToLeave(tx, deps, report);
	await addByPasses(tx, deps, report.id, { adcodes, cause: 'retaliation' });
	await endQuestions(tx, report);
	const left = await toCity(tx, deps, report, {
		...event,
		fields: { ...event.fields, ...(adcodes.length > 0 && { avoided: avoidedNames(deps.content, adcodes) }) },
	});
	await takeAlong(tx, deps, report, adcodes);
	return left;
}

/** Moves a report to the city's desk where a county has it; the event is written in any case. */
async function toCity(tx: Transaction, deps: Deps, report: Report, event: Leaving): Promise<Report> {
	const { city } = deps.content.units;
	const bypassed = report.bypassed || (event.fields?.avoided ?? '') !== '';
	if (isOfCity(deps, report)) return recordEvent(tx, deps, report, { ...event, changes: { bypassed } });
	await dropProposal(tx, deps, report);
	const changes = { bypassed: true, adcode: city.adcode, unitId: city.desk, handlerId: null, proposedMove: null };
	const moved = await recordEvent(tx, deps, report, { ...event, changes });
	await tx
		.update(publications)
		.set({ adcode: city.adcode, unitId: city.desk })
		.where(eq(publications.reportId, report.id));
	await writeAudit(tx, deps, { actor: event.actor, action: 'report.left-county', subject: report.number });
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: city.desk, number: report.number });
	return moved;
}

/** Counties that ever had it; where none did, those it may lie in, and all where nothing says which. */
async function countiesToLeave(tx: Transaction, deps: Deps, report: Report): Promise<number[]> {
	const held = await countiesThatHad(tx, deps, report);
	// With a by-pass by wish, what it may lie in stands in the set already.
	if (held.length > 0 || report.bypassed) return held;
	const counties = deps.content.units.counties.map(({ adcode }) => adcode);
	const near = counties.filter((adcode) => report.routeBasis.some((each) => each.adcode === adcode));
	return near.length > 0 ? near : counties;
}

async function countiesThatHad(tx: Transaction, { content }: Deps, report: Report): Promise<number[]> {
	const happened = await tx.select({ unitId: events.unitId }).from(events).where(eq(events.reportId, report.id));
	const units = new Set([report.unitId, ...happened.map(({ unitId }) => unitId)]);
	const had = content.units.units.filter(({ id }) => units.has(id)).map(({ adcode }) => adcode);
	return content.units.counties
		.map(({ adcode }) => adcode)
		.filter((adcode) => had.includes(adcode) || adcode === report.adcode);
}

async function endQuestions(tx: Transaction, { id }: Report): Promise<void> {
	await tx
		.update(consents)
		.set({ state: 'refused', handOverAt: null })
		.where(and(eq(consents.reportId, id), inArray(consents.state, pending)));
}

/** What was merged into a report tells what becomes of it, and so does a case that a county was handed of it. */
async function takeAlong(tx: Transaction, deps: Deps, report: Report, adcodes: number[]): Promise<void> {
	const merged = await tx.select().from(reports).where(eq(reports.mergedInto, report.number));
	const handed = await tx
		.select()
		.from(reports)
		.where(and(isNotNull(reports.commissionOf), eq(reports.commissionOf, report.id)));
	for (const each of [...merged, ...handed]) {
		// A handed case was with a county that never had the report itself.
		const all = [...new Set([...adcodes, ...(await countiesThatHad(tx, deps, each))])];
		await addByPasses(tx, deps, each.id, { adcodes: all, cause: 'merged' });
		await toCity(tx, deps, each, { move: 'by-pass', actor: thePortal });
		await takeAlong(tx, deps, each, adcodes);
	}
}
