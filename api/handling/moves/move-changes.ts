import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { acceptAnew, endOf, resumed, runningClock } from '../../report/clocks.ts';
import type { History } from '../../report/history.ts';
import { type MoveName, moveTable } from '../../report/moves.ts';
import type { NewEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import type { Status } from '../../report/statuses.ts';
import { undoes } from './refusal.ts';

/** A move on a report, with what the rules ask of its past. */
export interface Step {
	name: MoveName;
	report: Report;
	history: History;
	/** Fields that stand in clear with the event. */
	fields: Record<string, unknown>;
}

/** The columns of the report that a move changes: its state, its clocks, and what stands beside them. */
export function changesOf(deps: Deps, officer: Officer, step: Step): NonNullable<NewEvent['changes']> {
	const { name, report } = step;
	const today = dayOf(deps.now());
	const { to } = moveTable[name];
	const status = to === 'before' ? stateBefore(step) : (to ?? (report.status as Status));
	// Whoever goes on with the case no longer waits for the reporter.
	const goesOn = to !== null || name === 'resume';
	const going = goesOn ? resumed(deps.content, report, today) : {};
	const special = { ...going, ...specialChanges(deps, officer, { ...step, report: { ...report, ...going } }) };
	const promised = { ...report, ...special };
	const due = to || special.extendedUntil ? runningClock(deps.content, status, promised, today) : {};
	return { status, ...special, ...due };
}

/** The state that a move with `before` leads back to. */
function stateBefore({ name, report, history }: Step): Status {
	if (name === 'uphold') return (report.reviewedFrom as Status | null) ?? 'concluded';
	const undone = undoes[name as keyof typeof undoes];
	const before = undone && history.stateBefore(undone);
	if (!before) throw new Error(`${name} finds no state to go back to`);
	return before;
}

/** What a move changes beside the state. */
function specialChanges(deps: Deps, officer: Officer, { name, report, fields }: Step): Partial<Report> {
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
		case 'undo-conclude':
			return { concludedAt: null, outcome: null };
		case 'undo-merge':
			return { concludedAt: null, mergedInto: null };
		case 'restore':
			return { concludedAt: null };
		case 'reopen':
			return {
				...afterReview(report),
				outcome: null,
				concludedAt: null,
				acceptedAt: report.acceptedAt ?? report.concludedAt,
				mergedInto: null,
				reviewedFrom: null,
				handlerId: report.handlerId ?? officer.id,
			};
		case 'uphold':
			return { ...afterReview(report), concludedAt: now, reviewedFrom: null };
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
