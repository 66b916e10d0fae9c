import { publicCodes } from '../../../content/guard/credit-code.ts';
import { type Folded, fold } from '../../../content/guard/fold.ts';
import { findMobiles } from '../../../content/guard/mobile.ts';
import { asDigit, digitOf } from '../../../content/guard/numerals.ts';
import { runsOf } from '../../../content/guard/runs.ts';

const allButLetters = /[^\p{L}\p{N}]+/gu;
/** All but letters and numbers, without the marks that part sentences and lists. */
const withinSentences = /[^\p{L}\p{N},、;:。!?()"“”\n]+/gu;

/** Letters and numbers only, numerals as digits: the same for two texts that differ in marks, spaces and hidden signs. */
export function plain(text: string): string {
	return plainOf(fold(text));
}

/** The same of a text that is folded already. */
export function plainOf({ text }: Folded): string {
	return withDigits(text.replace(allButLetters, ''));
}

/** The same, but the marks between sentences stay, so that nothing is joined over them. */
export function plainInSentences({ text }: Folded): string {
	return withDigits(text.replace(withinSentences, ''));
}

function withDigits(text: string): string {
	let read = '';
	for (let index = 0; index < text.length; index++) read += asDigit(text.charAt(index));
	return read;
}

/** All digits of a text in a row, whatever stands between them. */
export function allDigits({ text }: Folded): string {
	let digits = '';
	for (let index = 0; index < text.length; index++) {
		const found = digitOf(text.charAt(index));
		if (found && !found.looksLike) digits += found.digit;
	}
	return digits;
}

/** The numbers of a text with nothing but marks in them, look-alikes read as digits. */
export function numbersIn(folded: Folded): string[] {
	return runsOf(folded).map(({ digits }) => digits);
}

/** Numbers in what somebody wrote: mobile numbers also where several stand in a row, codes of companies never. */
export function ownNumbers(text: string): string[] {
	const folded = fold(text);
	const codes = publicCodes(folded);
	const runs = runsOf(folded).filter(({ at }) => {
		const from = folded.from[at[0] ?? 0] ?? 0;
		return !codes.some((code) => code.from <= from && from < code.to);
	});
	const mobiles = findMobiles(folded, runs).map(({ from, to }) => numberOf(text.slice(from, to)));
	return [...runs.map(({ digits }) => digits), ...mobiles];
}

/** The digits of one number, without the country's, so that it is found however it is dialled. */
export function numberOf(text: string): string {
	const digits = Array.from(fold(text).text, (character) => digitOf(character)?.digit ?? '').join('');
	return digits.replace(/^(?:0086|86|0)(?=1\d{10}$)/, '');
}
