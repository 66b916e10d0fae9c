import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { tallies } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from '../permission/officer.ts';

/** What is counted of reports while they change, so that no figure needs to look at each of them. */
export type TallyKind = Tally['kind'];

type Tally = Omit<typeof tallies.$inferSelect, 'unit' | 'slot'>;

/** The counts an officer may know of, one line for each area, kind and value. */
export class Tallies {
	readonly #byKind: Map<string, Tally[]>;

	constructor(rows: Tally[]) {
		this.#byKind = Map.groupBy(rows, ({ kind }) => kind);
	}

	/** How many have one of these values; all values when none is named. */
	sum(kind: TallyKind, values?: readonly string[], adcode?: number): number {
		return this.lines(kind)
			.filter((row) => values?.includes(row.value) ?? true)
			.filter((row) => adcode === undefined || row.adcode === adcode)
			.reduce((total, row) => total + row.count, 0);
	}

	/** All lines of a kind, an area and a value each. */
	lines(kind: TallyKind): readonly Tally[] {
		return this.#byKind.get(kind) ?? [];
	}

	/** Count by value. */
	by(kind: TallyKind): Map<string, number> {
		const counted = new Map<string, number>();
		for (const { value, count } of this.lines(kind)) counted.set(value, (counted.get(value) ?? 0) + count);
		return counted;
	}
}

/** Reads the counts within an officer's reach; the city's queue counts for the city. */
export async function readTallies(
	deps: Deps,
	officer: Officer,
	{ county, kinds }: { county?: number | undefined; kinds?: TallyKind[] } = {},
): Promise<Tallies> {
	const city = deps.content.units.city.adcode;
	const rows = await deps.db.read
		.select({
			adcode: sql<number>`case ${tallies.adcode} when 0 then ${city} else ${tallies.adcode} end`.as('area'),
			kind: tallies.kind,
			value: tallies.value,
			count: sql<number>`sum(${tallies.count})`.as('total'),
		})
		.from(tallies)
		.where(and(reachOf(officer), kinds && inArray(tallies.kind, kinds)))
		.groupBy(sql`area`, tallies.kind, tallies.value)
		.having(sql`sum(${tallies.count}) > 0`);
	return new Tallies(county === undefined ? rows : rows.filter((row) => row.adcode === county));
}

function reachOf(officer: Officer): SQL | undefined {
	if (officer.unit) return eq(tallies.unit, officer.unit);
	return officer.city ? undefined : eq(tallies.adcode, officer.adcode);
}
