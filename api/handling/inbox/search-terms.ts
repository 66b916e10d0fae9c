import { withoutGroups } from '../../../content/facts/digits.ts';

/** A search text, parsed. */
export interface SearchTerms {
	/** The beginning of a receipt number. */
	number?: string;
	/** Words of two characters or more that must all be there. */
	words?: string[];
	/** A single character, looked for in the town and staff's name of the place only. */
	character?: string;
}

/** Most words of one search. */
const mostWords = 8;

/** Parses a search text: a number, words separated by spaces, or one character. */
export function parseSearch(q: string): SearchTerms {
	const digits = withoutGroups(q);
	if (/^\d{4,}$/.test(digits)) return { number: digits };
	const parts = q.split(/\s+/).filter(Boolean);
	const words = parts.filter((part) => [...part].length > 1).slice(0, mostWords);
	return words.length > 0 ? { words } : { character: parts.join('') };
}
