import { counter, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/**
 * What staff can search of a report: town, and what staff wrote in its name of the place, in notes and in fields of events. Kept by
 * db/search.ts, with an index of its own; nothing that a reporter wrote is here.
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
