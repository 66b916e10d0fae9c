import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { events } from '../../db/schema/reports.ts';
import { isMoveName, moveTable } from './moves/table.ts';
import type { Report } from './report.ts';
import { settled } from './statuses.ts';

/**
 * True once the reporter has the answer. A merged report has it when that of the main report was passed on, until that
 * one is reopened.
 */
export async function isAnswered(from: Reader, report: Report): Promise<boolean> {
	if (report.status !== 'merged') return settled.includes(report.status);
	const passedOn = await from
		.select({ fields: events.fields })
		.from(events)
		.where(and(eq(events.reportId, report.id), eq(events.move, 'relay')))
		.orderBy(asc(events.seq));
	const last = passedOn.map(({ fields }) => answerIn(String(fields.of))).findLast((answer) => answer !== null);
	return last === 'given';
}

function answerIn(move: string) {
	return isMoveName(move) ? moveTable[move].answer : null;
}
