import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../../db/database.ts';
import { events } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { attachUploads } from '../../evidence/attach-uploads.ts';
import { PortalError } from '../../http/errors.ts';
import { multilineText, reference } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { sealForReporter } from './pictures-for-reporter.ts';

export const Message = z.strictObject({
	text: multilineText({ name: '内容', missing: '请写明内容', most: 2000 }),
	/** The report waits until the reporter answers. */
	askForMore: z.boolean().default(false),
	/** Pictures uploaded before, which the reporter will see. */
	uploads: z.array(reference(80)).max(9, '最多附 9 张照片').default([]),
});

/** A message to the reporter, who may be anonymous; asking for more pauses the case visibly. */
export async function message(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ text, askForMore, uploads: ids, draft }: z.infer<typeof Message> & { draft?: string | undefined },
): Promise<void> {
	const { recipient } = await findReport(deps.db.read, officer, number);
	const sealed = await deps.sealer.seal(text, recipient);
	const sent = { ids, draft };
	await sealForReporter(deps, sent, recipient);
	const messageId = deps.newId();
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.commissionOf) {
			throw new PortalError('not_now', '本件由市级交办，没有举报人可以留言；需要补充的，请与市级联系。');
		}
		if (await isAnswered(tx, report)) {
			throw new PortalError('not_now', '线索已经答复，不能再留言；需要补充的，请在复查中办理。');
		}
		const moved = await recordEvent(tx, deps, report, {
			move: 'message',
			actor: officer,
			fields: { askForMore },
			sealedText: { from: 'staff', sealed, id: messageId },
			// A merged report has no clock that could wait.
			changes: askForMore && (await mayWait(tx, deps, report)) ? { waitingSince: deps.now().toISOString() } : {},
		});
		await attachUploads(tx, deps, sent, { reportId: report.id, messageId });
		await notifyReporter(tx, deps, moved, { move: 'message' });
		await writeAudit(tx, deps, { actor: officer, action: 'report.messaged', subject: number });
	});
}

/** Asking more often than the rules say stops no clock any more: that would be an extension without an approver. */
async function mayWait(from: Reader, { content }: Pick<StaffDeps, 'content'>, report: Report): Promise<boolean> {
	if (!report.dueBy || report.waitingSince) return false;
	const sent = await from
		.select({ fields: events.fields })
		.from(events)
		.where(and(eq(events.reportId, report.id), eq(events.move, 'message')));
	return sent.filter(({ fields }) => fields.askForMore).length < content.approvals.waiting.times;
}
