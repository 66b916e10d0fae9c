import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { type MoveName, moveTable } from '../../report/moves/table.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';

export interface News {
	of: MoveName;
	/** What the reporter of the main report was told, sealed anew for each receipt, by the id of its report. */
	reply: ReadonlyMap<string, string> | undefined;
	/** What the words for the reporter need of the move; the unit is the one that has the main report. */
	textFields: { unit: string | undefined; [field: string]: unknown };
	/** True: the main report is settled by it. */
	answered: boolean;
	/** Day by which it is to be answered once more where the case is open again; null for every other move. */
	againBy: string | null;
}

/** Tells the reporters of everything merged into a report what happened to it: each with the receipt of their own. */
export async function relay(
	tx: Transaction,
	deps: Deps,
	officer: Officer,
	{ main, ...news }: News & { main: Pick<Report, 'number'> },
): Promise<void> {
	const merged = await tx
		.select()
		.from(reports)
		.where(and(eq(reports.mergedInto, main.number), eq(reports.status, 'merged')));
	const made = moveTable[news.of];
	for (const report of merged) {
		const sealed = news.reply?.get(report.id);
		if (news.reply && !sealed) throw mergedMeanwhile();
		const own = made.relayed?.changes?.(deps.content, report) ?? {};
		const fields = { of: news.of, ...news.textFields, ...made.records?.(own) };
		const moved = await recordEvent(tx, deps, report, {
			move: 'relay',
			actor: officer,
			fields,
			sealedText: sealed ? { from: 'staff', sealed } : undefined,
			// The time to ask for a review begins with the answer.
			changes: {
				...(news.answered && { concludedAt: deps.now().toISOString() }),
				...own,
				...(news.againBy && promisedAnew(report, news.againBy)),
			},
		});
		await notifyReporter(tx, deps, moved, { move: 'relay', fields });
		await writeAudit(tx, deps, {
			actor: officer,
			action: 'report.relayed',
			subject: report.number,
			reason: made.name,
		});
		await relay(tx, deps, officer, { ...news, main: report });
	}
}

/** A report was merged in after the reply was sealed: refused, so that the next attempt seals it for that one, too. */
function mergedMeanwhile(): PortalError {
	return new PortalError('moved_meanwhile', '刚刚又有举报并入这件线索，请刷新后核对再办理。');
}

/** The case is handled once more: no earlier promise makes that late. */
function promisedAnew({ replyBy, extendedUntil }: Report, againBy: string): Partial<Report> {
	if (againBy <= (extendedUntil ?? replyBy)) return {};
	return { replyBy: againBy, ...(extendedUntil && { extendedUntil: againBy }) };
}
