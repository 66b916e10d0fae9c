import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { uploads } from '../../db/schema/evidence.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { PartFile } from './uploads/part-file.ts';

export type Upload = typeof uploads.$inferSelect;

/** One upload of this draft. Another draft's is not found, exactly like one that does not exist. */
export async function findUpload(deps: Deps, from: Reader, draft: string, id: string): Promise<Upload> {
	// No id of ours holds this character, and PostgreSQL takes no text that does.
	if (id.includes('\0')) throw unknownFile();
	const [upload] = await from
		.select()
		.from(uploads)
		.where(and(eq(uploads.id, id), inArray(uploads.draftHash, deps.keys.all('draft', draft))));
	if (!upload) throw unknownFile();
	return upload;
}

function unknownFile(): PortalError {
	return new PortalError('not_found', '没有找到这个文件，可能已经过期删除，请重新添加。');
}

/** The arriving file of an upload, readable with the draft's token only. It is in the suite that its row names. */
export function partOf(
	deps: Pick<Deps, 'files' | 'keys'>,
	draft: string,
	{ id, draftHash }: Pick<Upload, 'id' | 'draftHash'>,
): PartFile {
	const use = { purpose: 'upload', value: `${id} ${draft}` } as const;
	return deps.files.part(id, (offset) => deps.keys.cipherAt(use, draftHash, offset));
}
