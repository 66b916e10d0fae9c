import { and, count, eq, gt } from 'drizzle-orm';
import type { Reader } from '../../db/open.ts';
import { messages } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';

const dayMs = 86_400_000;

/**
 * Refuses what one receipt adds past the caps of content/rules/receipt.yaml. Asked in the transaction that adds, so that
 * many at once do not pass together. Throws too_many with whom to ring.
 */
export async function refusePastCap(
	tx: Reader,
	{ content, now }: Pick<Deps, 'content' | 'now'>,
	reportId: string,
): Promise<void> {
	const { messagesADay, messages: most } = content.receipt;
	const dayAgo = new Date(now().getTime() - dayMs).toISOString();
	const sent = and(eq(messages.reportId, reportId), eq(messages.author, 'reporter'));
	const [all] = await tx.select({ n: count() }).from(messages).where(sent);
	if ((all?.n ?? 0) >= most) {
		throw new PortalError('too_many', `这件举报已补充 ${most} 次，达到上限。${whomToRing(content)}`);
	}
	const [today] = await tx
		.select({ n: count() })
		.from(messages)
		.where(and(sent, gt(messages.at, dayAgo)));
	if ((today?.n ?? 0) >= messagesADay) {
		const sentence = `24 小时内已补充 ${messagesADay} 次，达到上限，请明天再补充。${whomToRing(content)}`;
		throw new PortalError('too_many', sentence, { retryAfter: dayMs / 1000 });
	}
}

function whomToRing({ site }: Deps['content']): string {
	const first = site.hotlines
		.filter(({ emergency }) => emergency)
		.map(({ number }) => number)
		.join('、');
	const office = site.phone ? `其他情况请致电${site.phone}。` : '其他情况请拨打 12345。';
	return `${first ? `情况紧急的，请拨打 ${first}；` : ''}${office}`;
}
