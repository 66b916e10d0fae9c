import type { Transaction } from '../../../db/open.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { batchProblems } from './batch-problems.ts';
import { changeBatch } from './change-batch.ts';
import { type BatchRow, casesOf } from './find-batch.ts';
import { publicCover } from './public-cover.ts';

/** The second pair of eyes publishes: the cover is fixed now, the job writes it out and rebuilds the site. */
export function approveBatch(deps: StaffDeps, officer: Officer, id: string, version: number) {
	const decide = async (tx: Transaction, row: BatchRow): Promise<Partial<BatchRow>> => {
		if (row.status !== 'submitted') throw new PortalError('not_now', '只有待审核的批次可以发布。');
		if (row.drafterId === officer.id) {
			throw new PortalError('forbidden', '不能审核自己编制的批次，请由另一名人员审核。');
		}
		const cases = await casesOf(tx, row.id);
		// A case may have been withdrawn since the batch was gathered.
		const [problem] = await batchProblems(deps, tx, { ...row, cases });
		if (problem) throw new PortalError('not_now', `${problem.message}，请退回修改。`);
		await enqueue(tx, deps, { kind: 'batch.write', batchId: row.id });
		return {
			status: 'published',
			approverId: officer.id,
			approverName: officer.name,
			record: await publicCover(tx, row, cases),
		};
	};
	return changeBatch(deps, officer, { id, version, action: 'batch.approved', decide });
}
