import type { Content } from '../../../content/content.ts';
import type { Transaction } from '../../../db/database.ts';
import { proposals } from '../../../db/schema/proposals.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { type MoveName, moveTable } from '../../report/moves/table.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import type { Decided } from '../moves/carry-out.ts';
import { areaHasApprover } from './who-approves.ts';

/** True for a move that takes effect only when a second officer approves it; 信访工作条例 31: extended with approval. */
export function needsApproval({ approvals }: Pick<Content, 'approvals'>, name: MoveName): boolean {
	const { by } = moveTable[name];
	if (by.part === 'reporter') return false;
	return (
		by.secondOfficer === 'always' || (by.secondOfficer === 'by-rules' && approvals.moves.some((each) => each === name))
	);
}

/** Lays a move before a second officer. The state stays, and so do the clocks: what waits is open, and can be overdue. */
export async function propose(tx: Transaction, deps: Deps, officer: Officer, decided: Decided): Promise<Report> {
	const { name, report, fields, reply } = decided;
	await tx.insert(proposals).values({
		id: deps.newId(),
		reportId: report.id,
		move: name,
		fields,
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
