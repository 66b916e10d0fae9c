import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { uploads } from '../../db/schema/evidence.ts';
import { tasks } from '../../db/schema/tasks.ts';
import type { StaffDeps } from '../deps.ts';
import { openDigest } from './keep-digest.ts';

export type Attachment = typeof uploads.$inferSelect;

/** The report whose files they are. */
type Of = { id: string };

/** The evidence of a report in the order in which it was sent. */
export async function attachmentsOf(from: Reader, { id }: Of): Promise<Attachment[]> {
	return from
		.select()
		.from(uploads)
		.where(and(eq(uploads.reportId, id), isNull(uploads.messageId)))
		.orderBy(asc(uploads.attachedAt), asc(uploads.id));
}

/** The pictures that staff sent to the reporter, by the message they go with. */
export async function picturesOf(from: Reader, { id }: Of): Promise<Map<string, string[]>> {
	const rows = await from
		.select({ id: uploads.id, messageId: uploads.messageId })
		.from(uploads)
		.where(and(eq(uploads.reportId, id), isNotNull(uploads.messageId)))
		.orderBy(asc(uploads.id));
	const pictures = new Map<string, string[]>();
	for (const { id, messageId } of rows) {
		if (messageId) pictures.set(messageId, [...(pictures.get(messageId) ?? []), id]);
	}
	return pictures;
}

/** What staff see of the files before opening any. */
export async function listAttachments(deps: StaffDeps, report: Of) {
	const found = await attachmentsOf(deps.db.read, report);
	const workers = await workersOf(deps.db.read, found);
	const listed = found.map(async ({ id, kind, format, size, sealedDigest, previews, pages, attachedAt, taskId }) => ({
		id,
		kind,
		format,
		size,
		/** As other tools make it of the original. */
		digest: sealedDigest === null ? null : await openDigest(deps, sealedDigest),
		previews,
		pages,
		at: attachedAt,
		/** The grid worker who took it; null for the reporter. */
		worker: taskId === null ? null : (workers.get(taskId) ?? ''),
	}));
	return Promise.all(listed);
}

/** Names of the grid workers by the task they sent a file for. */
async function workersOf(from: Reader, found: Attachment[]): Promise<Map<string, string>> {
	const ids = [...new Set(found.flatMap(({ taskId }) => taskId ?? []))];
	if (ids.length === 0) return new Map();
	const rows = await from.select({ id: tasks.id, name: tasks.workerName }).from(tasks).where(inArray(tasks.id, ids));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
