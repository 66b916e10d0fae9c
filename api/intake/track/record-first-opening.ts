import { and, eq, isNull } from 'drizzle-orm';
import { isDiskFull } from '../../../db/disk-space.ts';
import { importedReports } from '../../../db/schema/intake.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';

/**
 * Records once that the receipt of an imported report is in use, since receipts in use are never renewed. On a full disk
 * the case is shown all the same: no receipt can be renewed then either, and the next opening is recorded.
 */
export async function recordFirstOpening(deps: Pick<Deps, 'db' | 'now'>, { id, channel }: Report): Promise<void> {
	if (channel !== 'hotline') return;
	const unopened = and(eq(importedReports.reportId, id), isNull(importedReports.openedAt));
	const [found] = await deps.db.read.select({ id: importedReports.reportId }).from(importedReports).where(unopened);
	if (!found) return;
	const openedAt = deps.now().toISOString();
	try {
		await deps.db.write((tx) => tx.update(importedReports).set({ openedAt }).where(unopened));
	} catch (error) {
		if (!isDiskFull(error)) throw error;
	}
}
