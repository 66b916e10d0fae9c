import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { proposals } from '../../db/schema/proposals.ts';
import type { Deps } from '../deps.ts';
import type { Report } from './report.ts';

/** Ends what waits on a report that leaves its unit in another way; the caller clears `proposedMove` with its event. */
export async function dropProposal(tx: Transaction, { now }: Pick<Deps, 'now'>, { id }: Pick<Report, 'id'>) {
	await tx
		.update(proposals)
		.set({ state: 'withdrawn', decidedAt: now().toISOString() })
		.where(and(eq(proposals.reportId, id), inArray(proposals.state, ['waiting', 'confirming'])));
}
