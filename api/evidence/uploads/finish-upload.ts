import { and, eq } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Upload } from '../find-upload.ts';
import { keepDigest } from '../keep-digest.ts';
import { sealFile } from '../seal-file.ts';
import type { PartFile } from './part-file.ts';
import { removeUpload } from './remove-upload.ts';

/**
 * Has a complete file inspected and seals original and pictures made of it. A refused one is removed with all its
 * traces. `party`: who brings it. Throws file_refused, too_large, or unavailable where too many wait.
 */
export async function finishUpload(deps: Deps, upload: Upload, part: PartFile, party: string): Promise<void> {
	try {
		const { format, kind, pictures, pages } = await deps.inspector.inspect(party, part.stream, upload.size);
		const digest = await sealFile(deps, part.stream(), deps.files.original(upload.id));
		for (const [index, picture] of pictures.entries()) {
			await sealFile(deps, new Blob([picture]).stream(), deps.files.preview(upload.id, index + 1));
		}
		const keptDigest = await keepDigest(deps, digest);
		const [sealed] = await deps.db.write((tx) =>
			tx
				.update(uploads)
				.set({ state: 'sealed', kind, format, ...keptDigest, previews: pictures.length, pages })
				.where(and(eq(uploads.id, upload.id), eq(uploads.state, 'arriving')))
				.returning({ id: uploads.id }),
		);
		if (!sealed) return afterAnother(deps, upload);
	} catch (error) {
		if ((await stateOf(deps, upload)) === 'sealed') return;
		if (isRefusal(error)) await removeUpload(deps, upload.id);
		throw error;
	}
	await deps.files.removePart(upload.id);
	deps.log.info({ event: 'upload.sealed', size: upload.size });
}

/** Another process was faster: it sealed the same file, or its reporter took it back there. */
async function afterAnother(deps: Deps, upload: Upload): Promise<void> {
	if ((await stateOf(deps, upload)) === undefined) await deps.files.remove(upload.id);
}

async function stateOf({ db }: Deps, { id }: Upload): Promise<Upload['state'] | undefined> {
	const [row] = await db.read.select({ state: uploads.state }).from(uploads).where(eq(uploads.id, id));
	return row?.state;
}

/** What cannot be inspected just now stays for another try. */
function isRefusal(error: unknown): boolean {
	return error instanceof PortalError && error.code !== 'unavailable';
}
