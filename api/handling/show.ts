import { asc, eq } from 'drizzle-orm';
import { results } from '../../db/schema/publication.ts';
import { events, messages } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import { may } from '../accounts/roles.ts';
import { areaName } from '../area-name.ts';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { type ResultStatus, resultStatusNames } from '../publication/result-statuses.ts';
import { explainRoute, type RouteCode } from '../routing/route.ts';
import { dayOf } from '../time.ts';
import { listAttachments, picturesOf } from './attachments/list-attachments.ts';
import { duplicatesOf } from './duplicates.ts';
import { findReport } from './find-report.ts';
import { isAnswered } from './is-answered.ts';
import { handlerNames } from './list.ts';
import { movesFor } from './move.ts';
import { fixedOptions, optionsOf } from './move-fields.ts';
import { isMoveName, type Move, type MoveField, moveTable } from './moves.ts';
import { publicWords } from './public-words.ts';
import type { Report } from './record-event.ts';
import { reportRow } from './report-view.ts';
import { claimFor } from './reward/claim-for.ts';
import { clocksOf } from './show-clocks.ts';
import { tasksOf } from './tasks/list-tasks.ts';
import { taskEventNames, taskFields } from './tasks/task-view.ts';

const eventNames: Record<string, string> = {
	receive: '收到举报',
	note: '内部记录',
	message: '向举报人留言',
	answer: '举报人补充',
	'answer-merged': '并入线索的举报人补充',
	relay: '并案进展',
	...taskEventNames,
	claim: '申请举报奖励',
	'decide-claim': '答复奖励申请',
};

/** Everything an officer needs to handle a report, the reporter's words opened. Each look is logged. */
export async function show(deps: StaffDeps, officer: Officer, number: string) {
	const report = await findReport(deps.db.read, officer, number);
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'report.viewed', subject: number }));
	const today = dayOf(deps.now());
	const pond = deps.content.ponds.find((each) => each.id === report.pondId);
	const candidates = JSON.parse(report.routeBasis) as Array<{ adcode: number; name: string; distanceM: number }>;
	const county = report.adcode === null ? null : areaName(deps.content, report.adcode);
	const code = report.routeCode as RouteCode;
	return {
		...reportRow(deps.content, report, today, await handlerNames(deps, [report])),
		description: await deps.unsealer.open(report.sealedStatement),
		occurredOn: report.occurredOn,
		location: report.lat === null ? null : { lat: report.lat, lon: report.lon, datum: report.datum },
		pond: pond ? { id: pond.id, name: pond.name } : null,
		routing: { code, sentence: explainRoute(code, county, candidates), alternatives: candidates },
		clocks: clocksOf(report, today),
		...(await conversation(deps, report)),
		attachments: await listAttachments(deps.db.read, report),
		...(await tasksOf(deps, officer, report)),
		canOpenOriginals: canOpenIdentity(officer, report),
		hasIdentity: report.sealedIdentity !== null,
		canSeeIdentity: report.sealedIdentity !== null && canOpenIdentity(officer, report),
		reward: await claimFor(deps, officer, report),
		duplicates: await duplicatesOf(deps, officer, report),
		moves: await Promise.all(movesFor(deps, officer, report).map(([name, move]) => offered(deps, report, name, move))),
		canMessage: may(officer.role, 'reports.message') && !(await isAnswered(deps.db.read, report)),
		...(await resultOf(deps, officer, report)),
	};
}

/**
 * Only the handling officer and an approver of the same area, and of the unit that has it where the account is tied to
 * one; the city's officers for what the city handles.
 */
export function canOpenIdentity(officer: Officer, report: Report): boolean {
	if (!may(officer.role, 'identity.open')) return false;
	if (report.adcode !== null && report.adcode !== officer.adcode) return false;
	if (officer.unit && officer.unit !== report.unitId) return false;
	return officer.role === 'approver' || report.handlerId === officer.id;
}

async function conversation(deps: StaffDeps, report: Report) {
	const { read } = deps.db;
	const happened = await read.select().from(events).where(eq(events.reportId, report.id)).orderBy(asc(events.seq));
	const said = await read.select().from(messages).where(eq(messages.reportId, report.id)).orderBy(asc(messages.at));
	const pictures = await picturesOf(read, report);
	const opened = await Promise.all(
		said.map(async (message) => ({ ...message, text: await deps.unsealer.open(message.sealed) })),
	);
	return {
		timeline: happened.map((event) => {
			const unit = deps.content.units.units.find((each) => each.id === event.unitId)?.name ?? event.unitId;
			const reply = opened.find((message) => message.eventId === event.id && message.author === 'staff');
			return {
				id: event.id,
				at: event.at,
				move: event.move,
				moveName: isMoveName(event.move) ? moveTable[event.move].name : (eventNames[event.move] ?? event.move),
				from: event.fromStatus,
				to: event.toStatus,
				actor: event.actorName ?? '举报人',
				unit,
				text: [publicWords(event, unit), reply?.text].filter(Boolean).join('') || null,
				fields: shownFields(deps, event),
				note: event.note,
			};
		}),
		messages: opened.map((message) => ({
			id: message.id,
			at: message.at,
			from: message.author,
			author: message.actorName,
			text: message.text,
			/** Ids of the pictures that went with it to the reporter. */
			pictures: pictures.get(message.id) ?? [],
		})),
	};
}

/** The fields of a move with their labels, for the history. */
function shownFields(
	deps: StaffDeps,
	event: typeof events.$inferSelect,
): Array<{ name: string; label: string; value: string }> {
	const values = JSON.parse(event.fields) as Record<string, unknown>;
	if (Object.hasOwn(taskEventNames, event.move)) return taskFields(values);
	if (event.move === 'answer-merged') return [{ name: 'number', label: '受理编号', value: String(values.number) }];
	if (!isMoveName(event.move)) return [];
	return moveTable[event.move].fields.flatMap((field) => {
		const value = values[field.name];
		return value === undefined ? [] : [{ name: field.name, label: field.label, value: shownValue(deps, field, value) }];
	});
}

function shownValue(deps: StaffDeps, field: MoveField, value: unknown): string {
	if (Array.isArray(value)) return value.join('、');
	if (!field.options) return String(value);
	if (field.options === 'officers') return (value as { name: string }).name;
	return fixedOptions(deps.content, field.options).find(({ id }) => id === value)?.name ?? String(value);
}

async function offered(deps: StaffDeps, report: Report, move: string, { name, hint, fields }: Move) {
	const drawn = fields.map(async ({ options, ...field }: MoveField) => ({
		...field,
		...(options && { options: await optionsOf(deps, report, options) }),
	}));
	return { move, name, hint, fields: await Promise.all(drawn) };
}

async function resultOf(deps: StaffDeps, officer: Officer, report: Report) {
	const [result] = await deps.db.read.select().from(results).where(eq(results.reportId, report.id));
	const status = result?.status as ResultStatus | undefined;
	const editable = status === undefined || status === 'draft' || status === 'returned';
	return {
		result: result && status ? { id: result.id, status, statusName: resultStatusNames[status] } : null,
		canDraft: report.status === 'concluded' && may(officer.role, 'results.draft') && editable,
	};
}
