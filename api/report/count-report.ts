import { eq, getTableColumns, sql } from 'drizzle-orm';
import { dayOf } from '../../content/facts/time.ts';
import type { Transaction } from '../../db/database.ts';
import { keptBy, placeholders } from '../../db/kept.ts';
import { ratings, tallies } from '../../db/schema/reports.ts';
import { slot } from '../../db/slot.ts';
import type { Report } from './report.ts';
import { settled } from './statuses.ts';

type Tally = Omit<typeof tallies.$inferInsert, 'slot'>;
type Line = Pick<Tally, 'kind' | 'value'>;

/** What of a report decides what it counts as. */
export type Counted = Pick<
	Report,
	| 'adcode'
	| 'unitId'
	| 'status'
	| 'outcome'
	| 'town'
	| 'receivedAt'
	| 'acceptedAt'
	| 'concludedAt'
	| 'extendedUntil'
	| 'replyBy'
	| 'objections'
>;

/** The lines of the counts that a report stands in, each once. */
export function linesOf(report: Counted): Tally[] {
	const { status, outcome, receivedAt, acceptedAt, concludedAt, objections } = report;
	const town = report.town ?? '';
	const isSettled = settled.includes(status);
	const lines: Array<Line | false> = [
		{ kind: 'status', value: status },
		{ kind: 'received', value: monthOf(receivedAt) },
		{ kind: 'town', value: town },
		status === 'concluded' && concludedAt !== null && { kind: 'concluded', value: monthOf(concludedAt) },
		status === 'concluded' && { kind: 'outcome', value: outcome ?? '' },
		isSettled && { kind: 'answered', value: isLate(report) ? 'late' : 'on-time' },
		!isSettled && { kind: 'town-open', value: town },
		acceptedAt !== null && { kind: 'accepted', value: '' },
		objections > 0 && { kind: 'returned', value: '' },
	];
	return lines.flatMap((line) => (line ? { ...line, ...placeOf(report), count: 1 } : []));
}

/**
 * Keeps the counts when a report changes, in the transaction of the change: `before` is null for a new one. So no figure
 * needs to look at each report.
 */
export async function countReport(tx: Transaction, before: Counted | null, after: Report): Promise<void> {
	const lines = [...(before ? linesOf(before).map(negative) : []), ...linesOf(after)];
	await addCounts(tx, [...lines, ...(before ? await scoresMoved(tx, before, after) : [])]);
}

/** Counts a score of satisfaction where the report stands now. */
export async function countScore(tx: Transaction, report: Counted, score: number): Promise<void> {
	await addCounts(tx, [scoreLine(report, score)]);
}

/** Scores follow their report to another county or unit. */
async function scoresMoved(tx: Transaction, before: Counted, after: Report): Promise<Tally[]> {
	if (before.adcode === after.adcode && before.unitId === after.unitId) return [];
	const given = await tx.select({ score: ratings.score }).from(ratings).where(eq(ratings.reportId, after.id));
	return given.flatMap(({ score }) => [negative(scoreLine(before, score)), scoreLine(after, score)]);
}

/** Adds to the counts in one statement; what comes out even is left alone. */
async function addCounts(tx: Transaction, lines: Tally[]): Promise<void> {
	const sums = new Map<string, Tally>();
	for (const line of lines) {
		const key = JSON.stringify([line.adcode, line.unit, line.kind, line.value]);
		sums.set(key, { ...line, count: (sums.get(key)?.count ?? 0) + line.count });
	}
	const changes = [...sums.values()].filter(({ count }) => count !== 0);
	if (changes.length === 0) return;
	const given = changes.flatMap((line, nth) => Object.entries(line).map(([name, value]) => [`${nth}.${name}`, value]));
	await addLines(tx, String(changes.length)).execute(Object.fromEntries(given));
}

const tallyColumns = Object.keys(getTableColumns(tallies)).filter((name) => name !== 'slot');

/** By the number of lines. */
const addLines = keptBy((on, lines) =>
	on
		.insert(tallies)
		.values(
			Array.from({ length: Number(lines) }, (_, nth) => ({ ...placeholders(tallies, tallyColumns, `${nth}.`), slot })),
		)
		.onConflictDoUpdate({
			target: [tallies.adcode, tallies.unit, tallies.kind, tallies.value, tallies.slot],
			set: { count: sql`${tallies.count} + excluded.count` },
		})
		.prepare(),
);

const negative = (line: Tally): Tally => ({ ...line, count: -line.count });

/** 0 stands for the city's queue. */
const placeOf = ({ adcode, unitId }: Counted) => ({ adcode: adcode ?? 0, unit: unitId });

/** The line of the counts for a score of satisfaction. */
export const scoreLine = (report: Counted, score: number): Tally => ({
	...placeOf(report),
	kind: 'score',
	value: String(score),
	count: 1,
});

const monthOf = (at: string) => dayOf(at).slice(0, 'YYYY-MM'.length);

function isLate({ concludedAt, extendedUntil, replyBy }: Counted): boolean {
	return concludedAt !== null && dayOf(concludedAt) > (extendedUntil ?? replyBy);
}
