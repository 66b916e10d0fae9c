import { eq } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { words } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { runningClock } from '../../report/clocks.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { AnswerOnce } from '../receive/answer-once.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import { canReview, reviewUntil } from '../track/track.ts';
import type { Added } from './add-once.ts';

/** Body of POST /api/reports/track/review. */
export const ReviewRequest = Receipt.extend({
	reason: words({ name: '理由', missing: '请写明理由', short: '请写明对结果不认可的理由', least: 5, most: 2000 }),
});

/** The reporter asks for a review within the time the rules give. */
export async function askReview(
	deps: Deps,
	{ report }: OpenReceipt,
	reason: string,
	once: AnswerOnce<Added>,
): Promise<Added> {
	const sealed = await deps.sealer.seal(reason, report.recipient);
	const at = deps.now().toISOString();
	return deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		if (!current || !canReview(deps, current)) {
			const until = current && reviewUntil(deps, current);
			throw new PortalError(
				'not_now',
				current && current.reviews >= deps.content.approvals.mostReviews
					? '已经复查过，市级的复查意见是最终意见，不再复查；有新情况的，可以重新举报。'
					: until
						? `申请复查的期限到 ${until} 为止，已经超过。`
						: '答复之后才能申请复查，请等候办理结果。',
			);
		}
		await recordEvent(tx, deps, current, {
			move: 'review',
			actor: theReporter,
			sealedText: { from: 'reporter', sealed },
			changes: {
				status: 'reviewing',
				reviews: current.reviews + 1,
				reviewedFrom: current.status,
				// Whoever handled it does not review it.
				handlerId: null,
				...runningClock(deps.content, 'reviewing', current, dayOf(deps.now())),
			},
		});
		await writeAudit(tx, deps, {
			actor: theReporter,
			action: 'report.moved',
			subject: current.number,
			reason: '申请复查',
		});
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: current.unitId, number: current.number });
		const last = current.reviews + 1 >= deps.content.approvals.mostReviews;
		const { desk } = deps.content.units.city;
		if (last && current.unitId !== desk) {
			await enqueue(tx, deps, { kind: 'unit.notify', unitId: desk, number: current.number });
		}
		await once.keep(tx, current.id, { at });
		return { at };
	});
}
