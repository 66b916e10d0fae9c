import { setImmediate } from 'node:timers/promises';
import {
	and,
	asc,
	count,
	desc,
	eq,
	getTableColumns,
	inArray,
	isNull,
	lt,
	ne,
	notInArray,
	or,
	type Placeholder,
	type SQL,
	sql,
} from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { kept, keptBy } from '../../db/kept.ts';
import { events, messages } from '../../db/schema/reports.ts';
import { invalid } from '../http/errors.ts';
import type { Unsealer } from '../keys/seal.ts';
import { conversationEvents, type EventName } from './events/table.ts';
import type { Report } from './report.ts';

export type StoredMessage = typeof messages.$inferSelect;
type EventRow = typeof events.$inferSelect;

/** Messages per page: decrypting each takes milliseconds, and phones may be on slow connections. */
export const pageSize = 20;
/** Lines of the conversation that stand in the history as well, the newest. */
const mostInHistory = 50;

/** What both sides wrote, the newest page or the one before `before`. */
export interface Page {
	/** In the order in which they were written. */
	messages: StoredMessage[];
	/** All that there are. */
	total: number;
	/** How many are older than these. */
	more: number;
	/** What to ask the page before this one with; null where there is none. */
	before: string | null;
}

/** Conditions on messages, for who reads them. */
export const readers = {
	/** The answer that came with a move stands in the history that reporters read. */
	reporter: or(
		isNull(events.move),
		// Messages sent with a void receipt are not shown to the holder of the new one.
		and(eq(messages.author, 'reporter'), ne(events.move, 'retaliation-by-void')),
		eq(events.move, 'message'),
	),
	/** What reporters wrote is closed to a county that reads the city's summary. */
	closed: ne(messages.author, 'reporter'),
} as const;

/** One page of a conversation. Throws invalid for a message that is not of this report. */
export async function pageOf(
	from: Reader,
	report: Pick<Report, 'id'>,
	reads: SQL | undefined,
	before?: string,
): Promise<Page> {
	if (reads === readers.reporter && before === undefined) {
		const newest = await newestForReporter(from).execute({ id: report.id });
		if (newest.length < pageSize) {
			return { messages: newest.reverse(), total: newest.length, more: 0, before: null };
		}
	}
	const shown = and(eq(messages.reportId, report.id), reads);
	const page = await from
		.select(getTableColumns(messages))
		.from(messages)
		.leftJoin(events, eq(events.id, messages.eventId))
		.where(and(shown, before === undefined ? undefined : await olderThan(from, report, before)))
		.orderBy(desc(messages.at), desc(messages.id))
		.limit(pageSize);
	const counting = async (condition: SQL | undefined) => {
		const [row] = await from
			.select({ n: count() })
			.from(messages)
			.leftJoin(events, eq(events.id, messages.eventId))
			.where(and(shown, condition));
		return row?.n ?? 0;
	};
	const oldest = page.at(-1);
	const more = oldest ? await counting(isBefore(oldest)) : 0;
	return {
		messages: page.reverse(),
		total: await counting(undefined),
		more,
		before: oldest && more > 0 ? oldest.id : null,
	};
}

/** What a reporter who tracks a report is shown, and most reports have no second page. */
const newestForReporter = kept((on) =>
	on
		.select(getTableColumns(messages))
		.from(messages)
		.leftJoin(events, eq(events.id, messages.eventId))
		.where(and(eq(messages.reportId, sql.placeholder('id')), readers.reporter))
		.orderBy(desc(messages.at), desc(messages.id))
		.limit(pageSize)
		.prepare(),
);

async function olderThan(from: Reader, { id }: Pick<Report, 'id'>, before: string): Promise<SQL | undefined> {
	const [message] = await from
		.select()
		.from(messages)
		.where(and(eq(messages.id, before), eq(messages.reportId, id)));
	if (!message) throw invalid({ path: 'before', message: '没有找到这条留言，请刷新后再试' });
	return isBefore(message);
}

function isBefore({ id, at }: Pick<StoredMessage, 'id' | 'at'>): SQL | undefined {
	return or(lt(messages.at, at), and(eq(messages.at, at), lt(messages.id, id)));
}

/** The history of a report, with the newest lines of its conversation; `left` of those are left out. */
export async function shownHistoryOf(
	from: Reader,
	{ id }: Pick<Report, 'id'>,
	without: EventName[] = [],
): Promise<{ history: EventRow[]; left: number }> {
	const work = await workOf(from, without.join(' ')).execute({ id });
	const newest = await newestTalk(from).execute({ id });
	const history = [...work, ...newest].sort((one, other) => one.seq - other.seq);
	if (newest.length < mostInHistory) return { history, left: 0 };
	const [all] = await from.select({ n: count() }).from(events).where(isTalk(id));
	return { history, left: (all?.n ?? 0) - newest.length };
}

const isTalk = (id: string | Placeholder) =>
	and(eq(events.reportId, id), inArray(events.move, [...conversationEvents]));

/** By the names of the events that are left out, a space between them. */
const workOf = keptBy((on, without) =>
	on
		.select()
		.from(events)
		.where(
			and(
				eq(events.reportId, sql.placeholder('id')),
				notInArray(events.move, [...conversationEvents, ...without.split(' ')]),
			),
		)
		.prepare(),
);

const newestTalk = kept((on) =>
	on
		.select()
		.from(events)
		.where(isTalk(sql.placeholder('id')))
		.orderBy(desc(events.seq))
		.limit(mostInHistory)
		.prepare(),
);

/** The texts to the reporter that came with moves, by event. */
export async function repliesOf(from: Reader, { id }: Pick<Report, 'id'>): Promise<Map<string, StoredMessage>> {
	const rows = await replies(from).execute({ id });
	return new Map(rows.map((message) => [message.eventId ?? '', message]));
}

const replies = kept((on) =>
	on
		.select(getTableColumns(messages))
		.from(messages)
		.innerJoin(events, eq(events.id, messages.eventId))
		.where(
			and(
				eq(messages.reportId, sql.placeholder('id')),
				eq(messages.author, 'staff'),
				notInArray(events.move, [...conversationEvents]),
			),
		)
		.orderBy(asc(messages.at))
		.prepare(),
);

/** Decrypts each once, one after the other, yielding to the event loop in between. The texts by message id. */
export async function openAll(unsealer: Unsealer, sealed: Iterable<StoredMessage>): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	for (const { id, sealed: text } of sealed) {
		if (texts.has(id)) continue;
		texts.set(id, await unsealer.open(text));
		await setImmediate();
	}
	return texts;
}
