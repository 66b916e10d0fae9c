import { eq } from 'drizzle-orm';
import { reports, rewardClaims } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import { rewardStatus } from '../track/reward-status.ts';
import type { Added } from './add-once.ts';

/** Body of POST /api/reports/track/reward. */
export const RewardClaim = Receipt.extend({
	contact: multilineText({
		name: '联系方式',
		missing: '请写明怎样与您联系',
		short: '请写明怎样与您联系，至少 5 个字',
		least: 5,
		most: 500,
	}).meta({ description: '怎样与申请人联系，加密保存' }),
}).meta({
	ref: 'RewardRequest',
	description: '奖励申请',
	examples: [{ number: '123456789012', secret: '1234567890123456', contact: '（示例）请打举报时留下的电话。' }],
});

/** Whoever holds the receipt claims the reward of the operator's scheme, once. */
export async function claimReward(
	deps: Deps,
	{ report }: OpenReceipt,
	contact: string,
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	if ((await rewardStatus(deps, report))?.state !== 'open') {
		throw new PortalError('not_now', '这件举报现在不能申请奖励，请以查询页上显示的为准。');
	}
	const sealedContact = await deps.sealer.seal(contact);
	const at = deps.now().toISOString();
	return deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		const [first] = await tx
			.insert(rewardClaims)
			.values({ reportId: report.id, at, sealedContact, state: 'claimed' })
			.onConflictDoNothing()
			.returning();
		if (!current || !first) throw new PortalError('exists', '您已经申请过奖励。');
		await recordEvent(tx, deps, current, { move: 'claim', actor: theReporter });
		await writeAudit(tx, deps, { actor: theReporter, action: 'reward.claimed', subject: report.number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: current.unitId, number: report.number });
		await once.store(tx, report.id, { at });
		return { at };
	});
}
