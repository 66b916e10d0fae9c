import { index, integer, table, text } from '../columns/columns.ts';

/** Work that one process of all does at a time: who does it, and until when unless they say so again. */
export const leases = table('leases', {
	/** What is done. */
	name: text().primaryKey(),
	/** Id that a process gives itself at its start. */
	holder: text().notNull(),
	until: text().notNull(),
});

/**
 * What the rate limits count, together for all processes. Rows last as long as the limit, an hour at most, belong to no
 * report, and are in no backup.
 */
export const attempts = table(
	'attempts',
	{
		/** Keyed hash of the day, the limit and the network or receipt: no address is stored. */
		hash: text().primaryKey(),
		points: integer().notNull(),
		/** When counting begins anew. */
		until: text().notNull(),
		/** When a process last added to it: the others read what changed since they last looked. */
		changedAt: text('changed_at').notNull(),
	},
	(t) => [index('attempts_by_change').on(t.changedAt), index('attempts_by_end').on(t.until)],
);
