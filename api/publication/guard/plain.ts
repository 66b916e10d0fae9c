import { publicCodes } from '../../../content/guard/credit-code.ts';
import { exchanged, fold, without } from '../../../content/guard/fold.ts';
import { findMobiles } from '../../../content/guard/mobile.ts';
import { asDigit, digitOf } from '../../../content/guard/numerals.ts';
import { runsOf } from '../../../content/guard/runs.ts';

const letterOrNumber = /[\p{L}\p{N}]/u;
/** Marks that part sentences and lists. */
const sentenceMark = /[,、;:。!?()"“”\n]/;

/** Letters and numbers only, numerals as digits: the same for two texts that differ in marks, spaces and hidden signs. */
export function plain(text: string): string {
	return without(exchanged(fold(text), asDigit), (character) => !letterOrNumber.test(character)).text;
}

/** The same, but the marks between sentences stay, so that nothing is joined over them. */
export function plainInSentences(text: string): string {
	return without(
		exchanged(fold(text), asDigit),
		(character) => !letterOrNumber.test(character) && !sentenceMark.test(character),
	).text;
}

/** All digits of a text in a row, and those of each number with look-alikes read as digits. */
export function digitsOf(text: string): string[] {
	const folded = fold(text);
	const all = Array.from(folded.text, (character) => {
		const found = digitOf(character);
		return found && !found.looksLike ? found.digit : '';
	});
	return [all.join(''), ...numbersIn(text)];
}

/** Numbers in a text, whatever stands between their digits; mobile numbers also where several stand in a row. */
export function numbersIn(text: string): string[] {
	const folded = fold(text);
	const runs = runsOf(folded);
	const mobiles = findMobiles(folded, runs).map(({ from, to }) => numberOf(text.slice(from, to)));
	return [...runs.map(({ digits }) => digits), ...mobiles];
}

/** The digits of one number, without the country's, so that it is found however it is dialled. */
export function numberOf(text: string): string {
	const digits = Array.from(fold(text).text, (character) => digitOf(character)?.digit ?? '').join('');
	return digits.replace(/^(?:0086|86|0)(?=1\d{10}$)/, '');
}

/** The text without the codes of companies, which everybody may know. */
export function withoutPublicCodes(text: string): string {
	return publicCodes(fold(text)).reduceRight((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, text);
}
