import type { PondRow } from './select.ts';

/**
 * All ponds as a phone loads them: words that many share stand once in a list, a row names their place there.
 * With 5,000 ponds that is less than half of the same rows written out.
 */
export interface PackedPonds {
	words: string[];
	rows: PackedRow[];
}

/**
 * Id, name, then the places of county, town, status and monitoring among the words; flags: 1 overhead, 2 demo. Few
 * ponds have an alarm: its name and kind come last and only there.
 */
type PackedRow = [
	id: string,
	name: string,
	county: number,
	town: number,
	status: number,
	grade: number,
	monitoring: number,
	findings: number,
	flags: number,
	...alarm: [] | [name: number, kind: number],
];

export function packPonds(ponds: PondRow[]): PackedPonds {
	const places = new Map<string, number>();
	const place = (word: string): number => {
		const known = places.get(word) ?? places.size;
		places.set(word, known);
		return known;
	};
	const rows = ponds.map(
		({ id, name, county, town, status, grade, monitoring, findings, overhead, demo, alarm }): PackedRow => [
			id,
			name,
			place(county),
			place(town),
			place(status),
			grade,
			place(monitoring),
			findings,
			(overhead ? 1 : 0) + (demo ? 2 : 0),
			...(alarm ? ([place(alarm.name), place(alarm.kind)] as const) : ([] as const)),
		],
	);
	return { words: [...places.keys()], rows };
}

export function unpackPonds({ words, rows }: PackedPonds): PondRow[] {
	const word = (place: number): string => words[place] ?? '';
	return rows.map(([id, name, county, town, status, grade, monitoring, findings, flags, alarm, kind]) => ({
		id,
		name,
		county: word(county),
		town: word(town),
		status: word(status),
		grade,
		monitoring: word(monitoring),
		findings,
		overhead: flags % 2 === 1,
		demo: flags >= 2,
		...(alarm !== undefined && kind !== undefined && { alarm: { name: word(alarm), kind: word(kind) } }),
	}));
}
