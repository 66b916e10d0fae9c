import type { Result } from '../../content/schema/result.ts';

/** Results made public together, as 第N批. */
export interface Batch {
	number: number;
	results: Result[];
	/** Day the last of them was made public. */
	published: string;
	/** Results still to be seen: withdrawn ones are named, not shown. */
	shown: Result[];
}

/** Gathers results into their batches, newest batch first, cases in the order of their ids. */
export function batches(results: Result[]): Batch[] {
	const byNumber = Map.groupBy(
		results.filter(({ batch }) => batch !== undefined),
		({ batch }) => batch ?? 0,
	);
	return [...byNumber]
		.map(([number, members]) => ({
			number,
			results: members.toSorted((a, b) => a.id.localeCompare(b.id)),
			published:
				members
					.map(({ published }) => published)
					.sort()
					.at(-1) ?? '',
			shown: members.filter(({ withdrawn }) => !withdrawn).toSorted((a, b) => a.id.localeCompare(b.id)),
		}))
		.sort((a, b) => b.number - a.number);
}

/** Counts by a word, in the order in which the words first come: 北票市 3 件、凌源市 1 件. */
export function countBy(results: Result[], word: (result: Result) => string): Array<{ name: string; count: number }> {
	return [...Map.groupBy(results, word)].map(([name, members]) => ({ name, count: members.length }));
}
