import { and, eq, inArray, isNull, or, sum } from 'drizzle-orm';
import { megabyte } from '../../../content/facts/file-size.ts';
import type { Reader } from '../../../db/database.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { messageQuota } from '../../report/message-quota.ts';
import { whomToCall } from '../track/whom-to-call.ts';

const dayMs = 86_400_000;

/**
 * Refuses what one receipt adds past the caps of content/rules/receipt.yaml. Asked in the transaction that adds, so that
 * many at once do not pass together. Throws too_many with whom to ring.
 */
export async function refusePastCap(tx: Reader, deps: Pick<Deps, 'content' | 'now'>, reportId: string): Promise<void> {
	const { sent, most, sentToday, mostADay } = await messageQuota(tx, deps, reportId);
	const tomorrow = { retryAfter: dayMs / 1000 };
	if (sent >= most) {
		const sentence = `这件举报已补充 ${sent} 次，达到上限；确需继续补充的，可以请承办单位增加次数。`;
		throw new PortalError('too_many', `${sentence}${whomToCall(deps.content)}`, tomorrow);
	}
	if (sentToday >= mostADay) {
		const sentence = `24 小时内已补充 ${sentToday} 次，达到上限，请明天再补充。`;
		throw new PortalError('too_many', `${sentence}${whomToCall(deps.content)}`, tomorrow);
	}
}

/** Refuses files with which those of one report would come to more than receipt.yaml says. Throws too_large. */
export async function refuseTooManyBytes(
	tx: Reader,
	{ content }: Pick<Deps, 'content'>,
	reportId: string,
	ids: readonly string[],
): Promise<void> {
	if (ids.length === 0) return;
	const ownFiles = and(eq(uploads.reportId, reportId), isNull(uploads.taskId), isNull(uploads.messageId));
	const [all] = await tx
		.select({ bytes: sum(uploads.size).mapWith(Number) })
		.from(uploads)
		.where(or(ownFiles, inArray(uploads.id, [...ids])));
	const { filesMb } = content.receipt;
	if ((all?.bytes ?? 0) <= filesMb * megabyte) return;
	const sentence = `这件举报的附件合计不能超过 ${filesMb} MB，请去掉这次添加的文件，只补充文字。`;
	throw new PortalError('too_large', `${sentence}${whomToCall(content)}`);
}
