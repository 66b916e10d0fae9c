import { and, eq } from 'drizzle-orm';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';

/**
 * A text to the reporter of a report, sealed for each report that was merged into it, at whatever depth: by id. Sealing
 * takes time, so it is done before the database is locked.
 */
export async function sealForMerged(deps: Deps, number: string, text: string): Promise<Map<string, string>> {
	const sealed = new Map<string, string>();
	const merged = await deps.db.read
		.select()
		.from(reports)
		.where(and(eq(reports.mergedInto, number), eq(reports.status, 'merged')));
	for (const report of merged) {
		sealed.set(report.id, await deps.sealer.seal(text, report.recipient));
		for (const [id, further] of await sealForMerged(deps, report.number, text)) sealed.set(id, further);
	}
	return sealed;
}
