import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { proposals } from '../../../db/schema/proposals.ts';
import { PortalError } from '../../http/errors.ts';
import type { Report } from '../../report/report.ts';

export type Proposal = typeof proposals.$inferSelect;

/** What was proposed last on a report, and whatever became of it. */
export async function lastProposal(from: Reader, { id }: Pick<Report, 'id'>): Promise<Proposal | undefined> {
	const [last] = await from
		.select()
		.from(proposals)
		.where(eq(proposals.reportId, id))
		.orderBy(desc(proposals.proposedAt), desc(proposals.id))
		.limit(1);
	return last;
}

/** The proposal that waits on a report. Throws not_now where none does. */
export async function waitingProposal(from: Reader, { id }: Pick<Report, 'id'>): Promise<Proposal> {
	const [waiting] = await from
		.select()
		.from(proposals)
		.where(and(eq(proposals.reportId, id), inArray(proposals.state, ['waiting', 'confirming'])));
	if (!waiting) throw new PortalError('not_now', '这件线索没有等待审批的事项，请刷新页面。');
	return waiting;
}
