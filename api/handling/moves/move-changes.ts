import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { resumed, runningClock } from '../../report/clocks.ts';
import type { Asked, Changes, History } from '../../report/moves/move.ts';
import { type MoveName, moveTable } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import type { Status } from '../../report/statuses.ts';

/** A move on a report, with what the rules ask of its past. */
export interface Step {
	name: MoveName;
	report: Report;
	history: History;
	/** Fields that stand in clear with the event. */
	fields: Record<string, unknown>;
}

/** The columns of the report that a move changes: its state, its clocks, and what stands beside them. */
export function changesOf({ content, now }: Deps, officer: Officer, { name, report, history, fields }: Step): Changes {
	const move = moveTable[name];
	const today = dayOf(now());
	// A move that carries the case forward ends the waiting for the reporter.
	const going = move.to === null ? {} : resumed(content, report, today);
	const asked = { content, officer, report: { ...report, ...going }, history, today };
	const own = { ...going, ...move.changes({ ...asked, fields, now: now().toISOString() }) };
	const status = endOf(name, asked);
	const due = move.to || own.extendedUntil ? runningClock(content, status, { ...report, ...own }, today) : {};
	return { status, ...own, ...due };
}

/** The state that a move leads to. */
function endOf(name: MoveName, asked: Asked): Status {
	const move = moveTable[name];
	if (move.to !== 'before') return move.to ?? asked.report.status;
	const before = move.before(asked);
	if (!before) throw new Error(`${name} finds no state to go back to`);
	return before;
}
