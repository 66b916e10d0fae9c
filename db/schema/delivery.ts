import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Work that must follow a change for certain, written in the same transaction and done afterwards. */
export const outbox = sqliteTable(
	'outbox',
	{
		id: text().primaryKey(),
		/** What is to be done: a key of delivery/deliver.ts. */
		kind: text().notNull(),
		/** Set where the same errand must not be left twice, e.g. one reminder a report, clock and day. */
		once: text().unique(),
		/** JSON, never with anything of the reporter. */
		payload: text().notNull(),
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
export const unreadNews = sqliteTable(
	'unread_news',
	{
		unitId: text('unit_id').notNull(),
		/** A key of delivery/news.ts. */
		news: text().notNull(),
		toldAt: text('told_at').notNull(),
	},
	(t) => [primaryKey({ columns: [t.unitId, t.news] })],
);
