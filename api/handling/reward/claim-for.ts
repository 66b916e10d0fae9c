import { eq } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { rewardClaims } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { Report } from '../../report/report.ts';

export async function claimOf(from: Reader, report: Report): Promise<typeof rewardClaims.$inferSelect | undefined> {
	const [claim] = await from.select().from(rewardClaims).where(eq(rewardClaims.reportId, report.id));
	return claim;
}

/** What an officer sees of a claim before opening how the reporter can be reached; null when none was made. */
export async function claimFor({ db }: Pick<Deps, 'db'>, officer: Officer, report: Report, canOpen: boolean) {
	const claim = await claimOf(db.read, report);
	if (!claim) return null;
	return {
		at: claim.at,
		state: claim.state,
		canOpen,
		canDecide: claim.state === 'claimed' && may(officer.role, 'rewards.decide'),
	};
}
