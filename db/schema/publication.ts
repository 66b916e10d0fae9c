import type { PublicationKindId, PublicationStatus } from '../../content/facts/publication-kinds.ts';
import { boolean, counter, index, integer, json, table, text, uniqueIndex } from '../columns/columns.ts';

/** What two people publish: an edition of something on its way to the public, whatever its kind. */
export const publications = table(
	'publications',
	{
		id: text().primaryKey(),
		kind: text().$type<PublicationKindId>().notNull(),
		/** Id on the public site, unrelated to any receipt number; all editions share it. */
		publicId: text('public_id').notNull(),
		/** From 1: each that replaces a published one is another. */
		edition: integer().notNull(),
		/** Report that it is about; null for kinds that are about none. */
		reportId: text('report_id'),
		/** Area whose officers may know of it: the report's when the draft was begun, the city's once it is by-passed. */
		adcode: integer().notNull(),
		/** Unit that has the report; its officers may know of it. */
		unitId: text('unit_id').notNull().default(''),
		status: text().$type<PublicationStatus>().notNull(),
		/** What the officer wrote, read by the schema of its kind. */
		body: json().notNull(),
		/** Who wrote it; somebody else must approve it. */
		drafterId: text('drafter_id').notNull(),
		drafterName: text('drafter_name').notNull(),
		approverId: text('approver_id'),
		approverName: text('approver_name'),
		version: integer().notNull(),
		createdAt: text('created_at').notNull(),
		updatedAt: text('updated_at').notNull(),
		/** The public record exactly as approved, read by the schema of its kind; null until then. */
		record: json(),
		returnReason: text('return_reason'),
		demo: boolean().notNull(),
	},
	(t) => [
		uniqueIndex('publications_by_public_id').on(t.kind, t.publicId, t.edition),
		uniqueIndex('publications_by_report').on(t.reportId, t.kind, t.edition),
		index('publications_by_county').on(t.kind, t.adcode, t.status),
	],
);

/** Which results a batch holds: each result stands in one batch at most. */
export const batchCases = table(
	'batch_cases',
	{
		/** Public id of the result, in whatever edition. */
		publicId: text('public_id').primaryKey(),
		batchId: text('batch_id').notNull(),
	},
	(t) => [index('batch_cases_by_batch').on(t.batchId)],
);

/**
 * Builds of the public site, where several machines serve it: the last one that is shared is the one that is up. A row is
 * made before what is built is read, so that a build begun later never shows less than an earlier one.
 */
export const siteBuilds = table('site_builds', {
	nr: counter(),
	begunAt: text('begun_at').notNull(),
	/** Name of its folder; null until it is finished. */
	name: text(),
	/** Digest of the list of its files, with the id of its suite: the storage alone cannot change the site. */
	digest: text(),
	/** When all of it lay in the storage; null until then. */
	sharedAt: text('shared_at'),
});
