import { sql } from 'drizzle-orm';
import { index, integer, json, primaryKey, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/** Counties that must never see a report. Rows are only added; no row is ever removed. */
export const byPasses = table(
	'by_passes',
	{
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		adcode: integer().notNull(),
		at: text().notNull(),
		/** Why: the reporter asked, a report with that wish was merged in, or there was retaliation. */
		cause: text({ enum: ['asked', 'merged', 'retaliation'] }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.reportId, t.adcode] })],
);

/**
 * The city asks a reporter whether a county may check what they reported: two officers of the city agree on the
 * question, the reporter alone answers it, and silence means no.
 */
export const consents = table(
	'consents',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		/** Unit of the county that would get the summary. */
		unitId: text('unit_id').notNull(),
		/** What that unit would read, in the city's words: sealed to the operator and to the report's own key. */
		sealedSummary: text('sealed_summary').notNull(),
		/** Why it is asked; staff of the city only. */
		reason: text().notNull(),
		proposedById: text('proposed_by_id').notNull(),
		proposedByName: text('proposed_by_name').notNull(),
		proposedAt: text('proposed_at').notNull(),
		decidedById: text('decided_by_id'),
		decidedByName: text('decided_by_name'),
		decidedAt: text('decided_at'),
		state: text({
			enum: ['proposed', 'returned', 'asked', 'agreed', 'refused', 'expired', 'handed-over'],
		}).notNull(),
		/** When the reporter answered last. */
		answeredAt: text('answered_at'),
		/** Not handed over before; null unless agreed. */
		handOverAt: text('hand_over_at'),
		/** Ids of the files that the reporter ticked. */
		files: json().$type<string[]>().notNull().default(sql`'[]'`),
	},
	(t) => [
		index('consents_by_report').on(t.reportId, t.proposedAt),
		index('consents_by_state').on(t.state, t.handOverAt),
	],
);
