import type { Content } from '../../../content/load.ts';
import type { Transaction } from '../../../db/open.ts';
import { proposals } from '../../../db/schema/proposals.ts';
import type { Officer } from '../../accounts/officer.ts';
import { writeAudit } from '../../audit/write.ts';
import { enqueue } from '../../delivery/outbox.ts';
import type { Deps } from '../../deps.ts';
import type { Decided } from '../carry-out.ts';
import { type MoveName, moveTable } from '../moves.ts';
import { type Report, recordEvent } from '../record-event.ts';
import { areaHasApprover } from './who-approves.ts';

/** True for a move that takes effect only when a second officer approves it; 信访工作条例 31: extended with approval. */
export function needsApproval({ approvals }: Pick<Content, 'approvals'>, name: MoveName): boolean {
	return name === 'extend' || (approvals.moves as readonly MoveName[]).includes(name);
}

/** Lays a move before a second officer. The state stays, and so do the clocks: what waits is open, and can be overdue. */
export async function propose(tx: Transaction, deps: Deps, officer: Officer, decided: Decided): Promise<Report> {
	const { name, report, fields, reply } = decided;
	await tx.insert(proposals).values({
		id: deps.newId(),
		reportId: report.id,
		move: name,
		fields: JSON.stringify(fields),
		sealedReply: reply?.sealed ?? null,
		proposedById: officer.id,
		proposedByName: officer.name,
		proposedAt: deps.now().toISOString(),
		state: 'waiting',
	});
	const proposed = await recordEvent(tx, deps, report, {
		move: 'propose',
		actor: officer,
		fields: { of: name, ...fields },
		changes: { proposedMove: name },
	});
	const { number } = report;
	const reason = moveTable[name].name;
	await writeAudit(tx, deps, { actor: officer, action: 'report.proposed', subject: number, reason });
	const unitId = (await areaHasApprover(tx, deps, report, officer.id)) ? report.unitId : deps.content.units.city.desk;
	await enqueue(tx, deps, { kind: 'unit.notify', unitId, number, news: 'approval' });
	return proposed;
}
