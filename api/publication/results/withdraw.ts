import type { z } from 'zod';
import { dayOf } from '../../../content/facts/time.ts';
import { PublishedResult, WithdrawnResult } from '../../../content/schema/result.ts';
import type { Transaction } from '../../../db/open.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { changeResult } from './change-result.ts';
import type { Reasoned } from './decision.ts';
import type { ResultRow } from './find-result.ts';
import { refusePrivateInReason } from './refuse-private-in-reason.ts';

/**
 * Takes a published result back: its page stays and shows only day and reason (行政处罚法 48). What staff wrote stays in
 * the draft, where only they read it.
 */
export async function withdraw(
	deps: StaffDeps,
	officer: Officer,
	id: string,
	{ version, reason }: z.infer<typeof Reasoned>,
): Promise<ResultRow> {
	await refusePrivateInReason(deps, officer, { id, version, reason });
	const decide = async (tx: Transaction, row: ResultRow): Promise<Partial<ResultRow>> => {
		if (row.status !== 'published' || !row.record) throw new PortalError('not_now', '只有已发布的结果可以撤回。');
		const { id: publicId, demo } = PublishedResult.parse(row.record);
		await enqueue(tx, deps, { kind: 'record.write', resultId: row.id });
		const text = `公开结果 ${publicId} 由${officer.name}撤回，请核对理由。`;
		await raiseAlert(tx, deps, { kind: 'result.withdrawn', subject: publicId, text, forCity: true });
		return {
			status: 'withdrawn',
			record: WithdrawnResult.parse({ id: publicId, withdrawn: { day: dayOf(deps.now()), reason }, demo }),
		};
	};
	return changeResult(deps, officer, { id, version, action: 'result.withdrawn', decide, reason });
}
