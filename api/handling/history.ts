import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../../db/open.ts';
import { events } from '../../db/schema/reports.ts';
import type { MoveName } from './moves.ts';
import type { Report } from './record-event.ts';
import type { Status } from './statuses.ts';

type Event = typeof events.$inferSelect;

/** What the rules ask of a report's past. */
export interface History {
	/** True where an officer had a part in the case before the review that is under way. */
	hadPart(officerId: string): boolean;
	/** Id of the officer who proposed a move the last time, or made it alone. */
	proposer(move: MoveName): string | null;
	/** The state from which a move was made the last time. */
	stateBefore(move: MoveName): Status | null;
}

/** Events that are no part in a case: taking it in, watching over it from outside, checking a place. */
const outside = ['receive', 'supervise', 'assign', 'task-answer'];

export async function historyOf(from: Reader, { id }: Pick<Report, 'id'>): Promise<History> {
	const happened = await from.select().from(events).where(eq(events.reportId, id)).orderBy(asc(events.seq));
	const lastReview = happened.findLastIndex(({ move }) => move === 'review');
	const before = happened.slice(0, Math.max(0, lastReview)).filter(({ move }) => !outside.includes(move));
	const last = (move: MoveName) => happened.findLast((event) => event.move === move);
	return {
		hadPart: (officerId) => before.some(({ actorId }) => actorId === officerId),
		proposer: (move) => proposerOf(happened, move) ?? last(move)?.actorId ?? null,
		stateBefore: (move) => (last(move)?.fromStatus as Status | undefined) ?? null,
	};
}

function proposerOf(happened: Event[], move: MoveName): string | null {
	const proposed = happened.findLast((event) => event.move === 'propose' && JSON.parse(event.fields).of === move);
	return proposed?.actorId ?? null;
}
