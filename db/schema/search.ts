import { counter, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/**
 * What staff can search of a report: town, place, and what staff wrote in notes and fields of its events. Kept by
 * db/search.ts, with an index of its own; nothing of the reporter's sealed words or identity is here.
 */
export const reportTexts = table('report_texts', {
	/** Grows with each new report. */
	seq: counter(),
	reportId: text('report_id')
		.notNull()
		.unique()
		.references(() => reports.id),
	/** Three characters that stand for the county. */
	area: text().notNull(),
	/** Parts with an end of line after each. */
	words: text().notNull(),
});
