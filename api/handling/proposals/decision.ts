import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { proposals } from '../../../db/schema/proposals.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { moveTable, storedMove } from '../../report/moves/table.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { movedMeanwhile } from '../moves/move.ts';
import { type Proposal, waitingProposal } from './find-proposal.ts';
import { mayDecide } from './who-approves.ts';

/** A step on what waits, decided on the version that the officer saw. */
export const ProposalStep = z.strictObject({ version: z.int('请刷新页面后再办理') });

/** A report with what waits on it. */
export interface Waiting {
	report: Report;
	proposal: Proposal;
}

/** Finds what waits on a report, as it was seen. Throws not_found, moved_meanwhile or not_now. */
export async function findWaiting(
	tx: Transaction,
	officer: Officer,
	{ number, version }: { number: string; version: number },
): Promise<Waiting> {
	const report = await findReport(tx, officer, number);
	if (report.version !== version) throw await movedMeanwhile(tx, report);
	return { report, proposal: await waitingProposal(tx, report) };
}

/** Throws forbidden, with who decides instead. */
export async function refuseDecision(
	tx: Transaction,
	deps: StaffDeps,
	officer: Officer,
	waiting: Waiting,
): Promise<void> {
	if (await mayDecide(tx, deps, officer, waiting)) return;
	const { proposal } = waiting;
	if (officer.id === proposal.proposedById) {
		throw new PortalError('forbidden', '不能审批自己提请的事项，请由另一名人员审批。');
	}
	if (proposal.state === 'confirming') {
		throw new PortalError('forbidden', '本地区已经同意，正在等待市级确认责任人和保护伞的认定。');
	}
	throw new PortalError('forbidden', '由承办单位的审核人员或者县区负责人审批；没有其他人员的，由市级审批。');
}

const steps = {
	'approve-proposal': 'proposal.approved',
	'return-proposal': 'proposal.returned',
	'withdraw-proposal': 'proposal.withdrawn',
} as const;

/** Writes a step on what waits: the proposal, the history and the log. The case itself moves only by carryOut. */
export async function recordStep(
	tx: Transaction,
	deps: StaffDeps,
	officer: Officer,
	step: Waiting & { move: keyof typeof steps; changes: Partial<Proposal>; reason?: string },
): Promise<void> {
	const { report, proposal, move, changes, reason } = step;
	await tx.update(proposals).set(changes).where(eq(proposals.id, proposal.id));
	await recordEvent(tx, deps, report, {
		move,
		actor: officer,
		fields: { of: proposal.move, ...(reason && { reason }) },
		...(move !== 'approve-proposal' && { changes: { proposedMove: null } }),
	});
	const { name } = moveTable[storedMove(proposal.move)];
	await writeAudit(tx, deps, {
		actor: officer,
		action: steps[move],
		subject: report.number,
		reason: reason ? `${name}：${reason}` : name,
	});
}

export function decidedBy({ now }: Pick<StaffDeps, 'now'>, officer: Officer): Partial<Proposal> {
	return { decidedById: officer.id, decidedByName: officer.name, decidedAt: now().toISOString() };
}
