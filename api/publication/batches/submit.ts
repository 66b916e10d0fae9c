import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { changeBatch } from './change-batch.ts';
import type { BatchRow } from './find-batch.ts';

/** Hands a batch to a second person. */
export function submitBatch(deps: StaffDeps, officer: Officer, id: string, version: number) {
	const decide = async (_tx: unknown, row: BatchRow): Promise<Partial<BatchRow>> => {
		if (row.status !== 'draft' && row.status !== 'returned') {
			throw new PortalError('not_now', '只有拟稿或退回修改的批次可以提交审核。');
		}
		return { status: 'submitted', returnReason: null };
	};
	return changeBatch(deps, officer, { id, version, action: 'batch.submitted', decide });
}
