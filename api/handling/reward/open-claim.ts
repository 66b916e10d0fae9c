import type { Officer } from '../../accounts/officer.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { findReport } from '../find-report.ts';
import { canOpenIdentity } from '../show.ts';
import { claimOf } from './claim-for.ts';

/** Opens how the reporter can be reached for the reward: as secret as the identity, and each look is logged before. */
export async function openClaim(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	reason: string,
): Promise<{ contact: string }> {
	const report = await findReport(deps.db.read, officer, number);
	if (!canOpenIdentity(officer, report)) {
		throw new PortalError('forbidden', '只有本件承办人和本地区审核人员可以查看领奖联系方式。');
	}
	const claim = await claimOf(deps.db.read, report);
	if (!claim) throw new PortalError('not_found', '举报人没有申请奖励。');
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'reward.opened', subject: number, reason }),
	);
	return { contact: await deps.unsealer.open(claim.sealedContact) };
}
