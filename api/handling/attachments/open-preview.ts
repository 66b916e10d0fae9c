import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findAttachment } from './find-attachment.ts';

/**
 * The clean picture made of an original, or of a page of it, from 1; where there is none, the original never takes its
 * place.
 */
export async function openPreview(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ id, page }: { id: string; page: number },
): Promise<ReadableStream<Uint8Array>> {
	const { attachment } = await findAttachment(deps, officer, number, id);
	if (page > attachment.previews) {
		throw new PortalError('not_found', '这个附件没有预览图，需要查看的，由承办人员说明理由后打开原件。');
	}
	const picture = await readSealed(deps, deps.files.preview(id, page));
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'evidence.previewed', subject: number }));
	return picture;
}
