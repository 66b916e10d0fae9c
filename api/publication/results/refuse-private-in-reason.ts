import { eq } from 'drizzle-orm';
import { reports } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { findResult } from './find-result.ts';
import { refusePrivateInPublic } from './refuse-private.ts';

/**
 * The reason of a withdrawal is public at once and needs to name nobody: what is only possible is refused as well. A
 * result that cannot be withdrawn now is not looked at, so that no reason can be tried without being published.
 */
export async function refusePrivateInReason(
	deps: StaffDeps,
	officer: Officer,
	{ id, version, reason }: { id: string; version: number; reason: string },
): Promise<void> {
	const row = await findResult(deps.db.read, officer, id);
	if (row.status !== 'published' || row.version !== version) return;
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, row.reportId));
	if (!report) return;
	const texts: Array<[path: string, text: string]> = [['reason', reason]];
	await refusePrivateInPublic(deps, officer, { report, subject: row.publicId, texts }, ['certain', 'possible']);
}
