import { eq } from 'drizzle-orm';
import type { Content } from '../../../content/content.ts';
import { areaName } from '../../../content/facts/area-name.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { results } from '../../../db/schema/publication.ts';
import type { events } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { listAttachments } from '../../evidence/list-attachments.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { type ResultStatus, resultStatusNames } from '../../publication/results/result-statuses.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import { openAll, repliesOf, shownHistoryOf } from '../../report/conversation.ts';
import { findReport } from '../../report/find-report.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { isOfCity } from '../../report/is-of-city.ts';
import { isMoveName, type Move, type MoveField, type MoveName, moveTable } from '../../report/moves.ts';
import { publicWords } from '../../report/public-words.ts';
import type { Report } from '../../report/report.ts';
import { explainRoute, type RouteCode } from '../../routing/route.ts';
import { alarmsOf } from '../alarms/alarms-of.ts';
import { byPassOf } from '../by-pass/consent/show-consent.ts';
import { identityEventNames, identityFields } from '../identity/request-view.ts';
import { standingOf } from '../identity/standing.ts';
import { handlerNames } from '../inbox/list.ts';
import { reportRow } from '../inbox/report-view.ts';
import { addedBy } from '../messages/raise-cap.ts';
import { messagesFor } from '../messages/show-messages.ts';
import { movesFor } from '../moves/move.ts';
import { optionsOf } from '../moves/move-fields.ts';
import { type ShownField, shownFields } from '../moves/shown-fields.ts';
import { needsApproval } from '../proposals/propose.ts';
import { proposalOf } from '../proposals/show-proposal.ts';
import { claimFor } from '../reward/claim-for.ts';
import { tasksOf } from '../tasks/list-tasks.ts';
import { taskEventNames, taskFields } from '../tasks/task-view.ts';
import { duplicatesOf } from './duplicates.ts';
import { clocksOf } from './show-clocks.ts';

const eventNames: Record<string, string> = {
	receive: '收到举报',
	note: '内部记录',
	alarm: '发出险情警报',
	'alarm-answer': '接警',
	'urgent-off': '取消险情标记',
	message: '向举报人留言',
	'raise-cap': '增加举报人补充次数',
	answer: '举报人补充',
	'answer-merged': '并入线索的举报人补充',
	relay: '并案进展',
	propose: '提请',
	'approve-proposal': '同意，报市级确认',
	'return-proposal': '退回提请的',
	'withdraw-proposal': '撤回提请的',
	'by-pass': '并入的线索要求当地回避',
	'close-words': '市级封闭举报原话',
	'propose-consent': '拟征询举报人意见',
	'ask-consent': '征询举报人意见',
	'return-consent': '退回征询',
	'answer-consent': '举报人答复征询',
	commission: '经同意交办',
	'commission-news': '交办单位的进展：',
	retaliation: '反映打击报复或者信息泄露',
	...taskEventNames,
	...identityEventNames,
	'retaliation-by-void': '用已作废的查询密码反映打击报复',
	'renew-receipt': '重新生成查询密码',
	claim: '申请举报奖励',
	'decide-claim': '答复奖励申请',
};

type EventRow = typeof events.$inferSelect;

