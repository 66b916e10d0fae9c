import { desc, eq } from 'drizzle-orm';
import { events } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { historyOf } from '../../report/history.ts';
import type { History, MenuPlace, Move } from '../../report/moves/move.ts';
import { isMoveName, type MoveName, moveTable } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { statusNames } from '../../report/statuses.ts';
import { sealForMerged } from '../messages/seal-for-merged.ts';
import { needsApproval, propose } from '../proposals/propose.ts';
import { carryOut } from './carry-out.ts';
import { readFields } from './move-fields.ts';
import { isAllowed, refusal } from './refusal.ts';

export interface MoveRequest {
	/** Read by the table of moves. */
	move: string;
	/** Version of the report the officer was looking at. */
	version: number;
	fields: Record<string, unknown>;
}

/**
 * Moves a report by the table of moves, or proposes the move where the rules ask for a second officer. Throws
 * not_found, forbidden, not_now, by_passed, moved_meanwhile or invalid; nothing changes unless everything does.
 */
export async function move(deps: Deps, officer: Officer, number: string, request: MoveRequest): Promise<Report> {
	const seen = await findReport(deps.db.read, officer, number);
	const name = allowedMove(officer, request.move);
	// Whoever looks at an older version is told first what happened meanwhile.
	if (seen.version === request.version) {
		checkState(deps, officer, name, { report: seen, history: await historyOf(deps.db.read, seen) });
	}
	const { forStaff, toReporter } = await readFields(deps, officer, { report: seen, move: name }, request.fields);
	const proposes = needsApproval(deps.content, name);
	const reply = toReporter && {
		sealed: await deps.sealer.seal(toReporter, seen.recipient),
		// Whoever approves seals it for those who are merged in by then.
		merged: proposes ? new Map<string, string>() : await sealForMerged(deps, number, toReporter),
	};

	return deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.version !== request.version) throw await movedMeanwhile(tx, report);
		const history = await historyOf(tx, report);
		checkState(deps, officer, name, { report, history });
		const decided = { name, report, history, fields: forStaff, reply: reply || undefined };
		return proposes ? propose(tx, deps, officer, decided) : carryOut(tx, deps, officer, decided);
	});
}

function allowedMove(officer: Officer, name: string): MoveName {
	if (!isMoveName(name)) throw new PortalError('not_now', '没有这种办理方式，请刷新页面后再试。');
	if (!isAllowed(officer, name)) {
		throw new PortalError('forbidden', '您的岗位不能这样办理，请由有权限的人员办理。');
	}
	return name;
}

/** A move with the place where the console offers it. */
export interface OfferedMove {
	move: Move<MoveName>;
	place: MenuPlace;
}

/** Moves that the officer could make or propose now, for the console. */
export async function movesFor(deps: Deps, officer: Officer, report: Report): Promise<OfferedMove[]> {
	const history = await historyOf(deps.db.read, report);
	const possible = Object.values(moveTable).filter(
		({ id }) => isAllowed(officer, id) && refusal(deps, officer, id, { report, history }) === null,
	);
	return possible.flatMap((move) => (move.menu ? { move, place: move.menu } : []));
}

function checkState(deps: Deps, officer: Officer, name: MoveName, past: { report: Report; history: History }): void {
	const reason = refusal(deps, officer, name, past);
	if (reason) throw new PortalError('not_now', reason);
}

/** The refusal that names the officer who moved the case meanwhile, and the move. */
export async function movedMeanwhile(tx: Deps['db']['read'], report: Report): Promise<PortalError> {
	const [last] = await tx
		.select()
		.from(events)
		.where(eq(events.reportId, report.id))
		.orderBy(desc(events.seq))
		.limit(1);
	const who = last?.actorName ?? '举报人';
	const what = last && isMoveName(last.move) ? moveTable[last.move].name : '补充了内容';
	const now = statusNames[report.status];
	return new PortalError(
		'moved_meanwhile',
		`${who}刚刚办理了这件线索（${what}），现在是“${now}”。请刷新核对后再办理，已填写的内容不会丢失。`,
	);
}
