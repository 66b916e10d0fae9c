import { and, eq, isNull } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { findUpload } from '../find-upload.ts';

/** Removes a file that was not sent, as its reporter asks. Throws not_found, or not_now once it was sent. */
export async function cancelUpload(deps: Deps, draft: string, id: string): Promise<void> {
	const upload = await findUpload(deps, deps.db.read, draft, id);
	if (upload.reportId || !(await removeUpload(deps, upload.id))) {
		throw new PortalError('not_now', '这个文件已经随举报提交，不能再删除。');
	}
}

/** Removes row and files of an upload that belongs to no report; false when it belongs to one. */
export async function removeUpload(deps: Pick<Deps, 'db' | 'files' | 'unsentFiles'>, id: string): Promise<boolean> {
	const removed = await deps.db.write((tx) =>
		tx
			.delete(uploads)
			.where(and(eq(uploads.id, id), isNull(uploads.reportId)))
			.returning(),
	);
	if (removed.length === 0) return false;
	deps.unsentFiles.forget(id);
	await deps.files.remove(id);
	return true;
}
