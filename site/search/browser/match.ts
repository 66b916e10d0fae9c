import { plainLine } from '../../../content/facts/plain-text.ts';

/** A page as the search knows it. */
export interface SearchEntry {
	title: string;
	/** Address from the portal's root. */
	path: string;
	/** e.g. 尾矿库, 处理结果. */
	kind: string;
	text: string;
	demo?: boolean;
}

/** The share of a word's pairs of characters that a text must hold where the word itself is not in it. */
const enough = 0.6;

/** One way to write a character for comparing: full-width forms and capitals do not matter. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * The entries that answer a query, best first. Every word must be found. Chinese has no spaces, so a word is sought as it
 * stands (half-typed names are found), and failing that by its pairs of characters: 越界开采 finds 越界越层开采.
 */
export function search(entries: SearchEntry[], query: string): SearchEntry[] {
	const words = plain(plainLine(query))
		.split(/[\s,，、。]+/)
		.filter((word) => word !== '');
	if (words.length === 0) return [];
	return entries
		.map((entry) => ({ entry, score: score(entry, words) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ entry }) => entry);
}

function score(entry: SearchEntry, words: string[]): number {
	const title = plain(entry.title);
	const text = plain(entry.text);
	let total = 0;
	for (const word of words) {
		const found = wordScore(title, text, word);
		if (found === 0) return 0;
		total += found;
	}
	return total;
}

function wordScore(title: string, text: string, word: string): number {
	if (title === word) return 20;
	if (title.includes(word)) return 10;
	if (text.includes(word)) return 5;
	return 4 * Math.max(pairShare(title, word), 0.6 * pairShare(text, word));
}

function pairShare(text: string, word: string): number {
	const pairs = Array.from({ length: Math.max(0, word.length - 1) }, (_, index) => word.slice(index, index + 2));
	if (pairs.length < 2) return 0;
	const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length;
	return share >= enough ? share : 0;
}
