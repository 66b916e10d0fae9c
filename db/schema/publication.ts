import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** States of a result on its way to the public. */
export const resultStatuses = ['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const;

/** A result on its way to the public. */
export const results = sqliteTable(
	'results',
	{
		id: text().primaryKey(),
		/** Id on the public site, unrelated to the receipt number. */
		publicId: text('public_id').notNull().unique(),
		reportId: text('report_id').notNull(),
		/** Area whose officers may know of it: the report's when the draft was begun, the city's once it is by-passed. */
		adcode: integer().notNull(),
		/** Unit that has the report; its officers may know of it. */
		unitId: text('unit_id').notNull().default(''),
		status: text({ enum: resultStatuses }).notNull(),
		/** What the officer wrote, read by the schema of api/publication/results/draft-body.ts. */
		body: text({ mode: 'json' }).notNull(),
		/** Who wrote it; somebody else must approve it. */
		drafterId: text('drafter_id').notNull(),
		drafterName: text('drafter_name').notNull(),
		approverId: text('approver_id'),
		approverName: text('approver_name'),
		version: integer().notNull(),
		createdAt: text('created_at').notNull(),
		updatedAt: text('updated_at').notNull(),
		/** The public record exactly as approved, read by the schema of content/schema/result.ts; null until then. */
		record: text({ mode: 'json' }),
		returnReason: text('return_reason'),
		demo: integer({ mode: 'boolean' }).notNull(),
	},
	(t) => [uniqueIndex('results_by_report').on(t.reportId), index('results_by_county').on(t.adcode, t.status)],
);

/** A batch in which published results are gathered (第N批). */
export const batches = sqliteTable(
	'batches',
	{
		id: text().primaryKey(),
		/** N of 第N批. */
		number: integer().notNull(),
		status: text({ enum: ['draft', 'submitted', 'returned', 'published'] }).notNull(),
		/** Moment up to which the batch reports, with the offset it was given in. */
		asOf: text('as_of').notNull(),
		/** Who gathered it; somebody else must approve it. */
		drafterId: text('drafter_id').notNull(),
		drafterName: text('drafter_name').notNull(),
		approverId: text('approver_id'),
		approverName: text('approver_name'),
		version: integer().notNull(),
		createdAt: text('created_at').notNull(),
		updatedAt: text('updated_at').notNull(),
		/** The public cover exactly as approved, read by the schema of content/schema/batch.ts; null until then. */
		record: text({ mode: 'json' }),
		returnReason: text('return_reason'),
		demo: integer({ mode: 'boolean' }).notNull(),
	},
	(t) => [uniqueIndex('batches_by_number').on(t.number)],
);

/** Which results a batch holds: each result stands in one batch at most. */
export const batchCases = sqliteTable(
	'batch_cases',
	{
		resultId: text('result_id').primaryKey(),
		batchId: text('batch_id').notNull(),
	},
	(t) => [index('batch_cases_by_batch').on(t.batchId)],
);
