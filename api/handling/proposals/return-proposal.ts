import type { z } from 'zod';
import type { StaffDeps } from '../../deps.ts';
import { multilineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { decidedBy, findWaiting, ProposalStep, recordStep, refuseDecision } from './decision.ts';
import type { Proposal } from './find-proposal.ts';

export const ProposalReturn = ProposalStep.extend({
	reason: multilineText({ name: '理由', missing: '请写明退回理由', least: 2, most: 500 }),
});

/** The second officer sends it back with a reason; the case goes on as before. */
export async function returnProposal(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ version, reason }: z.infer<typeof ProposalReturn>,
): Promise<void> {
	await deps.db.write(async (tx) => {
		const waiting = await findWaiting(tx, officer, { number, version });
		await refuseDecision(tx, deps, officer, waiting);
		const changes: Partial<Proposal> = { state: 'returned', reason, ...decidedBy(deps, officer) };
		await recordStep(tx, deps, officer, { ...waiting, move: 'return-proposal', changes, reason });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: waiting.report.unitId, number });
	});
}
