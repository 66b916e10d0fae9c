import type { ListedPond } from './catalogue.ts';

/** The figures that stand over a list of ponds. */
export interface PondSummary {
	total: number;
	inUse: number;
	overhead: number;
	connected: number;
	withFindings: number;
	/** Oldest and newest 数据日期. */
	asOf?: { from: string; to: string };
	demo: boolean;
}

/** Counts a list of ponds. Deregistered ponds have left the count: they are listed, not counted as ponds. */
export function summarise(entries: ListedPond[]): PondSummary {
	const ponds = entries.map(({ pond }) => pond);
	const counted = ponds.filter(({ status }) => status !== 'deregistered');
	const days = ponds.map(({ asOf }) => asOf).sort();
	const [from, to] = [days[0], days.at(-1)];
	return {
		total: counted.length,
		inUse: counted.filter(({ status }) => status === 'in-use').length,
		overhead: counted.filter(({ overhead }) => overhead).length,
		connected: counted.filter(({ monitoring }) => monitoring === 'connected').length,
		withFindings: entries.filter(({ findings }) => findings.length > 0).length,
		asOf: from && to ? { from, to } : undefined,
		demo: ponds.some(({ demo }) => demo),
	};
}
