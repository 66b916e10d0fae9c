import { index, integer, table, text } from '../columns/columns.ts';

/** Who did or looked at what. Append-only by trigger; each row carries the hash of the one before it. */
export const audit = table(
	'audit',
	{
		/** 1, 2, 3 … without gaps. */
		seq: integer().primaryKey(),
		at: text().notNull(),
		/** Account id; null for the reporter and for the portal itself. */
		actorId: text('actor_id'),
		actorName: text('actor_name').notNull(),
		/** A key of api/audit/actions.ts when it was written. Rows stay for good, also those of actions that are no more. */
		action: text().notNull(),
		/** Receipt number, public id or account name; never a reporter. */
		subject: text().notNull(),
		reason: text(),
		hash: text().notNull(),
	},
	(t) => [index('audit_by_action').on(t.action, t.seq)],
);
