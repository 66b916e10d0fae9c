import { and, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { publications } from '../../db/schema/publication.ts';
import { messages, reports } from '../../db/schema/reports.ts';
import { appendText, moveText } from '../../db/search.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import { followAlarm } from './alarms/follow-alarm.ts';
import { refuseAvoided } from './by-pass/by-passes.ts';
import { countReport } from './count-report.ts';
import { endConsents } from './end-consents.ts';
import { insertEvent } from './insert-event.ts';
import type { NewEvent } from './new-event.ts';
import type { Report } from './report.ts';
import { leavesOf } from './searched-fields.ts';

/**
 * The only way a report changes: the row moves from the version it was decided on to the next one,
 * and the event of that number says why. Throws moved_meanwhile when somebody was faster, and by_passed
 * where a county would get what it must never see.
 */
export async function recordEvent(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'newId' | 'now'>,
	report: Report,
	event: NewEvent,
): Promise<Report> {
	const version = report.version + 1;
	const [changed] = await tx
		.update(reports)
		.set({ ...event.changes, version })
		.where(and(eq(reports.id, report.id), eq(reports.version, report.version)))
		.returning();
	if (!changed) throw new PortalError('moved_meanwhile', '其他人员刚刚办理了这件线索，请刷新后核对再办理。');
	await countReport(tx, report, changed);
	if (report.adcode !== changed.adcode) await moveText(tx, report.id, changed.adcode);
	await followCase(tx, deps, report, changed);

	await refuseAvoided(tx, deps, changed);
	await followAlarm(tx, deps, report, changed);

	const { id: eventId, at } = await insertEvent(tx, deps, changed, { from: report.status, event });
	if (event.actor.id !== null)
		await appendText(tx, report.id, [...leavesOf(event.fields), ...(event.note ? [event.note] : [])]);
	if (event.sealedText) {
		await tx.insert(messages).values({
			id: event.sealedText.id ?? deps.newId(),
			reportId: report.id,
			eventId,
			at,
			author: event.sealedText.from,
			actorName: event.sealedText.from === 'staff' ? event.actor.name : null,
			sealed: event.sealedText.sealed,
		});
	}
	return changed;
}

/** Moves along with the case: access to its result, and consents to open the identity. */
async function followCase(
	tx: Transaction,
	{ content }: Pick<Deps, 'content'>,
	before: Report,
	after: Report,
): Promise<void> {
	await endConsents(tx, before, after);
	if (before.unitId === after.unitId && before.adcode === after.adcode) return;
	const ofCase = eq(publications.reportId, after.id);
	await tx.update(publications).set({ unitId: after.unitId }).where(ofCase);
	// What is public stays with the area that it names.
	const adcode = after.adcode ?? content.units.city.adcode;
	await tx
		.update(publications)
		.set({ adcode })
		.where(and(ofCase, notInArray(publications.status, ['published', 'replaced', 'withdrawn'])));
}
