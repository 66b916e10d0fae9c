import { eq } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { attachUploads, checkUploads, type SentUploads } from '../../evidence/attach-uploads.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { resumed } from '../../report/clocks.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt, UploadIds } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import type { Added } from './add-once.ts';
import { refusePastCap, refuseTooManyBytes } from './message-cap.ts';
import { notifyMainCase } from './notify-main-case.ts';

/** Body of POST /api/reports/track/messages. */
export const Answer = Receipt.extend({
	text: multilineText({ name: '内容', missing: '请写明内容', most: 2000 }).meta({ description: '补充的情况' }),
	uploads: UploadIds.default([]),
}).meta({
	ref: 'MessageRequest',
	description: '要补充的情况',
	examples: [{ number: '123456789012', secret: '1234567890123456', text: '（示例）昨天夜里又有车出来。' }],
});

/** The reporter adds something, or answers a question; a pause that waited for it ends. */
export async function answer(
	deps: Deps,
	{ report }: OpenReceipt,
	{ text, sent }: { text: string; sent: SentUploads },
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	await checkUploads(deps, deps.db.read, sent);
	const sealed = await deps.sealer.seal(text, report.recipient);
	const at = deps.now().toISOString();
	return deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		if (!current || (await isAnswered(tx, current))) {
			throw new PortalError('not_now', '这件举报已经答复，不能再补充；对结果不认可的，可以申请复查。');
		}
		await refusePastCap(tx, deps, current.id);
		await refuseTooManyBytes(tx, deps, current.id, sent.ids);
		await attachUploads(tx, deps, sent, { reportId: current.id });
		await recordEvent(tx, deps, current, {
			move: 'answer',
			actor: theReporter,
			...(sent.ids.length > 0 && { fields: { files: sent.ids.length } }),
			sealedText: { from: 'reporter', sealed },
			changes: resumed(deps.content, current, dayOf(deps.now())),
		});
		if (current.status === 'merged') await notifyMainCase(tx, deps, current);
		await writeAudit(tx, deps, { actor: theReporter, action: 'report.answered', subject: current.number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: current.unitId, number: current.number });
		await once.store(tx, current.id, { at });
		return { at };
	});
}
