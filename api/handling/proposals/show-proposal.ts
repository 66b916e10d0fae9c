import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { moveTable, storedMove } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { shownFields } from '../moves/shown-fields.ts';
import { lastProposal } from './find-proposal.ts';
import { mayDecide } from './who-approves.ts';

/** What waits for a second officer, or why it was sent back last; null where there is neither. */
export async function proposalOf(deps: StaffDeps, officer: Officer, report: Report) {
	const proposal = await lastProposal(deps.db.read, report);
	if (!proposal || (proposal.state !== 'returned' && !report.proposedMove)) return null;
	const { state } = proposal;
	if (state === 'approved' || state === 'withdrawn') return null;
	const waits = report.proposedMove !== null;
	const name = storedMove(proposal.move);
	return {
		move: name,
		moveName: moveTable[name].name,
		fields: shownFields(deps.content, name, proposal.fields),
		reply: proposal.sealedReply ? await deps.unsealer.open(proposal.sealedReply) : null,
		by: proposal.proposedByName,
		at: proposal.proposedAt,
		/** waiting, confirming (by the city) or returned. */
		state,
		decidedBy: proposal.decidedByName,
		decidedAt: proposal.decidedAt,
		reason: proposal.reason,
		canDecide: waits && (await mayDecide(deps.db.read, deps, officer, { report, proposal })),
		canWithdraw: waits && proposal.proposedById === officer.id,
	};
}
