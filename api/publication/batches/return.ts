import type { z } from 'zod';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Reasoned } from '../results/decision.ts';
import { changeBatch } from './change-batch.ts';
import type { BatchRow } from './find-batch.ts';

/** The second person sends a batch back with a reason. */
export function returnBatch(
	deps: StaffDeps,
	officer: Officer,
	id: string,
	{ version, reason }: z.infer<typeof Reasoned>,
) {
	const decide = async (_tx: unknown, row: BatchRow): Promise<Partial<BatchRow>> => {
		if (row.status !== 'submitted') throw new PortalError('not_now', '只有待审核的批次可以退回。');
		return { status: 'returned', returnReason: reason };
	};
	return changeBatch(deps, officer, { id, version, action: 'batch.returned', decide, reason });
}
