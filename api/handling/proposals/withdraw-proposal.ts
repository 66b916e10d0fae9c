import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findWaiting, recordStep } from './decision.ts';

/** Whoever proposed it takes it back before it takes effect. */
export async function withdrawProposal(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	version: number,
): Promise<void> {
	await deps.db.write(async (tx) => {
		const waiting = await findWaiting(tx, officer, { number, version });
		if (waiting.proposal.proposedById !== officer.id) {
			throw new PortalError('forbidden', '只有提请人可以撤回；不同意的，由审批人员退回。');
		}
		// Who approved it for the county stays on record.
		await recordStep(tx, deps, officer, { ...waiting, move: 'withdraw-proposal', changes: { state: 'withdrawn' } });
	});
}
