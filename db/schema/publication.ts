import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** A result on its way to the public: draft, submitted, returned, published, withdrawn. */
export const results = sqliteTable(
	'results',
	{
		id: text().primaryKey(),
		/** Id on the public site, unrelated to the receipt number. */
		publicId: text('public_id').notNull().unique(),
		reportId: text('report_id').notNull(),
		adcode: integer().notNull(),
		status: text().notNull(),
		/** JSON of what the officer wrote (publication/draft.ts). */
		body: text().notNull(),
		/** Who wrote it; somebody else must approve it. */
		drafterId: text('drafter_id').notNull(),
		drafterName: text('drafter_name').notNull(),
		approverId: text('approver_id'),
		approverName: text('approver_name'),
		version: integer().notNull(),
		createdAt: text('created_at').notNull(),
		updatedAt: text('updated_at').notNull(),
		/** JSON of the public record exactly as approved; null until then. */
		record: text(),
		returnReason: text('return_reason'),
		demo: integer({ mode: 'boolean' }).notNull(),
	},
	(t) => [uniqueIndex('results_by_report').on(t.reportId), index('results_by_county').on(t.adcode, t.status)],
);
