import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { History } from '../../report/moves/move.ts';
import { type MoveName, moveTable, storedMove } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { statusNames } from '../../report/statuses.ts';

/** True where the officer's role may make the move at all. */
export function isAllowed(officer: Officer, name: MoveName): boolean {
	const { by } = moveTable[name];
	if (by.part === 'reporter') return false;
	return may(officer.role, by.permission) && (by.where === 'reach' || officer.city);
}

/** Why a move cannot be made by this officer in this state, or null when it can. */
export function refusal(
	{ content, now }: Pick<Deps, 'content' | 'now'>,
	officer: Officer,
	name: MoveName,
	{ report, history }: { report: Report; history: History },
): string | null {
	const move = moveTable[name];
	const status = report.status;
	if (!move.from.includes(status)) return `线索现在是“${statusNames[status]}”，不能“${move.name}”。`;
	if (report.proposedMove && !move.besideProposal) {
		const proposed = moveTable[storedMove(report.proposedMove)].name;
		return `已经提请“${proposed}”，正在等待审批；需要改办的，请提请人先撤回，或者由审批人员退回。`;
	}
	return move.refused?.({ content, officer, report, history, today: dayOf(now()) }) ?? null;
}
