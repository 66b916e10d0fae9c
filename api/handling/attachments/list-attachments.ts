import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../../../db/open.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Report } from '../record-event.ts';

export type Attachment = typeof uploads.$inferSelect;

/** The files of a report in the order in which they were sent. */
export async function attachmentsOf(from: Reader, report: Report): Promise<Attachment[]> {
	return from
		.select()
		.from(uploads)
		.where(eq(uploads.reportId, report.id))
		.orderBy(asc(uploads.attachedAt), asc(uploads.id));
}

/** What staff see of the files before opening any. */
export async function listAttachments(from: Reader, report: Report) {
	return (await attachmentsOf(from, report)).map(({ id, kind, format, size, sha256, hasPreview, attachedAt }) => ({
		id,
		kind,
		format,
		size,
		sha256,
		hasPreview,
		at: attachedAt,
	}));
}
