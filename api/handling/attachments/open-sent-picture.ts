import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { picturesOf } from '../../evidence/list-attachments.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';

/** A picture that staff sent to the reporter, as the reporter sees it. */
export async function openSentPicture(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	id: string,
): Promise<ReadableStream<Uint8Array>> {
	const report = await findReport(deps.db.read, officer, number);
	const sent = [...(await picturesOf(deps.db.read, report)).values()].flat();
	if (!sent.includes(id)) throw new PortalError('not_found', '没有找到这张照片，请刷新页面后再试。');
	const picture = await readSealed(deps, deps.files.forReporter(id));
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'evidence.previewed', subject: number }));
	return picture;
}
