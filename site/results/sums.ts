import type { Result } from '../../content/schema/result.ts';

/** The figures that stand over a list of results. */
export interface ResultSums {
	published: number;
	/** 查实 and 部分查实. */
	confirmed: number;
	unsubstantiated: number;
	referred: number;
	/** Day of the newest; undefined when there is none. */
	newest: string | undefined;
}

/** Counted once for each list: every page of a long list shows the same figures. */
const known = new WeakMap<Result[], ResultSums>();

export function resultSums(results: Result[]): ResultSums {
	const sums = known.get(results) ?? count(results);
	known.set(results, sums);
	return sums;
}

function count(results: Result[]): ResultSums {
	const having = (...outcomes: Array<Result['outcome']>) =>
		results.filter(({ outcome }) => outcomes.includes(outcome)).length;
	return {
		published: results.length,
		confirmed: having('substantiated', 'partly'),
		unsubstantiated: having('unsubstantiated'),
		referred: having('referred'),
		newest: results
			.map(({ published }) => published)
			.sort()
			.at(-1),
	};
}
