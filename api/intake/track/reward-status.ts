import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import { rewardClaims } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';

/** Where the reward of a report stands, as its reporter sees it. */
export const RewardStatus = z
	.object({
		basis: z.string().meta({ description: '奖励办法的名称和文号' }),
		text: z.string().meta({ description: '谁可以申请、怎样领取' }),
		state: z
			.enum(['open', 'claimed', 'granted', 'refused'])
			.meta({ description: 'open：可以申请；claimed：已申请；granted：同意；refused：不同意' }),
		until: z.iso.date().meta({ description: '最迟在这一天申请' }),
	})
	.meta({ ref: 'Reward', description: '举报奖励' });
export type RewardStatus = z.infer<typeof RewardStatus>;

/** Null where the operator has no scheme, the conclusion earns nothing, or the time is over without a claim. */
export async function rewardStatus(
	{ content, db, now }: Pick<Deps, 'content' | 'db' | 'now'>,
	report: Report,
): Promise<RewardStatus | null> {
	const { scheme } = content.reward;
	if (!scheme || !report.concludedAt) return null;
	const [claim] = await db.read.select().from(rewardClaims).where(eq(rewardClaims.reportId, report.id));
	const { basis, text } = scheme;
	const until = addDays(dayOf(new Date(report.concludedAt)), scheme.days);
	if (claim) return { basis, text, until, state: claim.state };
	const earned = report.status === 'concluded' && scheme.outcomes.some((each) => each === report.outcome);
	return earned && dayOf(now()) <= until ? { basis, text, until, state: 'open' } : null;
}
