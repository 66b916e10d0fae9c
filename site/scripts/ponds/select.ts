/** A pond as the enhanced list knows it: short keys, because a phone loads all of them at once. */
export interface PondRow {
	id: string;
	name: string;
	county: string;
	town: string;
	status: string;
	/** 0: not published. */
	grade: number;
	monitoring: string;
	overhead: boolean;
	findings: number;
	demo: boolean;
}

/** What the reader chose. Empty: everything. */
export interface Choice {
	words: string;
	county: string;
	status: string;
	other: '' | 'overhead' | 'findings';
	sort: 'county' | 'name' | 'grade' | 'findings';
}

const orders: Record<Choice['sort'], ((a: PondRow, b: PondRow) => number) | undefined> = {
	county: undefined,
	name: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
	grade: (a, b) => (a.grade || 9) - (b.grade || 9),
	findings: (a, b) => b.findings - a.findings,
};

/** The ponds that fit a choice, in its order. The given order is that of the counties. */
export function selectPonds(ponds: PondRow[], { words, county, status, other, sort }: Choice): PondRow[] {
	const parts = words.trim().split(/\s+/).filter(Boolean);
	const kept = ponds.filter(
		(pond) =>
			parts.every((part) => `${pond.name}${pond.county}${pond.town}${pond.id}`.includes(part)) &&
			(!county || pond.county === county) &&
			(!status || pond.status === status) &&
			(other !== 'overhead' || pond.overhead) &&
			(other !== 'findings' || pond.findings > 0),
	);
	const order = orders[sort];
	return order ? kept.sort(order) : kept;
}
