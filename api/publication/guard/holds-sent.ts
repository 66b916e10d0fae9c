import { findPrivate } from '../../../content/guard/find-private.ts';
import { isSurname } from '../../../content/guard/surnames.ts';
import { digitsOf, numberOf, numbersIn, plain, plainInSentences, withoutPublicCodes } from './plain.ts';
import type { Sent } from './sent.ts';

/** As many characters in a row as the reporter wrote count as their wording. */
export const wordingLength = 12;
/** So many last digits of a phone are known again, with or without country or area code. */
const phoneDigits = 7;
/** Numbers in somebody's words that are long enough to point at them. */
const tellingDigits = 9;
/** An address, or a place beside the names of its county and township, of fewer characters points at nobody. */
const tellingLength = 6;
/** What people write who give no name. */
const nobody =
	/^(?:匿名|热心|群众|村民|居民|市民|农民|路人|网友|职工|工人|员工|本人|无名氏?|不愿透露|先生|女士|同志|一名|某)+$/;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Looks for what was sent in one text. */
export type Holds = (text: string) => boolean;

/** Words that everybody writes alike. */
export interface CommonWords {
	/** Names of laws, offices, ponds and mines: whoever writes them quotes nobody. */
	names: string[];
	/** Names of counties and townships: alone they are no place that points at somebody. */
	areas: string[];
}

/** Prepares the search for everything that was sent, whatever stands before, between or after its characters. */
export function holdsSent(sent: Sent, common: CommonWords): Holds {
	const names = sent.names.map(plain).filter((name) => name.length > 1 && !nobody.test(name));
	const secrets = [
		...sent.handles.flatMap((handle) => [handle, handle.replace(/@.*$/, '')]).map(plain),
		...sent.places.map((place) => ownPlace(place, common.areas)),
	].filter((secret) => secret.length >= tellingLength);
	const grams = ownGrams(sent, common.names);
	const numbers = tellingNumbers(sent);
	const ends = sent.phones
		.map((phone) => numberOf(phone).slice(-phoneDigits))
		.filter((end) => end.length === phoneDigits);
	return (text) => {
		const given = plain(text);
		const [all = '', ...runs] = digitsOf(text);
		return (
			[all, ...runs].some((digits) => numbers.some((number) => digits.includes(number))) ||
			runs.some((digits) => ends.some((end) => digits.includes(end))) ||
			secrets.some((secret) => given.includes(secret)) ||
			names.some((name) => holdsName(text, given, name)) ||
			gramsOf(given).some((gram) => grams.has(gram))
		);
	};
}

function tellingNumbers({ phones, receipts, words }: Sent): string[] {
	const written = words.map(withoutPublicCodes).flatMap(numbersIn);
	return [...phones, ...receipts, ...written].map(numberOf).filter((digits) => digits.length >= tellingDigits);
}

/** What a reporter wrote for the place beside the names of county and township. */
function ownPlace(place: string, areas: string[]): string {
	return areas.reduce((rest, area) => rest.replaceAll(area, ''), plain(place));
}

/**
 * A name of two characters is not put together over the marks between sentences. One that is a common word, too, counts
 * only where it stands as a name: else whoever calls himself 矿山 could not be reported about.
 */
function holdsName(text: string, given: string, name: string): boolean {
	if (isCommonWord(name)) {
		return findPrivate(text).some(
			({ kind, from, to }) => (kind === 'name' || kind === 'informant') && plain(text.slice(from, to)) === name,
		);
	}
	return name.length > 2 ? given.includes(name) : plainInSentences(text).includes(name);
}

function isCommonWord(name: string): boolean {
	return !isSurname(name.charAt(0), true) && [...segmenter.segment(name)].length === 1;
}

function ownGrams({ words, places }: Sent, names: string[]): Set<string> {
	const parts = [...words, ...places].flatMap((each) =>
		names.reduce((pieces, name) => pieces.flatMap((piece) => piece.split(name)), [plain(each)]),
	);
	return new Set(parts.flatMap(gramsOf));
}

function gramsOf(text: string): string[] {
	return Array.from({ length: Math.max(0, text.length - wordingLength + 1) }, (_gram, at) =>
		text.slice(at, at + wordingLength),
	);
}
