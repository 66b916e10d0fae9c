import type { Folded } from './fold.ts';

const reach = 12;
const sentenceEnd = /[。;!?\n]/;

/** True where one of the words stands shortly before a place of the folded text, in the same sentence. */
export function wordBefore({ text }: Folded, index: number, words: RegExp): boolean {
	const before = text.slice(Math.max(0, index - reach), index);
	const parts = before.split(sentenceEnd);
	return words.test((parts[parts.length - 1] ?? '').replace(/[^\p{L}\p{N}]/gu, ''));
}
