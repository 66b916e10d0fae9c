import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { reports } from './reports.ts';

/**
 * What staff can search of a report: town, place, and what staff wrote in notes and fields of its events. Kept by
 * db/search.ts, with an index of its own; nothing of the reporter's sealed words or identity is here.
 */
export const reportTexts = sqliteTable('report_texts', {
	/** Grows with each new report. */
	seq: integer().primaryKey({ autoIncrement: true }),
	reportId: text('report_id')
		.notNull()
		.unique()
		.references(() => reports.id),
	/** Three characters that stand for the county. */
	area: text().notNull(),
	/** Parts with an end of line after each. */
	words: text().notNull(),
});
