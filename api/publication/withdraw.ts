import { eq } from 'drizzle-orm';
import { Result } from '../../content/schema/result.ts';
import { reports } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { dayOf } from '../time.ts';
import { changeResult } from './change-result.ts';
import { findResult } from './find-result.ts';
import { refuseLeaks } from './leaks.ts';

/** Takes a published result back: its page stays and shows only day and reason (行政处罚法 48). */
export async function withdraw(deps: StaffDeps, officer: Officer, id: string, version: number, reason: string) {
	const { reportId } = await findResult(deps.db.read, officer, id);
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, reportId));
	if (report) await refuseLeaks(deps, report, [['reason', reason]]);
	return changeResult(
		deps,
		officer,
		id,
		version,
		'result.withdrawn',
		async (tx, row) => {
			if (row.status !== 'published' || !row.record) throw new PortalError('not_now', '只有已发布的结果可以撤回。');
			const record = Result.parse(JSON.parse(row.record));
			await enqueue(tx, deps, { kind: 'record.write', resultId: row.id });
			return {
				status: 'withdrawn',
				record: JSON.stringify({ ...record, withdrawn: { day: dayOf(deps.now()), reason } }),
			};
		},
		reason,
	);
}
