import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { proposals } from '../../../db/schema/proposals.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { historyOf } from '../../report/history.ts';
import { isOfCity } from '../../report/is-of-city.ts';
import { moveTable, storedMove } from '../../report/moves/table.ts';
import { sealForMerged } from '../messages/seal-for-merged.ts';
import { carryOut } from '../moves/carry-out.ts';
import type { Step } from '../moves/move-changes.ts';
import { mergeProblem } from '../moves/move-fields.ts';
import { refusal } from '../moves/refusal.ts';
import { decidedBy, findWaiting, recordStep, refuseDecision, type Waiting } from './decision.ts';
import { lastProposal, type Proposal } from './find-proposal.ts';

/**
 * The second officer approves: the move takes effect now, and its clocks stop now. A county's conclusion then waits for
 * the city, which confirms what it says of who is responsible. Throws not_found, not_now, forbidden or moved_meanwhile.
 */
export async function approveProposal(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	version: number,
): Promise<void> {
	const seen = await lastProposal(deps.db.read, await findReport(deps.db.read, officer, number));
	// Whoever is merged in gets the words under a key of their own.
	const merged = seen?.sealedReply
		? await sealForMerged(deps, number, await deps.unsealer.open(seen.sealedReply))
		: new Map<string, string>();
	await deps.db.write(async (tx) => {
		const waiting = await findWaiting(tx, officer, { number, version });
		await refuseDecision(tx, deps, officer, waiting);
		if (leavesToCity(deps, officer, waiting)) return leaveToCity(tx, deps, officer, waiting);
		const { report, proposal } = waiting;
		const step: Step = {
			name: storedMove(proposal.move),
			report: { ...report, proposedMove: null },
			history: await historyOf(tx, report),
			fields: proposal.fields,
		};
		await refuseOvertaken(tx, deps, officer, step);
		const who =
			proposal.state === 'confirming'
				? { confirmedById: officer.id, confirmedByName: officer.name }
				: decidedBy(deps, officer);
		await tx
			.update(proposals)
			.set({ state: 'approved', ...who })
			.where(eq(proposals.id, proposal.id));
		const reply = proposal.sealedReply ? { sealed: proposal.sealedReply, merged } : undefined;
		await carryOut(tx, deps, officer, { ...step, reply, proposedBy: proposal.proposedByName });
	});
}

/** A county's approval of such a move, or of a refusal after a review, leaves the last word to the city. */
function leavesToCity(deps: StaffDeps, officer: Officer, { report, proposal }: Waiting): boolean {
	const { by } = moveTable[storedMove(proposal.move)];
	const asRuled = deps.content.approvals.cityConfirms.some((each) => each === proposal.move);
	const anyhow = by.part !== 'reporter' && (by.cityConfirms?.(report) ?? false);
	return (asRuled || anyhow) && proposal.state === 'waiting' && !officer.city && !isOfCity(deps, report);
}

async function leaveToCity(tx: Transaction, deps: StaffDeps, officer: Officer, waiting: Waiting): Promise<void> {
	const changes: Partial<Proposal> = { state: 'confirming', ...decidedBy(deps, officer) };
	await recordStep(tx, deps, officer, { ...waiting, move: 'approve-proposal', changes });
	const unitId = deps.content.units.city.desk;
	await enqueue(tx, deps, { kind: 'unit.notify', unitId, number: waiting.report.number, news: 'approval' });
}

/** What happened meanwhile may stand against it: a cap, or a main report that is settled by now. */
async function refuseOvertaken(tx: Transaction, deps: StaffDeps, officer: Officer, step: Step): Promise<void> {
	const { name, report, fields } = step;
	const refused = refusal(deps, officer, name, step);
	const main = moveTable[name].fields.find(({ type }) => type === 'report');
	const problem = refused ?? (main ? await mergeProblem(tx, deps, report, String(fields[main.name])) : null);
	if (problem) throw new PortalError('not_now', `${problem.replace(/。$/, '')}，请退回提请人。`);
}
