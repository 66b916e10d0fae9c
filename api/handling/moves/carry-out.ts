import { eq } from 'drizzle-orm';
import { unitOf } from '../../../content/facts/look-up.ts';
import type { Transaction } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { thePortal } from '../../permission/actor.ts';
import type { Officer } from '../../permission/officer.ts';
import { markReviewed } from '../../publication/results/mark-reviewed.ts';
import { addByPasses, avoidedBy } from '../../report/by-pass/by-passes.ts';
import { moveTable } from '../../report/moves/table.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { settled } from '../../report/statuses.ts';
import { notifyCity } from '../by-pass/notify-city.ts';
import { type News, relay } from '../messages/relay.ts';
import { changesOf, type Step } from './move-changes.ts';

/** The text of a move to the reporter: sealed for the conversation, and for each report that was merged into it. */
export interface Reply {
	sealed: string;
	merged: ReadonlyMap<string, string>;
}

/** A move that may be made, ready to be written. */
export interface Decided extends Step {
	reply: Reply | undefined;
	/** Officer who proposed it, where another approved it. */
	proposedBy?: string | undefined;
}

/** Makes a move inside the caller's transaction: the change, its event, its audit row, and all notifications. */
export async function carryOut(tx: Transaction, deps: Deps, officer: Officer, decided: Decided): Promise<Report> {
	const { name, report, fields, reply, proposedBy } = decided;
	const made = moveTable[name];
	const changes = changesOf(deps, officer, decided);
	const event: NewEvent = {
		move: name,
		actor: officer,
		fields: { ...fields, ...(proposedBy && { proposedBy }), ...made.records?.(changes) },
		sealedText: reply && { from: 'staff', sealed: reply.sealed },
		// Moves that are allowed while a proposal waits leave it waiting.
		changes: { ...changes, ...(proposedBy !== undefined && { proposedMove: null }) },
	};
	if (changes.mergedInto) await keepByPass(tx, deps, report, changes.mergedInto);
	const moved = await recordEvent(tx, deps, report, event);
	const { number } = report;
	await writeAudit(tx, deps, { actor: officer, action: 'report.moved', subject: number, reason: made.name });
	if (made.relayed) {
		await relay(tx, deps, officer, { ...newsOf(deps, decided, moved), main: moved });
		await notifyCity(tx, deps, moved, { move: name, fields });
		await markReviewed(tx, deps, { before: report, after: moved });
	}
	await notifyReporter(tx, deps, moved, event);
	if (moved.unitId !== report.unitId) {
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: moved.unitId, number });
	}
	return moved;
}

/** Whoever must not see a report must not see the one that it is merged into either. */
async function keepByPass(tx: Transaction, deps: Deps, report: Report, into: string): Promise<void> {
	const adcodes = await avoidedBy(tx, report);
	if (adcodes.length === 0) return;
	const [main] = await tx.select().from(reports).where(eq(reports.number, into));
	if (!main) throw new Error('a report is merged into one that was found');
	await addByPasses(tx, deps, main.id, { adcodes, cause: 'merged' });
	await recordEvent(tx, deps, { ...main, bypassed: true }, { move: 'by-pass', actor: thePortal });
}

function newsOf({ content }: Deps, { name, fields, reply }: Decided, moved: Report): News {
	const { answer, reporterReads } = moveTable[name];
	const unit = unitOf(content, moved.unitId)?.name;
	return {
		of: name,
		reply: reply?.merged,
		textFields: { unit, ...Object.fromEntries(reporterReads.uses.map((field) => [field, fields[field]])) },
		answered: settled.includes(moved.status),
		againBy: answer === 'owed-again' ? (moved.extendedUntil ?? moved.replyBy) : null,
	};
}
