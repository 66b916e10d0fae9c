import { numberOf, ownNumbers, plain } from './plain.ts';
import type { Sent } from './sent.ts';

/** As many characters in a row as the reporter wrote count as their wording. */
export const wordingLength = 12;
/** So many last digits of a phone are known again, with or without country or area code. */
export const phoneDigits = 7;
/** Numbers in somebody's words that are long enough to point at them. */
const tellingDigits = 9;
/** Of longer numbers so many digits are looked for. */
const enoughDigits = 24;
/** An address, or a place beside the names of its county and township, of fewer characters points at nobody. */
const tellingLength = 6;
/** What people write who give no name. */
const nobody =
	/^(?:匿名|热心|群众|村民|居民|市民|农民|路人|网友|职工|工人|员工|本人|无名氏?|不愿透露|先生|女士|同志|一名|某)+$/;

/** Words that everybody writes alike. */
export interface CommonWords {
	/** Names of laws, offices, ponds and mines: whoever writes them quotes nobody. */
	names: string[];
	/** Names of counties and townships: alone they are no place that points at somebody. */
	areas: string[];
}

/** What must not be found in a text, ready for the search: the time it takes does not grow with what was sent. */
export interface Wanted {
	names: Set<string>;
	secrets: Set<string>;
	/** Pieces of somebody's wording. */
	wording: Set<string>;
	/** By their length. */
	numbers: Map<number, Set<string>>;
	/** Last digits of phones. */
	ends: Set<string>;
}

export function nothingWanted(): Wanted {
	return { names: new Set(), secrets: new Set(), wording: new Set(), numbers: new Map(), ends: new Set() };
}

/** Adds what somebody sent. */
export function addSent(wanted: Wanted, sent: Sent, common: CommonWords): void {
	for (const name of sent.names.map(plain)) {
		if (name.length > 1 && !nobody.test(name)) wanted.names.add(name);
	}
	const handles = sent.handles.flatMap((handle) => [handle, handle.replace(/@.*$/, '')]).map(plain);
	for (const secret of [...handles, ...sent.places.map((place) => ownPlace(place, common.areas))]) {
		if (secret.length >= tellingLength) wanted.secrets.add(secret);
	}
	for (const words of [...sent.words, ...sent.places]) addWording(wanted, plain(words), common.names);
	for (const number of [...sent.phones, ...sent.receipts].map(numberOf)) addNumber(wanted, number);
	for (const number of sent.words.flatMap(ownNumbers)) addNumber(wanted, number);
	for (const end of sent.phones.map((phone) => numberOf(phone).slice(-phoneDigits))) {
		if (end.length === phoneDigits) wanted.ends.add(end);
	}
}

/** What a reporter wrote for the place beside the names of county and township. */
function ownPlace(place: string, areas: string[]): string {
	return areas.reduce((rest, area) => rest.replaceAll(area, ''), plain(place));
}

function addWording({ wording }: Wanted, words: string, names: string[]): void {
	const own = names.reduce((pieces, name) => pieces.flatMap((piece) => piece.split(name)), [words]);
	for (const piece of own) for (const part of partsOf(piece, wordingLength)) wording.add(part);
}

function addNumber({ numbers }: Wanted, number: string): void {
	if (number.length < tellingDigits) return;
	const wanted = number.slice(0, enoughDigits);
	const sameLength = numbers.get(wanted.length) ?? new Set();
	numbers.set(wanted.length, sameLength.add(wanted));
}

/** All parts of one length. */
export function partsOf(text: string, length: number): string[] {
	return Array.from({ length: Math.max(0, text.length - length + 1) }, (_part, at) => text.slice(at, at + length));
}
