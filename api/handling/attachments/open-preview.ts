import type { Officer } from '../../accounts/officer.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { findAttachment } from './find-attachment.ts';
import { readSealed } from './read-sealed.ts';

/** The clean picture made of an original; where there is none, the original never takes its place. */
export async function openPreview(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	id: string,
): Promise<ReadableStream<Uint8Array>> {
	const { attachment } = await findAttachment(deps, officer, number, id);
	if (!attachment.hasPreview) {
		throw new PortalError('not_found', '这个附件没有预览图，需要查看的，由承办人员说明理由后打开原件。');
	}
	const picture = await readSealed(deps, deps.files.preview(id));
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'evidence.previewed', subject: number }));
	return picture;
}
