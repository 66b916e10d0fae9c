import type { Officer } from '../accounts/officer.ts';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { changeResult } from './change-result.ts';

/** Hands a draft to a second person. */
export function submit(deps: StaffDeps, officer: Officer, id: string, version: number) {
	return changeResult(deps, officer, id, version, 'result.submitted', async (_tx, row) => {
		if (row.status !== 'draft' && row.status !== 'returned') {
			throw new PortalError('not_now', '只有拟稿或退回修改的结果可以提交审核。');
		}
		return { status: 'submitted', returnReason: null };
	});
}
