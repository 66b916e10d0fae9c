import { z } from 'zod';
import type { Officer } from '../../accounts/officer.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { line } from '../../text.ts';
import { canOpenIdentity } from '../show.ts';
import { findAttachment } from './find-attachment.ts';
import { readSealed } from './read-sealed.ts';

export const OriginalRequest = z.strictObject({
	reason: line({ name: '理由', missing: '请写明理由', short: '请写明查看理由，至少 4 个字', least: 4, most: 200 }),
});

export interface Original {
	bytes: ReadableStream<Uint8Array>;
	size: number;
	/** Receipt number, place and ending: nothing of the name on the phone. */
	name: string;
}

/**
 * The file exactly as the reporter sent it, metadata included: it may tell who took it, so whoever may see the
 * reporter's identity may open it, and nobody else. The log row is on disk before the first byte leaves.
 */
export async function openOriginal(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ id, reason }: { id: string; reason: string },
): Promise<Original> {
	const { report, attachment, place } = await findAttachment(deps, officer, number, id);
	if (!canOpenIdentity(officer, report)) {
		throw new PortalError('forbidden', '只有本件承办人和本地区审核人员可以打开原件。');
	}
	const bytes = await readSealed(deps, deps.files.original(id));
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'evidence.opened', subject: number, reason }),
	);
	const ending = attachment.format === 'jpeg' ? 'jpg' : attachment.format;
	return { bytes, size: attachment.size, name: `${number}-${place}.${ending}` };
}
