import { withoutGroups } from '../../../content/facts/digits.ts';

/** What an officer typed, as the search takes it. */
export interface Sought {
	/** The beginning of a receipt number. */
	number?: string;
	/** Words of two characters or more that must all be there. */
	words?: string[];
	/** A single character, looked for in town and place only. */
	character?: string;
}

/** Most words of one search. */
const mostWords = 8;

/** Takes apart what was typed: a number, words with spaces between, or one character. */
export function readSearch(q: string): Sought {
	const digits = withoutGroups(q);
	if (/^\d{4,}$/.test(digits)) return { number: digits };
	const parts = q.split(/\s+/).filter(Boolean);
	const words = parts.filter((part) => [...part].length > 1).slice(0, mostWords);
	return words.length > 0 ? { words } : { character: parts.join('') };
}
