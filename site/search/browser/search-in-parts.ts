import { type SearchEntry, search } from './match.ts';

/** One step of a search. */
export interface Step {
	/** The next entries to show. */
	entries: SearchEntry[];
	/** All shown so far, these included. */
	shown: number;
	/** All found so far: more than are shown means that there is a next step. */
	found: number;
	/** Parts of the index not looked through yet. */
	left: number;
}

/**
 * A search through the index part by part, so that a phone loads no more than it shows. Each call gives the next `count`
 * entries. A part that cannot be loaded rejects; the next call begins again with that part.
 */
export function searchInParts(
	query: string,
	parts: number,
	load: (part: number) => Promise<SearchEntry[]>,
	onPart: (done: number) => void,
): (count: number) => Promise<Step> {
	const found: SearchEntry[] = [];
	let done = 0;
	let shown = 0;
	return async (count) => {
		while (done < parts && found.length <= shown + count) {
			const entries = await load(done + 1);
			done += 1;
			// Appended even when they match better, so that the list does not move while it is read.
			found.push(...search(entries, query));
			onPart(done);
		}
		const entries = found.slice(shown, shown + count);
		shown += entries.length;
		return { entries, shown, found: found.length, left: parts - done };
	};
}
