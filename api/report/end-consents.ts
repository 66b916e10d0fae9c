import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { identityRequests } from '../../db/schema/identity.ts';
import type { Report } from './report.ts';

/** Whoever loses a case, to another officer, unit or the city, loses the consent to open who reported it. */
export async function endConsents(tx: Transaction, before: Report, after: Report): Promise<void> {
	const unaffected =
		before.handlerId === after.handlerId && before.unitId === after.unitId && before.bypassed === after.bypassed;
	if (unaffected) return;
	await tx
		.update(identityRequests)
		.set({ state: 'ended' })
		.where(and(eq(identityRequests.reportId, after.id), inArray(identityRequests.state, ['waiting', 'granted'])));
}
