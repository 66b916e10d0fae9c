import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ratings, reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { optionalMultilineText } from '../../http/text.ts';
import { theReporter } from '../../permission/actor.ts';
import { countScore } from '../../report/count-report.ts';
import { isAnswered } from '../../report/is-answered.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import type { Added } from './add-once.ts';

/** Body of POST /api/reports/track/rating. */
export const Rating = Receipt.extend({
	score: z
		.int('请选择满意程度')
		.min(1, '请选择满意程度')
		.max(5, '请选择满意程度')
		.meta({ description: '满意程度，5 为最满意' }),
	text: optionalMultilineText('意见', 1000).meta({ description: '意见' }),
}).meta({
	ref: 'RatingRequest',
	description: '评价',
	examples: [{ number: '123456789012', secret: '1234567890123456', score: 4 }],
});

/** The reporter says how content they are, once. */
export async function rate(
	deps: Deps,
	{ report }: OpenReceipt,
	{ score, text }: { score: number; text?: string | undefined },
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	if (!(await isAnswered(deps.db.read, report))) throw new PortalError('not_now', '答复之后才能评价，请等候办理结果。');
	const at = deps.now().toISOString();
	const sealedText = text ? await deps.sealer.seal(text, report.recipient) : null;
	return deps.db.write(async (tx) => {
		const [first] = await tx
			.insert(ratings)
			.values({ reportId: report.id, at, score, sealedText })
			.onConflictDoNothing()
			.returning();
		if (!first) throw new PortalError('exists', '您已经评价过这件举报。');
		// It may have moved since it was opened.
		const [now] = await tx.select().from(reports).where(eq(reports.id, report.id));
		await countScore(tx, now ?? report, score);
		await writeAudit(tx, deps, { actor: theReporter, action: 'report.rated', subject: report.number });
		await once.store(tx, report.id, { at });
		return { at };
	});
}
