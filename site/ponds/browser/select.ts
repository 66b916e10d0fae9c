import { plainLine } from '../../../content/facts/plain-text.ts';

/** A pond as the enhanced list knows it; packed.ts is how it travels. */
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
	/** Its alarm as the lists show it; none where there is none. */
	alarm?: { name: string; kind: string };
	findings: number;
	demo: boolean;
}

/** What the reader chose. Empty: everything. */
export interface Choice {
	words: string;
	county: string;
	status: string;
	grade: string;
	monitoring: string;
	other: '' | 'overhead' | 'alarm' | 'finding';
	sort: 'county' | 'name' | 'grade' | 'findings';
}

/** 等别 by its number; 0 was not published. */
export const gradeNames = ['未公布', '一等', '二等', '三等', '四等', '五等'];

/** One collator for all comparisons: asking for one at each takes a cheap phone seconds with 5,000 names. */
const byName = new Intl.Collator('zh-CN');

const orders: Record<Choice['sort'], ((a: PondRow, b: PondRow) => number) | undefined> = {
	county: undefined,
	name: (a, b) => byName.compare(a.name, b.name),
	grade: (a, b) => (a.grade || 9) - (b.grade || 9),
	findings: (a, b) => b.findings - a.findings,
};

/** The ponds that fit a choice, in its order. The given order is that of the counties. */
export function selectPonds(ponds: PondRow[], choice: Choice): PondRow[] {
	const { words, county, status, grade, monitoring, other, sort } = choice;
	const parts = plainLine(words).split(/\s+/).filter(Boolean);
	const kept = ponds.filter(
		(pond) =>
			parts.every((part) => `${pond.name}${pond.county}${pond.town}${pond.id}`.includes(part)) &&
			(!county || pond.county === county) &&
			(!status || pond.status === status) &&
			(!grade || gradeNames[pond.grade] === grade) &&
			(!monitoring || pond.monitoring === monitoring) &&
			(other !== 'overhead' || pond.overhead) &&
			(other !== 'alarm' || pond.alarm !== undefined) &&
			(other !== 'finding' || pond.findings > 0),
	);
	const order = orders[sort];
	return order ? kept.sort(order) : kept;
}
