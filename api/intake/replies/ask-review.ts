import { eq } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { runningClock } from '../../report/clocks.ts';
import { refuseReview, review, reviewAsked } from '../../report/moves/review.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import type { Added } from './add-once.ts';

/** Body of POST /api/reports/track/review. */
export const ReviewRequest = Receipt.extend({
	reason: multilineText({
		name: '理由',
		missing: '请写明理由',
		short: '请写明对结果不认可的理由',
		least: 5,
		most: 2000,
	}).meta({
		description: '对结果不认可的理由',
	}),
}).meta({
	ref: 'ReviewRequest',
	description: '复查申请',
	examples: [{ number: '123456789012', secret: '1234567890123456', reason: '（示例）坑还没有填。' }],
});

/** The reporter asks for a review within the time the rules give. */
export async function askReview(
	deps: Deps,
	{ report }: OpenReceipt,
	reason: string,
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	const sealed = await deps.sealer.seal(reason, report.recipient);
	const at = deps.now().toISOString();
	return deps.db.write(async (tx) => {
		const today = dayOf(deps.now());
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		if (!current) throw new PortalError('not_found', '没有找到这件举报，请核对受理编号和查询密码。');
		const refused = refuseReview(deps.content, current, today);
		if (refused) throw new PortalError('not_now', refused);
		await recordEvent(tx, deps, current, {
			move: review.id,
			actor: theReporter,
			sealedText: { from: 'reporter', sealed },
			changes: {
				status: 'reviewing',
				...reviewAsked(current),
				...runningClock(deps.content, 'reviewing', current, today),
			},
		});
		await writeAudit(tx, deps, {
			actor: theReporter,
			action: 'report.moved',
			subject: current.number,
			reason: review.name,
		});
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: current.unitId, number: current.number });
		const last = current.reviews + 1 >= deps.content.approvals.mostReviews;
		const { desk } = deps.content.units.city;
		if (last && current.unitId !== desk) {
			await enqueue(tx, deps, { kind: 'unit.notify', unitId: desk, number: current.number });
		}
		await once.store(tx, current.id, { at });
		return { at };
	});
}
