import { desc, eq } from 'drizzle-orm';
import { events } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import { may } from '../accounts/roles.ts';
import { writeAudit } from '../audit/write.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { dayOf } from '../time.ts';
import { acceptAnew, endOf, resumed, runningClock } from './clocks.ts';
import { findReport } from './find-report.ts';
import { type ReadFields, readFields } from './move-fields.ts';
import { isMoveName, type Move, type MoveName, moveTable } from './moves.ts';
import { type NewEvent, type Report, recordEvent } from './record-event.ts';
import { type News, relay } from './relay.ts';
import { type Status, settled, statusNames } from './statuses.ts';
import { tellReporter } from './tell-reporter.ts';

export interface MoveRequest {
	move: string;
	/** Version of the report the officer was looking at. */
	version: number;
	fields: Record<string, unknown>;
}

/**
 * Moves a report by the table of moves. Throws not_found, forbidden, not_now, moved_meanwhile or invalid;
 * nothing changes unless everything does.
 */
export async function move(deps: Deps, officer: Officer, number: string, request: MoveRequest): Promise<Report> {
	const seen = await findReport(deps.db.read, officer, number);
	const name = allowedMove(officer, request.move);
	// Whoever looks at an older version is told first what happened meanwhile.
	if (seen.version === request.version) checkState(deps, officer, seen, name);
	const fields = await readFields(deps, officer, seen, moveTable[name].fields, request.fields);
	const reply = fields.toReporter && (await deps.sealer.seal(fields.toReporter, seen.recipient));

	return deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.version !== request.version) throw await movedMeanwhile(tx, report);
		checkState(deps, officer, report, name);
		const changes = changesOf(deps, officer, report, name, fields.forStaff);
		const event: NewEvent = {
			move: name,
			actor: officer,
			fields: { ...fields.forStaff, ...(name === 'extend' && { until: changes.extendedUntil }) },
			sealedText: reply ? { from: 'staff', sealed: reply } : undefined,
			changes,
		};
		const moved = await recordEvent(tx, deps, report, event);
		await writeAudit(tx, deps, {
			actor: officer,
			action: 'report.moved',
			subject: number,
			reason: moveTable[name].name,
		});
		if (moveTable[name].to || name === 'extend')
			await relay(tx, deps, officer, moved, newsOf(deps, name, fields, moved));
		await tellReporter(tx, deps, moved, event);
		if (moved.unitId !== report.unitId) await enqueue(tx, deps, { kind: 'unit.notify', unitId: moved.unitId, number });
		return moved;
	});
}

function newsOf({ content }: Deps, of: MoveName, { toReporter, forStaff }: ReadFields, moved: Report): News {
	const { outcome, rectifyBy } = forStaff;
	const unit = content.units.units.find(({ id }) => id === moved.unitId)?.name;
	return {
		of,
		reply: toReporter,
		told: { unit, outcome, rectifyBy },
		answered: settled.includes(moved.status as Status),
		againBy: of === 'reopen' ? (moved.extendedUntil ?? moved.replyBy) : null,
	};
}

function allowedMove(officer: Officer, name: string): MoveName {
	if (!isMoveName(name)) throw new PortalError('not_now', '没有这种办理方式，请刷新页面后再试。');
	const { by, cityOnly } = moveTable[name];
	if (!by || !may(officer.role, by) || (cityOnly && !officer.city)) {
		throw new PortalError('forbidden', '您的岗位不能这样办理，请由有权限的人员办理。');
	}
	return name;
}

/** Moves that the officer could make now, for the console. */
export function movesFor(deps: Deps, officer: Officer, report: Report): Array<[MoveName, Move]> {
	return (Object.entries(moveTable) as Array<[MoveName, Move]>).filter(
		([name, each]) =>
			each.by !== null &&
			may(officer.role, each.by) &&
			(!each.cityOnly || officer.city) &&
			refusal(deps, officer, report, name) === null,
	);
}

function checkState(deps: Deps, officer: Officer, report: Report, name: MoveName): void {
	const reason = refusal(deps, officer, report, name);
	if (reason) throw new PortalError('not_now', reason);
}

/** Why a move cannot be made in this state, or null when it can. */
function refusal(deps: Deps, officer: Officer, report: Report, name: MoveName): string | null {
	const { from, name: moveName } = moveTable[name];
	const status = report.status as Status;
	if (!from.includes(status)) return `线索现在是“${statusNames[status]}”，不能“${moveName}”。`;
	if (name === 'object' && report.objections >= deps.content.routing.maxObjections) {
		return `已退回 ${report.objections} 次，达到上限，由市级指定的单位办理。`;
	}
	if (name === 'transfer' && report.transfers >= deps.content.routing.maxTransfers && !officer.city) {
		return `在本地区已转办 ${report.transfers} 次，达到上限；仍有异议的，退回市级裁定。`;
	}
	if (name === 'extend' && report.extendedUntil) return '已经延长过一次，不能再次延长。';
	if (name === 'penalise' && report.decidedOn) return '处罚决定已经登记过。';
	if (name === 'serve' && !report.decidedOn) return '还没有登记处罚决定，不能登记送达。';
	if (name === 'serve' && report.servedOn) return '送达已经登记过。';
	if (name === 'resume' && !report.waitingSince) return '现在没有等候举报人补充。';
	if (name === 'take' && report.handlerId === officer.id) return '您已经是承办人。';
	if (name === 'decline' && status === 'received' && !officer.city) return '尚未指派的线索由市级决定。';
	return null;
}

