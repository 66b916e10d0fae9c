import { eq } from 'drizzle-orm';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import { rewardClaims } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';

/** Where the reward of a report stands, as its reporter sees it. */
export interface RewardStanding {
	basis: string;
	text: string;
	state: 'open' | (typeof rewardClaims.$inferSelect)['state'];
	/** Last day on which it can be claimed. */
	until: string;
}

/** Null where the operator has no scheme, the conclusion earns nothing, or the time is over without a claim. */
export async function rewardStanding(
	{ content, db, now }: Pick<Deps, 'content' | 'db' | 'now'>,
	report: Report,
): Promise<RewardStanding | null> {
	const { scheme } = content.reward;
	const [claim] = await db.read.select().from(rewardClaims).where(eq(rewardClaims.reportId, report.id));
	if (!scheme || !report.concludedAt) return null;
	const { basis, text } = scheme;
	const until = addDays(dayOf(new Date(report.concludedAt)), scheme.days);
	if (claim) return { basis, text, until, state: claim.state };
	const earned = report.status === 'concluded' && scheme.outcomes.some((each) => each === report.outcome);
	return earned && dayOf(now()) <= until ? { basis, text, until, state: 'open' } : null;
}
