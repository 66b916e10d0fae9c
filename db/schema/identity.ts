import { index, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/** The officer who handles a case asks to open who reported it; an approver consents, for a day. */
export const identityRequests = table(
	'identity_requests',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		officerId: text('officer_id').notNull(),
		officerName: text('officer_name').notNull(),
		/** Why it is needed. */
		reason: text().notNull(),
		at: text().notNull(),
		/** ended: the officer lost the case. */
		state: text({ enum: ['waiting', 'granted', 'refused', 'ended'] }).notNull(),
		decidedById: text('decided_by_id'),
		decidedByName: text('decided_by_name'),
		decidedAt: text('decided_at'),
		/** Granted until; null before. */
		validUntil: text('valid_until'),
	},
	(t) => [
		index('identity_requests_by_report').on(t.reportId, t.at),
		index('identity_requests_by_state').on(t.state, t.at),
	],
);
