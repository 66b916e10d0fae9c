import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { unitOf } from '../../../content/facts/look-up.ts';
import { consents } from '../../../db/schema/by-passes.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { reference } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { theReporter } from '../../permission/actor.ts';
import { lastConsent } from '../../report/by-pass/find-consent.ts';
import { recordEvent } from '../../report/record-event.ts';
import { settled } from '../../report/statuses.ts';
import type { IdempotentAnswer } from '../receive/idempotent-answer.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from '../track/open-receipt.ts';
import type { Added } from './add-once.ts';

/** Body of POST /api/reports/track/consent. Number and secret are entered anew for it. */
export const ConsentAnswer = Receipt.extend({
	answer: z.enum(['yes', 'no'], '请选择同意或者不同意').meta({ description: '同意后、交办以前，再答 no 即撤回' }),
	files: z.array(reference(80)).max(50).default([]).meta({ description: '同意一并移交的文件，track 答复中的编号' }),
}).meta({
	ref: 'ConsentRequest',
	description: '对征询的答复',
	examples: [{ number: '123456789012', secret: '1234567890123456', answer: 'no' }],
});

const hourMs = 3_600_000;

/**
 * The reporter alone says whether a county may check what by-passes it. A yes takes effect only after the hours in
 * which it can be taken back; no other answer, and silence, mean no. Throws not_now or invalid.
 */
export async function answerConsent(
	deps: Deps,
	{ report }: OpenReceipt,
	{ answer, files }: { answer: 'yes' | 'no'; files: string[] },
	once: IdempotentAnswer<Added>,
): Promise<Added> {
	const now = deps.now();
	const at = now.toISOString();
	const handOverAt = new Date(now.getTime() + deps.content.approvals.consent.revokeHours * hourMs).toISOString();
	return deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, report.id));
		const consent = current && (await lastConsent(tx, current));
		const waits = current && !settled.includes(current.status);
		const open = waits && consent && (consent.state === 'asked' || (consent.state === 'agreed' && answer === 'no'));
		if (!current || !consent || !open) {
			throw new PortalError('not_now', '现在没有等您答复的征询；已经交办的不能撤回。请以查询页上显示的为准。');
		}
		if (answer === 'yes') await refuseForeignFiles(tx, report.id, files);
		const yes = answer === 'yes';
		await tx
			.update(consents)
			.set({
				state: yes ? 'agreed' : 'refused',
				answeredAt: at,
				handOverAt: yes ? handOverAt : null,
				files: yes ? files : [],
			})
			.where(eq(consents.id, consent.id));
		const unit = unitOf(deps.content, consent.unitId)?.name;
		await recordEvent(tx, deps, current, { move: 'answer-consent', actor: theReporter, fields: { answer, unit } });
		await writeAudit(tx, deps, { actor: theReporter, action: 'consent.answered', subject: current.number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: current.unitId, number: current.number });
		await once.store(tx, current.id, { at });
		return { at };
	});
}

async function refuseForeignFiles(from: Deps['db']['read'], reportId: string, files: string[]): Promise<void> {
	if (files.length === 0) return;
	const own = await from
		.select({ id: uploads.id })
		.from(uploads)
		.where(and(eq(uploads.reportId, reportId), inArray(uploads.id, files)));
	if (own.length !== new Set(files).size) throw invalid({ path: 'files', message: '没有找到所选的文件，请刷新后重选' });
}
