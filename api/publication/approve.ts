import { eq } from 'drizzle-orm';
import { reports } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { changeResult } from './change-result.ts';
import { publicRecord } from './public-record.ts';

/** The second pair of eyes publishes: the record is fixed now, the errand writes it out and rebuilds the site. */
export function approve(deps: StaffDeps, officer: Officer, id: string, version: number) {
	return changeResult(deps, officer, id, version, 'result.approved', async (tx, row) => {
		if (row.status !== 'submitted') throw new PortalError('not_now', '只有待审核的结果可以发布。');
		if (row.drafterId === officer.id) {
			throw new PortalError('forbidden', '不能审核自己拟写的结果，请由另一名人员审核。');
		}
		const [report] = await tx.select().from(reports).where(eq(reports.id, row.reportId));
		if (!report) throw new PortalError('not_found', '没有找到对应的线索，不能发布。');
		await enqueue(tx, deps, { kind: 'record.write', resultId: row.id });
		return {
			status: 'published',
			approverId: officer.id,
			approverName: officer.name,
			record: JSON.stringify(publicRecord(deps, row, report)),
		};
	});
}
