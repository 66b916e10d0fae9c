import { and, count, desc, eq, gt } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { events, messages } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';

const dayMs = 86_400_000;

/** How many messages a reporter has added, and how many they may add. */
export interface MessageQuota {
	sent: number;
	most: number;
	/** In the last 24 hours, or since an officer raised the cap. */
	sentToday: number;
	mostADay: number;
}

/** The caps of content/rules/receipt.yaml for one report, with what officers have added to them. */
export async function messageQuota(
	from: Reader,
	{ content, now }: Pick<Deps, 'content' | 'now'>,
	reportId: string,
): Promise<MessageQuota> {
	const raises = await from
		.select({ at: events.at, fields: events.fields })
		.from(events)
		.where(and(eq(events.reportId, reportId), eq(events.move, 'raise-cap')))
		.orderBy(desc(events.seq));
	const dayAgo = new Date(now().getTime() - dayMs).toISOString();
	const [raised] = raises;
	const since = raised && raised.at > dayAgo ? raised.at : dayAgo;
	const sent = and(eq(messages.reportId, reportId), eq(messages.author, 'reporter'));
	const [all] = await from.select({ n: count() }).from(messages).where(sent);
	const [today] = await from
		.select({ n: count() })
		.from(messages)
		.where(and(sent, gt(messages.at, since)));
	const added = raises.reduce((sum, { fields }) => sum + Number(fields.more), 0);
	return {
		sent: all?.n ?? 0,
		most: content.receipt.messages + added,
		sentToday: today?.n ?? 0,
		mostADay: content.receipt.messagesADay,
	};
}
