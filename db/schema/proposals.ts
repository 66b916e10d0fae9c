import { index, json, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/** A move that one officer proposed and another has to approve before it takes effect. */
export const proposals = table(
	'proposals',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		/** A move of handling/moves.ts. */
		move: text().notNull(),
		/** The fields of the move, without the text to the reporter. */
		fields: json().$type<Record<string, unknown>>().notNull(),
		/** Text to the reporter, sealed to the operator and to the report's own key; null where there is none. */
		sealedReply: text('sealed_reply'),
		proposedById: text('proposed_by_id').notNull(),
		proposedByName: text('proposed_by_name').notNull(),
		proposedAt: text('proposed_at').notNull(),
		/** confirming: approved, the city has to confirm it. */
		state: text({ enum: ['waiting', 'confirming', 'approved', 'returned', 'withdrawn'] }).notNull(),
		decidedById: text('decided_by_id'),
		decidedByName: text('decided_by_name'),
		decidedAt: text('decided_at'),
		/** Officer of the city who confirmed it. */
		confirmedById: text('confirmed_by_id'),
		confirmedByName: text('confirmed_by_name'),
		/** Why it was returned. */
		reason: text(),
	},
	(t) => [index('proposals_by_report').on(t.reportId, t.proposedAt), index('proposals_by_state').on(t.state)],
);
