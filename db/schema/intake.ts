import { index, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/** The answer given for an Idempotency-Key, so that the same key gets the same answer again. */
export const receipts = table(
	'receipts',
	{
		/** Keyed hash of the Idempotency-Key. */
		keyHash: text('key_hash').primaryKey(),
		/** Keyed hash of the request: the same key with other words is refused. */
		requestHash: text('request_hash').notNull(),
		reportId: text('report_id').notNull(),
		/** The answer, sealed under the Idempotency-Key itself: only its holder can read the secret in it. */
		sealedAnswer: text('sealed_answer').notNull(),
		at: text().notNull(),
	},
	(t) => [index('receipts_by_time').on(t.at)],
);

/** Proof-of-work answers that were used, until they expire: each counts once. */
export const spentChallenges = table(
	'spent_challenges',
	{
		hash: text().primaryKey(),
		expiresAt: text('expires_at').notNull(),
	},
	(t) => [index('spent_challenges_by_expiry').on(t.expiresAt)],
);

/** Numbers under which another hotline keeps what it handed over, so that nothing is taken in twice. */
export const sourceNumbers = table('source_numbers', {
	/** As the 12345 line wrote it. */
	number: text().primaryKey(),
	reportId: text('report_id')
		.notNull()
		.references(() => reports.id),
});

/** A list of the 12345 line that was taken in: who imported it can make its receipts anew for some days. */
export const imports = table(
	'imports',
	{
		id: text().primaryKey(),
		officerId: text('officer_id').notNull(),
		at: text().notNull(),
	},
	(t) => [index('imports_by_officer').on(t.officerId, t.at)],
);

/** The reports of an import. */
export const importedReports = table(
	'imported_reports',
	{
		reportId: text('report_id')
			.primaryKey()
			.references(() => reports.id),
		importId: text('import_id')
			.notNull()
			.references(() => imports.id),
		/** Key hash of the row in receipts that keeps the first receipt, which a new one makes void. */
		receiptHash: text('receipt_hash').notNull(),
		/** When somebody first opened the report with its receipt: from then on it is in use, and never made anew. */
		openedAt: text('opened_at'),
	},
	(t) => [index('imported_reports_by_import').on(t.importId)],
);

/** Secrets that were made void by new ones: whoever still holds one is told so, and may tell of retaliation. */
export const voidSecrets = table(
	'void_secrets',
	{
		/** Keyed hash of number and secret, as it stood at the report. */
		hash: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		at: text().notNull(),
	},
	(t) => [index('void_secrets_by_report').on(t.reportId)],
);
