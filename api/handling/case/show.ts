import { and, desc, eq } from 'drizzle-orm';
import type { Content } from '../../../content/content.ts';
import { areaName } from '../../../content/facts/area-name.ts';
import { entryOf, unitName } from '../../../content/facts/look-up.ts';
import { publicationStatusNames } from '../../../content/facts/publication-kinds.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { publications } from '../../../db/schema/publication.ts';
import type { events } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { listAttachments } from '../../evidence/list-attachments.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { isDraft } from '../../publication/chain/publication.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { openAll, repliesOf, shownHistoryOf } from '../../report/conversation.ts';
import { eventTable, isEventName, isOtherEvent, otherEvents } from '../../report/events/table.ts';
import { findReport } from '../../report/find-report.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { isOfCity } from '../../report/is-of-city.ts';
import type { MoveField } from '../../report/moves/fields.ts';
import { isMoveName, moveTable } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { openFields } from '../../report/sealed-fields.ts';
import { openPoint, openStatement, type Statement } from '../../report/statement.ts';
import { settled } from '../../report/statuses.ts';
import { storedWords } from '../../report/text-for-reporter.ts';
import { explainRoute } from '../../routing/route.ts';
import { alarmsOf } from '../alarms/alarms-of.ts';
import { byPassOf } from '../by-pass/consent/show-consent.ts';
import { consentStatusOf } from '../identity/consent-status.ts';
import { handlerNames } from '../inbox/list.ts';
import { placeFor } from '../inbox/place-for.ts';
import { reportRow } from '../inbox/report-view.ts';
import { addedBy } from '../messages/raise-cap.ts';
import { messagesFor } from '../messages/show-messages.ts';
import { movesFor, type OfferedMove } from '../moves/move.ts';
import { optionsOf } from '../moves/move-fields.ts';
import { type ShownField, shownFields } from '../moves/shown-fields.ts';
import { needsApproval } from '../proposals/propose.ts';
import { proposalOf } from '../proposals/show-proposal.ts';
import { claimFor } from '../reward/claim-for.ts';
import { tasksOf } from '../tasks/list-tasks.ts';
import { type Duplicate, duplicatesOf } from './duplicates.ts';
import { clocksOf } from './show-clocks.ts';

type EventRow = typeof events.$inferSelect;

/** Everything an officer needs to handle a report, the reporter's words opened. Each look is logged. */
export async function show(deps: StaffDeps, officer: Officer, number: string) {
	const report = await findReport(deps.db.read, officer, number);
	const said = await openStatement(deps.unsealer, report);
	const point = await openPoint(deps.unsealer, report, said);
	const duplicates = await duplicatesOf(deps, officer, report, point);
	await logLook(deps, officer, number, duplicates);
	const today = dayOf(deps.now());
	const pond = entryOf(deps.content.ponds, report.pondId);
	const closed = areWordsClosed(officer, report);
	const byPass = await byPassOf(deps, officer, report);
	const county = report.adcode === null ? null : areaName(deps.content, report.adcode);
	const identity = await consentStatusOf(deps, officer, report);
	return {
		...reportRow(deps.content, report, { today, officer, handlers: await handlerNames(deps, [report]) }),
		...placeFor(officer, report, { ...said, point }),
		byPass,
		...(await alarmsOf(deps, officer, report)),
		/** True: made out of the city's summary; no reporter reads along. */
		commissioned: report.commissionOf !== null,
		proposal: await proposalOf(deps, officer, report),
		description: closed ? await deps.unsealer.open(report.sealedSummary ?? '') : said.words,
		wordsClosed: {
			/** True: what stands there is the city's summary. */
			here: closed,
			at: report.wordsClosedAt,
			summary: officer.city && report.sealedSummary ? await deps.unsealer.open(report.sealedSummary) : null,
			canClose: may(officer.role, 'reports.decide') && officer.city && !isOfCity(deps, report),
		},
		occurredOn: report.occurredOn,
		location: point && {
			...point,
			datum: said.datum,
			/** Staff put the point right; the reporter's was another or none. */
			corrected: report.sealedPoint !== null,
		},
		canPutPlace: may(officer.role, 'reports.move') && !settled.includes(report.status),
		pond: pond ? { id: pond.id, name: pond.name } : null,
		routing: {
			code: report.routeCode,
			sentence: explainRoute(byPass ? 'avoid' : report.routeCode, county, report.routeBasis),
			alternatives: report.routeBasis.map(({ adcode, name }) => ({ adcode, name, distanceM: metresTo(said, adcode) })),
		},
		clocks: clocksOf(report, today),
		...(await timelineOf(deps, officer, report)),
		...(await messagesFor(deps, officer, report)),
		added: await addedBy(deps, officer, report),
		attachments: closed ? [] : await listAttachments(deps, report),
		...(await tasksOf(deps, officer, report)),
		identity,
		canOpenOriginals: identity.canOpen,
		hasIdentity: report.sealedIdentity !== null,
		canSeeIdentity: report.sealedIdentity !== null && identity.canOpen,
		reward: await claimFor(deps, officer, report, identity.canOpen),
		duplicates,
		moves: await Promise.all(
			(await movesFor(deps, officer, report)).map((each) => offered(deps, report, each, byPass)),
		),
		canMessage:
			may(officer.role, 'reports.message') && report.commissionOf === null && !(await isAnswered(deps.db.read, report)),
		...(await resultOf(deps, officer, report)),
	};
}

