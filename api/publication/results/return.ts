import type { z } from 'zod';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { changeResult } from './change-result.ts';
import type { Reasoned } from './decision.ts';
import type { ResultRow } from './find-result.ts';

/** The second person sends a draft back with a reason. */
export function returnResult(
	deps: StaffDeps,
	officer: Officer,
	id: string,
	{ version, reason }: z.infer<typeof Reasoned>,
) {
	const decide = async (_tx: unknown, row: ResultRow): Promise<Partial<ResultRow>> => {
		if (row.status !== 'submitted') throw new PortalError('not_now', '只有待审核的结果可以退回。');
		return { status: 'returned', returnReason: reason };
	};
	return changeResult(deps, officer, { id, version, action: 'result.returned', decide, reason });
}
