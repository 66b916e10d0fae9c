import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { type OpeningRequest, useConsent } from '../identity/use-consent.ts';
import { claimOf } from './claim-for.ts';

/** Opens how the reporter can be reached for the reward: as secret as the identity, under the same consent. */
export async function openClaim(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	how: OpeningRequest,
): Promise<{ contact: string }> {
	const claim = await claimOf(deps.db.read, await findReport(deps.db.read, officer, number));
	if (!claim) throw new PortalError('not_found', '举报人没有申请奖励。');
	const open = async () => ({ contact: await deps.unsealer.open(claim.sealedContact) });
	return useConsent(deps, officer, number, { action: 'reward.opened', open, ...how });
}
