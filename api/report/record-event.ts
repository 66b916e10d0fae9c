import { and, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { publications } from '../../db/schema/publication.ts';
import { events, messages, reports } from '../../db/schema/reports.ts';
import { appendText, moveText } from '../../db/search.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { Actor } from '../permission/actor.ts';
import { followAlarm } from './alarms/follow-alarm.ts';
import { refuseAvoided } from './by-pass/by-passes.ts';
import { countReport } from './count-report.ts';
import { endConsents } from './end-consents.ts';
import type { EventName } from './events/table.ts';
import type { Changes } from './moves/move.ts';
import type { Report } from './report.ts';

export interface NewEvent {
	move: EventName;
	actor: Actor;
	fields?: Record<string, unknown>;
	/** Further fields, sealed (sealed-fields.ts). */
	sealedFields?: string | null;
	note?: string | undefined;
	/** Text sealed to operator and report, shown to the reporter under this event. */
	sealedText?: { from: 'reporter' | 'staff'; sealed: string; id?: string } | undefined;
	/** Columns of the report that change with it. */
	changes?: Changes;
}

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

	const eventId = deps.newId();
	const at = deps.now().toISOString();
	await tx.insert(events).values({
		id: eventId,
		reportId: report.id,
		seq: version,
		at,
		move: event.move,
		fromStatus: report.status,
		toStatus: changed.status,
		actorId: event.actor.id,
		actorName: event.actor.id === null ? null : event.actor.name,
		unitId: changed.unitId,
		fields: event.fields ?? {},
		sealedFields: event.sealedFields ?? null,
		note: event.note ?? null,
	});
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

/** Every value that an officer wrote into the fields of an event, however deep. */
function leavesOf(value: unknown): string[] {
	if (value === null || value === undefined) return [];
	return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
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
