import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../../db/open.ts';
import { events } from '../../db/schema/reports.ts';
import type { Report } from './report.ts';
import { type Status, settled } from './statuses.ts';

/** Moves of the main report that are an answer to those whose reports were merged into it. */
const answers = ['conclude', 'decline', 'uphold'];
/** Moves of the main report after which they wait for an answer once more. */
export const openedAgain: readonly string[] = ['reopen', 'undo-conclude', 'restore'];

/**
 * True once the reporter has the answer. A merged report has it when that of the main report was passed on, until that
 * one is reopened.
 */
export async function isAnswered(from: Reader, report: Report): Promise<boolean> {
	if (report.status !== 'merged') return settled.includes(report.status as Status);
	const passedOn = await from
		.select({ fields: events.fields })
		.from(events)
		.where(and(eq(events.reportId, report.id), eq(events.move, 'relay')))
		.orderBy(asc(events.seq));
	const moves = passedOn.map(({ fields }): string => JSON.parse(fields).of);
	return answers.includes(moves.findLast((of) => openedAgain.includes(of) || answers.includes(of)) ?? '');
}
