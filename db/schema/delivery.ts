import { index, integer, json, primaryKey, table, text } from '../columns/columns.ts';

/** What a unit can be told; in words in api/outbox/notification-texts.ts. */
export type News = 'new' | 'approval' | 'due' | 'identity' | 'overdue';

/** Work that follows a change. It holds ids and numbers, never anything of a reporter. */
export type Job =
	/** Tell a unit that a report waits for it. */
	| { kind: 'unit.notify'; unitId: string; number: string; news?: News }
	/** The same by one channel, so that a channel that fails is tried again alone. */
	| { kind: 'unit.mail' | 'unit.webhook' | 'unit.sms'; unitId: string; news: News }
	/** Call whoever is on duty by one channel; which post it is stands with the call. */
	| { kind: 'alarm.sms' | 'alarm.phone' | 'alarm.webhook'; callId: string; unitId: string }
	/** Tell a reporter who left an address that there is news. The address stays sealed until it is sent. */
	| { kind: 'reporter.notify' | 'reporter.mail' | 'reporter.sms'; reportId: string }
	/** Tell the body that protects reporters that it is needed; which report, it asks the city. */
	| { kind: 'protection.notify' }
	| { kind: 'protection.mail' }
	/** Mail the head of the audit log of a day to where it cannot be reached from this machine. */
	| { kind: 'audit.mail'; day: string; seq: number; hash: string }
	/** Write the file of what two people published, or took back, and rebuild the site. */
	| { kind: 'record.write'; publicationId: string }
	/** Write the public figures of the finished months; rebuild the site if they changed. */
	| { kind: 'statistics.write' }
	/** Rebuild the site from what is there; `anew` also where nothing has changed. */
	| { kind: 'site.rebuild'; anew?: boolean };

/** Work that must follow a change for certain, written in the same transaction and done afterwards. */
export const outbox = table(
	'outbox',
	{
		id: text().primaryKey(),
		/** Of its payload. */
		kind: text().$type<Job['kind']>().notNull(),
		/** Set where the same job must not be left twice, e.g. one reminder a report, clock and day. */
		once: text().unique(),
		/** What is to be done. */
		payload: json().$type<Job>().notNull(),
		createdAt: text('created_at').notNull(),
		/** Not before this time. */
		dueAt: text('due_at').notNull(),
		attempts: integer().notNull(),
		/** Set while a worker has it; free again afterwards if the worker died. */
		claimedUntil: text('claimed_until'),
		doneAt: text('done_at'),
		lastError: text('last_error'),
	},
	(t) => [index('outbox_open').on(t.doneAt, t.dueAt)],
);

/** What a unit was told and nobody there has looked at since: the same is not told again meanwhile. */
export const unreadNews = table(
	'unread_news',
	{
		unitId: text('unit_id').notNull(),
		news: text().$type<News>().notNull(),
		toldAt: text('told_at').notNull(),
	},
	(t) => [primaryKey({ columns: [t.unitId, t.news] })],
);
