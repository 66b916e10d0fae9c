import { findBankCards } from './bank-card.ts';
import { findChatIds } from './chat.ts';
import { findCoordinates } from './coordinates.ts';
import { publicCodes } from './credit-code.ts';
import { findEmails } from './e-mail.ts';
import type { Finding } from './finding.ts';
import { exchanged, type Folded, fold, without } from './fold.ts';
import { findIdCards } from './id-card.ts';
import { findLandlines } from './landline.ts';
import { findMobiles } from './mobile.ts';
import { findNames } from './names.ts';
import { asDigit, digitOf } from './numerals.ts';
import { findPapers } from './papers.ts';
import { findPlates } from './plate.ts';
import { runsOf } from './runs.ts';
import { findTails } from './tail.ts';

const space = /\s/;
/** Marks that are put inside words to hide them; those that part sentences and lists stay. */
const inside = /[\s·.\-_~'"`|/\\+=•・‧^]/;

/** Fewer digits than this are no number of anybody: the shortest is the end of one. */
const fewestDigits = 3;

/**
 * Everything in a text that does not belong in public, whoever it is about. It knows nothing of any case: what it says
 * depends on the text alone. Codes of companies are public facts.
 */
export function findPrivate(text: string): Finding[] {
	const folded = fold(text);
	const read = exchanged(folded, asDigit);
	const tight = without(read, (character) => space.test(character));
	const joined = without(folded, (character) => inside.test(character));
	const words = [...findEmails(tight), ...findChatIds(tight), ...findNames(joined)];
	return apart([...(holdsNumber(folded) ? findNumbers(folded, read, tight) : []), ...words]);
}

function holdsNumber({ text }: Folded): boolean {
	let digits = 0;
	for (let index = 0; index < text.length && digits < fewestDigits; index++) {
		if (digitOf(text.charAt(index))) digits += 1;
	}
	return digits >= fewestDigits;
}

function findNumbers(folded: Folded, read: Folded, tight: Folded): Finding[] {
	const runs = runsOf(folded);
	const codes = publicCodes(folded);
	const numbers = [
		...findIdCards(folded, runs),
		...findMobiles(folded, runs),
		...findBankCards(folded, runs),
		...findPapers(read),
		...findPlates(read),
		...findLandlines(folded, runs),
		...findTails(read),
	].filter((finding) => !codes.some((code) => overlap(code, finding) && !isIdForAll(finding, code)));
	// A space may stand inside a number, or part two of them: both readings are looked at.
	const parted = exchanged(read, (character) => (space.test(character) ? ',' : character));
	return [...numbers, ...findCoordinates(tight), ...findCoordinates(parted)];
}

/** The check digits of both can fit one number: then it is told by the whole of it, never by a part. */
function isIdForAll({ kind, grade, from, to }: Finding, code: { from: number; to: number }): boolean {
	return kind === 'id-card' && grade === 'certain' && from <= code.from && to >= code.to;
}

/** Each place once: as what is certain there, else as the longest. In their order. */
function apart(findings: Finding[]): Finding[] {
	const taken = new Set<number>();
	const rank = ({ grade, from, to }: Finding) => (grade === 'certain' ? 1e6 : 0) + to - from;
	const result = findings
		.sort((a, b) => rank(b) - rank(a))
		.filter(({ from, to }) => {
			const places = Array.from({ length: to - from }, (_, index) => from + index);
			if (places.some((place) => taken.has(place))) return false;
			for (const place of places) taken.add(place);
			return true;
		});
	return result.sort((a, b) => a.from - b.from);
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
	return a.from < b.to && b.from < a.to;
}
