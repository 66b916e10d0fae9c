import type { Folded } from './fold.ts';

export interface Match {
	words: string;
	/** Place in the folded text. */
	index: number;
	/** Where it begins and ends in the text as written. */
	from: number;
	to: number;
}

/** Every match of a pattern, with its place in the text as written. Patterns must be bounded: each is tried everywhere. */
export function matches(folded: Folded, pattern: RegExp): Match[] {
	return Array.from(folded.text.matchAll(pattern), ({ 0: words, index }) => ({
		words,
		index,
		from: folded.from[index] ?? 0,
		to: folded.to[index + words.length - 1] ?? 0,
	}));
}
