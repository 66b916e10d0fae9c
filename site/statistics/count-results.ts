import type { Result } from '../../content/schema/result.ts';

/** Published results of one area. */
export interface ResultCount {
	adcode: number;
	name: string;
	published: number;
	substantiated: number;
	partly: number;
	unsubstantiated: number;
	referred: number;
	/** 已办结; the others are 阶段性办结 or 正在办理. */
	concluded: number;
}

/** Counts the results for each area, areas without any included. */
export function countResults(results: Result[], areas: Array<{ adcode: number; name: string }>): ResultCount[] {
	return areas.map(({ adcode, name }) => {
		const own = results.filter((result) => result.adcode === adcode);
		const count = (keeps: (result: Result) => boolean): number => own.filter(keeps).length;
		return {
			adcode,
			name,
			published: own.length,
			substantiated: count(({ outcome }) => outcome === 'substantiated'),
			partly: count(({ outcome }) => outcome === 'partly'),
			unsubstantiated: count(({ outcome }) => outcome === 'unsubstantiated'),
			referred: count(({ outcome }) => outcome === 'referred'),
			concluded: count(({ progress }) => progress === 'concluded'),
		};
	});
}
