import { eq } from 'drizzle-orm';
import { reports } from '../../../db/schema/reports.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { leaveCounty } from '../../report/by-pass/leave-county.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt } from '../receive/report-input.ts';
import type { VerifiedReceipt } from '../track/open-receipt.ts';
import type { Added } from './add-once.ts';
import { refusePastCap } from './message-cap.ts';

/** Body of POST /api/reports/track/retaliation. */
export const Retaliation = Receipt.extend({
	text: multilineText({
		name: '内容',
		missing: '请写明情况',
		short: '请写明发生了什么，至少 5 个字',
		least: 5,
		most: 2000,
	}).meta({ description: '发生了什么' }),
}).meta({
	ref: 'RetaliationRequest',
	description: '打击报复或者信息泄露的情况',
	examples: [{ number: '123456789012', secret: '1234567890123456', text: '（示例）有人上门威胁。' }],
});

/**
 * The reporter was retaliated against, or what they reported got out: it goes to the city, never to the county, which
 * loses the case from now on; the auditor gets the list of who looked (信访工作条例 30, 46). Told with a receipt that was
 * made void, it is sealed to the operator alone and shown to nobody with the new receipt: that may be in wrong hands.
 */
export async function reportRetaliation(
	deps: Deps,
	{ report, isVoid }: VerifiedReceipt,
	text: string,
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	const { protection } = deps.content.site;
	const sealed = await (isVoid ? deps.sealer.seal(text) : deps.sealer.seal(text, report.recipient));
	const at = deps.now().toISOString();
	return deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		if (!current) throw new PortalError('not_found', '没有找到这件举报，请核对受理编号和查询密码。');
		await refusePastCap(tx, deps, current.id);
		const { number } = current;
		await leaveCounty(tx, deps, current, {
			move: isVoid ? 'retaliation-by-void' : 'retaliation',
			actor: theReporter,
			// Named to the reporter only where it is told by itself.
			...(protection?.email && { fields: { protection: protection.name } }),
			sealedText: { from: 'reporter', sealed },
		});
		await writeAudit(tx, deps, { actor: theReporter, action: 'report.retaliation', subject: number });
		await raiseAlert(tx, deps, {
			kind: 'report.retaliation',
			subject: number,
			text: `线索 ${number} 的举报人反映遭到打击报复或者信息被泄露，请核查谁查看过这件线索。${isVoid ? '反映人用的是已经作废的查询密码，请一并核查是谁重新生成了回执、新密码在谁手里。' : ''}`,
			forCity: true,
		});
		await enqueue(tx, deps, { kind: 'protection.notify' });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: deps.content.units.city.desk, number });
		await once.store(tx, current.id, { at });
		return { at };
	});
}
