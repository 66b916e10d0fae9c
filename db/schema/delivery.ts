import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
