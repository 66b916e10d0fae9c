import { plainLines, unseen } from './plain-text.ts';

/** An invisible character, and the keys that lead to the text it stands in. */
export interface Invisible {
	path: string[];
	/** As U+200B. */
	character: string;
}

/** In a file written by hand tabs and ends of lines may stand, Unicode's own two ends of lines may not. */
const strange = new RegExp(`(?!\\t)(?:${unseen.source}|[\\u2028\\u2029])`, 'gu');

/** The first invisible character in any text of a value; undefined where there is none. */
export function findInvisible(value: unknown, path: string[] = []): Invisible | undefined {
	if (typeof value === 'string') {
		const character = invisibleIn(value);
		return character === undefined ? undefined : { path, character };
	}
	if (isNumbers(value) || typeof value !== 'object' || value === null) return undefined;
	for (const [key, inner] of Object.entries(value)) {
		const found = findInvisible(inner, [...path, key]);
		if (found) return found;
	}
	return undefined;
}

function invisibleIn(text: string): string | undefined {
	for (const [found, kept] of text.matchAll(strange)) {
		if (!kept) return `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
	}
	return undefined;
}

/** A value with all its texts as they are kept. */
export function plainValues(value: unknown): unknown {
	if (typeof value === 'string') return plainLines(value);
	if (isNumbers(value) || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(plainValues);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValues(inner)]));
}

/** Corners of a boundary, of which there are very many. */
const isNumbers = (value: unknown): boolean => Array.isArray(value) && typeof value[0] === 'number';