/**
 * A look at a case shows the places of those near it, too, and is logged at each like a look at it: of which case they
 * were near would tell a county of one that by-passes it. On disk before anything is shown.
 */
async function logLook(deps: StaffDeps, officer: Officer, number: string, near: Duplicate[]): Promise<void> {
	await deps.db.write(async (tx) => {
		for (const subject of [number, ...near.map((each) => each.number)]) {
			await writeAudit(tx, deps, { actor: officer, action: 'report.viewed', subject });
		}
	});
}

function metresTo({ distances }: Statement, county: number): number {
	return distances.find(({ adcode }) => adcode === county)?.distanceM ?? 0;
}

async function timelineOf(deps: StaffDeps, officer: Officer, report: Report) {
	const { read } = deps.db;
	const { history, left } = await shownHistoryOf(read, report);
	const replies = await repliesOf(read, report);
	const texts = await openAll(deps.unsealer, replies.values());
	const shown = history.map(async (stored) => {
		const event = {
			...stored,
			fields: { ...stored.fields, ...(await openFields(deps.unsealer, stored.sealedFields)) },
		};
		const unit = unitName(deps.content, event.unitId);
		const reply = texts.get(replies.get(event.id)?.id ?? '');
		return {
			id: event.id,
			at: event.at,
			move: event.move,
			moveName: nameOf(event),
			from: event.fromStatus,
			to: event.toStatus,
			actor: event.actorName ?? '举报人',
			unit,
			text: [storedWords(deps, seenBy(officer, event), unit), reply].filter(Boolean).join('') || null,
			fields: fieldsOf(deps.content, event),
			note: event.note,
		};
	});
	/** `omittedEvents`: how many older messages the timeline leaves out; they are in the conversation. */
	return { timeline: await Promise.all(shown), omittedEvents: left };
}

/** Another county is not told whom the reporter wants by-passed. */
function seenBy(officer: Officer, event: EventRow): EventRow {
	if (officer.city || event.move !== 'receive') return event;
	const { avoided: _avoided, ...fields } = event.fields;
	return { ...event, fields };
}

/** What an event says in its fields, for the history. */
function fieldsOf(content: Content, event: EventRow): ShownField[] {
	const values = event.fields;
	const move = event.move === 'propose' ? String(values.of) : event.move;
	if (isMoveName(move)) {
		const { proposedBy } = values;
		const proposer = proposedBy ? [{ name: 'proposedBy', label: '提请人', value: String(proposedBy) }] : [];
		return [...shownFields(content, move, values), ...proposer];
	}
	const shows = isOtherEvent(move) ? otherEvents[move].shows : [];
	return shows.flatMap(({ name, label, words = String }) =>
		values[name] === undefined ? [] : [{ name, label, value: words(values[name]) }],
	);
}

function nameOf({ move, fields }: EventRow): string {
	if (!isEventName(move)) return move;
	const { name } = eventTable[move];
	if (!isOtherEvent(move) || !otherEvents[move].aboutMove) return name;
	const { of } = fields;
	return typeof of === 'string' && isMoveName(of) ? `${name}“${moveTable[of].name}”` : name;
}

type ByPass = Awaited<ReturnType<typeof byPassOf>>;

async function offered(deps: StaffDeps, report: Report, { move, place }: OfferedMove, byPass: ByPass) {
	const { id, name, hint, fields } = move;
	const withCity = isOfCity(deps, report);
	const drawn = fields.map(async ({ options, ...field }: MoveField) => ({
		...field,
		...(options && { options: await optionsOf(deps, report, options) }),
	}));
	return {
		move: id,
		name,
		hint,
		proposes: needsApproval(deps.content, id),
		place,
		/** What the city reads first where the move could give a by-passed report away; null where it could not. */
		caution: (byPass && move.byPassCaution?.({ names: byPass.names, withCity })) ?? null,
		fields: await Promise.all(drawn),
	};
}

async function resultOf(deps: StaffDeps, officer: Officer, report: Report) {
	const [result] = await deps.db.read
		.select()
		.from(publications)
		.where(and(eq(publications.kind, 'result'), eq(publications.reportId, report.id)))
		.orderBy(desc(publications.edition))
		.limit(1);
	const editable = !result || isDraft(result);
	return {
		result: result ? { id: result.id, status: result.status, statusName: publicationStatusNames[result.status] } : null,
		canDraft: report.status === 'concluded' && may(officer.role, 'results.draft') && editable,
	};
}
