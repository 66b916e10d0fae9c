import { evidenceFormats, evidenceKinds } from '../../content/facts/evidence-kinds.ts';
import { index, integer, primaryKey, table, text } from '../columns/columns.ts';
import { messages, reports } from './reports.ts';
import { tasks } from './tasks.ts';

/**
 * One file that somebody sent or is sending: a reporter or a grid worker as evidence, an officer with a message to the
 * reporter. The file itself lies sealed below DATA_DIR/sealed under this id; its name on the phone is stored nowhere.
 */
export const uploads = table(
	'uploads',
	{
		id: text().primaryKey(),
		/** Keyed hash of the token of the draft that made it: only that draft can continue, send or remove it. */
		draftHash: text('draft_hash').notNull(),
		state: text({ enum: ['arriving', 'sealed'] }).notNull(),
		/** Bytes, as announced before the first one came. */
		size: integer().notNull(),
		/** Bytes that had arrived when they were last counted: what an upload counts for against the quotas. */
		arrived: integer().notNull().default(0),
		/** When something of it last arrived; at first when it was announced. */
		progressAt: text('progress_at').notNull().default(''),
		/** Announced at first, found by content once sealed. */
		kind: text({ enum: evidenceKinds }),
		/** Found by content; null until sealed. */
		format: text({ enum: evidenceFormats }),
		/** Keyed hash of the original's digest: the same for the same file, and for this portal alone. Null until sealed. */
		digestHash: text('digest_hash'),
		/** The digest as other tools make it, with the id of its suite, sealed to the operator; null until sealed. */
		sealedDigest: text('sealed_digest'),
		/** Clean pictures made anew that lie beside the original: one of a picture, one a page of a document. */
		previews: integer().notNull().default(0),
		/** Pages of a document, of which the first are drawn; null of anything else. */
		pages: integer(),
		createdAt: text('created_at').notNull(),
		/** The report it was sent with; null while the draft is not sent. */
		reportId: text('report_id').references(() => reports.id),
		/** The task that a grid worker sent it for; null for the reporter's own. */
		taskId: text('task_id').references(() => tasks.id),
		/** The message of staff that it goes with: the reporter can see it; null for evidence. */
		messageId: text('message_id').references(() => messages.id),
		/** When it was sent with the report or with a later message. */
		attachedAt: text('attached_at'),
	},
	(t) => [index('uploads_by_draft').on(t.draftHash), index('uploads_by_report').on(t.reportId, t.attachedAt)],
);

/**
 * Pieces of a file that is still arriving, where they lie in a storage that several processes share: each begins where
 * the one before it ends. None of a file that arrives on a disk, nor of one that is sealed.
 */
export const uploadPieces = table(
	'upload_pieces',
	{
		uploadId: text('upload_id')
			.notNull()
			.references(() => uploads.id, { onDelete: 'cascade' }),
		/** Byte of the file that it begins with. */
		start: integer().notNull(),
		/** Bytes. */
		length: integer().notNull(),
		/** Name of the object: it is never written a second time. */
		name: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.uploadId, t.start] })],
);