async function movedMeanwhile(tx: Deps['db']['read'], report: Report): Promise<PortalError> {
	const [last] = await tx
		.select()
		.from(events)
		.where(eq(events.reportId, report.id))
		.orderBy(desc(events.seq))
		.limit(1);
	const who = last?.actorName ?? '举报人';
	const what = last && isMoveName(last.move) ? moveTable[last.move].name : '补充了内容';
	const now = statusNames[report.status as Status];
	return new PortalError(
		'moved_meanwhile',
		`${who}刚刚办理了这件线索（${what}），现在是“${now}”。请刷新核对后再办理，已填写的内容不会丢失。`,
	);
}

function changesOf(
	deps: Deps,
	officer: Officer,
	report: Report,
	name: MoveName,
	fields: Record<string, unknown>,
): NonNullable<NewEvent['changes']> {
	const today = dayOf(deps.now());
	const status = moveTable[name].to ?? (report.status as Status);
	// Whoever goes on with the case no longer waits for the reporter.
	const goesOn = moveTable[name].to !== null || name === 'resume';
	const going = goesOn ? resumed(deps.content, report, today) : {};
	const special = { ...going, ...specialChanges(deps, officer, { ...report, ...going }, name, fields) };
	const promised = { ...report, ...special };
	const due = moveTable[name].to || special.extendedUntil ? runningClock(deps.content, status, promised, today) : {};
	return { status, ...special, ...due };
}

/** What a move changes beside the state. */
function specialChanges(
	deps: Deps,
	officer: Officer,
	report: Report,
	name: MoveName,
	fields: Record<string, unknown>,
): Partial<Report> {
	const now = deps.now().toISOString();
	switch (name) {
		case 'assign': {
			const unit = deps.content.units.units.find((each) => each.id === fields.unit);
			if (!unit) return {};
			const placed = { unitId: unit.id, adcode: unit.adcode, handlerId: null };
			return report.status === 'objected' ? { ...placed, ...takenOver(deps, report) } : placed;
		}
		case 'transfer':
			return { unitId: String(fields.unit), transfers: report.transfers + 1, ...takenOver(deps, report) };
		case 'object':
			return { unitId: deps.content.units.city.desk, objections: report.objections + 1, handlerId: null };
		case 'accept':
			return { acceptedAt: now, handlerId: report.handlerId ?? officer.id };
		case 'conclude':
			return { concludedAt: now, outcome: String(fields.outcome) };
		case 'decline':
			return { concludedAt: now };
		case 'merge':
			return { concludedAt: now, mergedInto: String(fields.into) };
		case 'reopen':
			return {
				...afterReview(report),
				outcome: null,
				concludedAt: null,
				acceptedAt: report.acceptedAt ?? report.concludedAt,
				mergedInto: null,
				handlerId: report.handlerId ?? officer.id,
			};
		case 'uphold':
			return { ...afterReview(report), concludedAt: now };
		case 'supervise':
			return { supervisedBy: String(fields.superviseBy) };
		case 'extend':
			return { extendedUntil: endOf(deps.content, 'extension', report.replyBy) };
		case 'file': {
			const filedOn = String(fields.filedOn);
			return { filedOn, penaltyBy: endOf(deps.content, 'penalty', filedOn) };
		}
		case 'penalise': {
			const decidedOn = String(fields.decidedOn);
			return { decidedOn, serviceBy: endOf(deps.content, 'service', decidedOn) };
		}
		case 'serve':
			return { servedOn: String(fields.servedOn) };
		case 'hand-over':
			return { handlerId: (fields.handler as { id: string }).id };
		case 'take':
			return { handlerId: officer.id };
		default:
			return {};
	}
}

/** Another unit has it now: nobody there has accepted it yet, and whoever handled it no longer does. */
function takenOver({ content, now }: Deps, report: Report): Partial<Report> {
	return { handlerId: null, acceptedAt: null, acceptBy: acceptAnew(content, report, dayOf(now())) };
}

/** The end of the review is the new promise where it lies after the old one: nobody is late for having been asked again. */
function afterReview({ dueBy, replyBy, extendedUntil }: Report): Partial<Report> {
	if (!dueBy || dueBy <= (extendedUntil ?? replyBy)) return {};
	return { replyBy: dueBy, ...(extendedUntil && { extendedUntil: dueBy }) };
}
