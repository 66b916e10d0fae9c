import { and, eq, gt, type SQL } from 'drizzle-orm';
import { tallies } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import type { Deps } from '../deps.ts';

/** What is counted of reports while they change, so that no figure needs to look at each of them. */
export type TallyKind =
	| 'status'
	| 'received'
	| 'concluded'
	| 'town'
	| 'town-open'
	| 'accepted'
	| 'outcome'
	| 'answered'
	| 'returned'
	| 'score';

type Tally = typeof tallies.$inferSelect;

/** The counts an officer may know of, one line for each area, kind and value. */
export class Tallies {
	readonly #rows: Tally[];

	constructor(rows: Tally[]) {
		this.#rows = rows;
	}

	/** How many have one of these values; all values when none is named. */
	sum(kind: TallyKind, values?: readonly string[], adcode?: number): number {
		return this.#rows
			.filter((row) => row.kind === kind && (values?.includes(row.value) ?? true))
			.filter((row) => adcode === undefined || row.adcode === adcode)
			.reduce((total, row) => total + row.count, 0);
	}

	/** All lines of a kind, an area and a value each. */
	lines(kind: TallyKind): Tally[] {
		return this.#rows.filter((row) => row.kind === kind);
	}

	/** Count by value. */
	by(kind: TallyKind): Map<string, number> {
		const counted = new Map<string, number>();
		for (const row of this.#rows) {
			if (row.kind === kind) counted.set(row.value, (counted.get(row.value) ?? 0) + row.count);
		}
		return counted;
	}
}

/** Reads the counts within an officer's reach; the city's queue counts for the city. */
export async function readTallies(deps: Deps, officer: Officer, county?: number): Promise<Tallies> {
	const reach: SQL | undefined = officer.city ? undefined : eq(tallies.adcode, officer.adcode);
	const rows = await deps.db.read
		.select()
		.from(tallies)
		.where(and(reach, gt(tallies.count, 0)));
	const city = deps.content.units.city.adcode;
	const owned = rows.map((row) => ({ ...row, adcode: row.adcode === 0 ? city : row.adcode }));
	return new Tallies(county === undefined ? owned : owned.filter((row) => row.adcode === county));
}
