import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { events, reports } from '../../db/schema/reports.ts';
import { handlerEvents } from './events/table.ts';
import type { History } from './moves/move.ts';
import type { Report } from './report.ts';

type Event = typeof events.$inferSelect;

const isPart = ({ move }: Event) => handlerEvents.some((name) => name === move);

/** Reads what the rules ask of the past of a report. */
export async function historyOf(from: Reader, report: Pick<Report, 'id' | 'number' | 'mergedInto'>): Promise<History> {
	const happened = await from.select().from(events).where(eq(events.reportId, report.id)).orderBy(asc(events.seq));
	const lastReview = happened.findLastIndex(({ move }) => move === 'review');
	const before = [...happened.slice(0, Math.max(0, lastReview)), ...(await elsewhere(from, report, lastReview))];
	const part = before.filter(isPart);
	const last = (move: { id: string }) => happened.findLast((event) => event.move === move.id);
	return {
		tookPart: (officerId) => part.some(({ actorId }) => actorId === officerId),
		proposer: (move) => proposerOf(happened, move) ?? last(move)?.actorId ?? null,
		stateBefore: (move) => last(move)?.fromStatus ?? null,
	};
}

/** What was done to the reports it was merged with: a review asks about their handling as much as about its own. */
async function elsewhere(
	from: Reader,
	report: Pick<Report, 'number' | 'mergedInto'>,
	lastReview: number,
): Promise<Event[]> {
	if (lastReview < 0) return [];
	const ids = new Set<string>();
	for (let into = report.mergedInto; into; ) {
		const [main] = await from.select().from(reports).where(eq(reports.number, into));
		if (!main || ids.has(main.id)) break;
		ids.add(main.id);
		into = main.mergedInto;
	}
	const merged = await from.select({ id: reports.id }).from(reports).where(eq(reports.mergedInto, report.number));
	for (const { id } of merged) ids.add(id);
	if (ids.size === 0) return [];
	return from
		.select()
		.from(events)
		.where(inArray(events.reportId, [...ids]));
}

function proposerOf(happened: Event[], { id }: { id: string }): string | null {
	const proposed = happened.findLast((event) => event.move === 'propose' && event.fields.of === id);
	return proposed?.actorId ?? null;
}
