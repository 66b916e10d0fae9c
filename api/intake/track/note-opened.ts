import { and, eq, isNull } from 'drizzle-orm';
import { isDiskFull } from '../../../db/room.ts';
import { importedReports } from '../../../db/schema/intake.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';

/**
 * Writes once that the receipt of an imported report is in use: whoever has opened it is not locked out by a new one.
 * On a full disk the case is shown all the same; nothing can be made anew there either, and the next look counts.
 */
export async function noteOpened(deps: Pick<Deps, 'db' | 'now'>, { id, channel }: Report): Promise<void> {
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