/** Everything an officer needs to handle a report, the reporter's words opened. Each look is logged. */
export async function show(deps: StaffDeps, officer: Officer, number: string) {
	const report = await findReport(deps.db.read, officer, number);
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'report.viewed', subject: number }));
	const today = dayOf(deps.now());
	const pond = deps.content.ponds.find((each) => each.id === report.pondId);
	const closed = areWordsClosed(officer, report);
	const byPass = await byPassOf(deps, officer, report);
	const candidates = JSON.parse(report.routeBasis) as Array<{ adcode: number; name: string; distanceM: number }>;
	const county = report.adcode === null ? null : areaName(deps.content, report.adcode);
	const code = report.routeCode as RouteCode;
	const identity = await standingOf(deps, officer, report);
	return {
		...reportRow(deps.content, report, { today, officer, handlers: await handlerNames(deps, [report]) }),
		byPass,
		...(await alarmsOf(deps, officer, report)),
		/** True: made out of the city's summary; no reporter reads along. */
		commissioned: report.commissionOf !== null,
		proposal: await proposalOf(deps, officer, report),
		description: await deps.unsealer.open(closed ? (report.sealedSummary ?? '') : report.sealedStatement),
		wordsClosed: {
			/** True: what stands there is the city's summary. */
			here: closed,
			at: report.wordsClosedAt,
			summary: officer.city && report.sealedSummary ? await deps.unsealer.open(report.sealedSummary) : null,
			canClose: may(officer.role, 'reports.decide') && officer.city && !isOfCity(deps, report),
		},
		occurredOn: report.occurredOn,
		location: report.lat === null ? null : { lat: report.lat, lon: report.lon, datum: report.datum },
		pond: pond ? { id: pond.id, name: pond.name } : null,
		routing: { code, sentence: explainRoute(byPass ? 'avoid' : code, county, candidates), alternatives: candidates },
		clocks: clocksOf(report, today),
		...(await timelineOf(deps, officer, report)),
		...(await messagesFor(deps, officer, report)),
		added: await addedBy(deps, officer, report),
		attachments: closed ? [] : await listAttachments(deps.db.read, report),
		...(await tasksOf(deps, officer, report)),
		identity,
		canOpenOriginals: identity.canOpen,
		hasIdentity: report.sealedIdentity !== null,
		canSeeIdentity: report.sealedIdentity !== null && identity.canOpen,
		reward: await claimFor(deps, officer, report, identity.canOpen),
		duplicates: await duplicatesOf(deps, officer, report),
		moves: await Promise.all(
			(await movesFor(deps, officer, report)).map(([name, move]) => offered(deps, report, name, move)),
		),
		canMessage:
			may(officer.role, 'reports.message') && report.commissionOf === null && !(await isAnswered(deps.db.read, report)),
		...(await resultOf(deps, officer, report)),
	};
}

async function timelineOf(deps: StaffDeps, officer: Officer, report: Report) {
	const { read } = deps.db;
	const { history, left } = await shownHistoryOf(read, report);
	const replies = await repliesOf(read, report);
	const texts = await openAll(deps.unsealer, replies.values());
	const timeline = history.map((event) => {
		const unit = deps.content.units.units.find((each) => each.id === event.unitId)?.name ?? event.unitId;
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
			text: [publicWords(seenBy(officer, event), unit), reply].filter(Boolean).join('') || null,
			fields: fieldsOf(deps.content, event),
			note: event.note,
		};
	});
	/** `moreTalk`: older lines of the conversation that stand there alone. */
	return { timeline, moreTalk: left };
}

/** Another county is not told whom the reporter wants by-passed. */
function seenBy(officer: Officer, event: EventRow): EventRow {
	if (officer.city || event.move !== 'receive') return event;
	const { avoided: _avoided, ...fields } = JSON.parse(event.fields);
	return { ...event, fields: JSON.stringify(fields) };
}

/** What an event says in its fields, for the history. */
function fieldsOf(content: Content, event: EventRow): ShownField[] {
	const values = JSON.parse(event.fields) as Record<string, unknown>;
	if (Object.hasOwn(taskEventNames, event.move)) return taskFields(values);
	if (Object.hasOwn(identityEventNames, event.move)) return identityFields(values);
	const move = event.move === 'propose' ? String(values.of) : event.move;
	if (isMoveName(move)) {
		const { proposedBy } = values;
		const proposer = proposedBy ? [{ name: 'proposedBy', label: '提请人', value: String(proposedBy) }] : [];
		return [...shownFields(content, move, values), ...proposer];
	}
	return Object.entries(eventFieldLabels).flatMap(([name, label]) =>
		values[name] === undefined ? [] : [{ name, label, value: String(values[name]) }],
	);
}

/** Fields of events that are no moves. */
const eventFieldLabels: Record<string, string> = { number: '受理编号', unit: '单位', reason: '理由', more: '增加次数' };

function nameOf(event: EventRow): string {
	if (isMoveName(event.move)) return moveTable[event.move].name;
	const { of } = JSON.parse(event.fields) as { of?: string };
	const about = of !== undefined && isMoveName(of) ? `“${moveTable[of].name}”` : '';
	return `${eventNames[event.move] ?? event.move}${about}`;
}

async function offered(deps: StaffDeps, report: Report, move: MoveName, { name, hint, fields }: Move) {
	const drawn = fields.map(async ({ options, ...field }: MoveField) => ({
		...field,
		...(options && { options: await optionsOf(deps, report, options) }),
	}));
	return { move, name, hint, proposes: needsApproval(deps.content, move), fields: await Promise.all(drawn) };
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
