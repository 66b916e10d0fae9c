import { numberOf, ownNumbers, plain } from './plain.ts';
import type { ReporterTexts } from './reporter-texts.ts';

/** So many identical characters in a row count as the reporter's wording. */
export const wordingLength = 12;
/** Phones are compared by so many last digits, since country and area code may be left out. */
export const phoneDigits = 7;
/** Numbers of at least so many digits identify somebody. */
const identifyingDigits = 9;
/** Longer numbers are compared by so many digits. */
const comparedDigits = 24;
/** Addresses and places (without the names of county and township) of fewer characters identify nobody. */
const identifyingLength = 6;
/** What people write in place of a name. */
const nobody =
	/^(?:匿名|热心|群众|村民|居民|市民|农民|路人|网友|职工|工人|员工|本人|无名氏?|不愿透露|先生|女士|同志|一名|某)+$/;

/** Words that do not identify anybody. */
export interface CommonWords {
	/** Names of laws, offices, ponds and mines, which are not somebody's wording. */
	names: string[];
	/** Names of counties and townships, which alone identify nobody. */
	areas: string[];
}

/** Traces of reporters that a public text must not contain, indexed so that the search does not slow down with their number. */
export interface ReporterTraces {
	names: Set<string>;
	secrets: Set<string>;
	/** Parts of the reporter's wording. */
	wording: Set<string>;
	/** By their length. */
	numbers: Map<number, Set<string>>;
	/** Last digits of phones. */
	ends: Set<string>;
}

export function noTraces(): ReporterTraces {
	return { names: new Set(), secrets: new Set(), wording: new Set(), numbers: new Map(), ends: new Set() };
}

/** Adds the texts of a reporter. */
export function addTraces(traces: ReporterTraces, sent: ReporterTexts, common: CommonWords): void {
	for (const name of sent.names.map(plain)) {
		if (name.length > 1 && !nobody.test(name)) traces.names.add(name);
	}
	const handles = sent.handles.flatMap((handle) => [handle, handle.replace(/@.*$/, '')]).map(plain);
	for (const secret of [...handles, ...sent.places.map((place) => ownPlace(place, common.areas))]) {
		if (secret.length >= identifyingLength) traces.secrets.add(secret);
	}
	for (const words of [...sent.words, ...sent.places]) addWording(traces, plain(words), common.names);
	for (const number of [...sent.phones, ...sent.receipts].map(numberOf)) addNumber(traces, number);
	for (const number of sent.words.flatMap(ownNumbers)) addNumber(traces, number);
	for (const end of sent.phones.map((phone) => numberOf(phone).slice(-phoneDigits))) {
		if (end.length === phoneDigits) traces.ends.add(end);
	}
}

/** What a reporter wrote for the place beside the names of county and township. */
function ownPlace(place: string, areas: string[]): string {
	return areas.reduce((rest, area) => rest.replaceAll(area, ''), plain(place));
}

function addWording({ wording }: ReporterTraces, words: string, names: string[]): void {
	const own = names.reduce((pieces, name) => pieces.flatMap((piece) => piece.split(name)), [words]);
	for (const piece of own) for (const part of partsOf(piece, wordingLength)) wording.add(part);
}

function addNumber({ numbers }: ReporterTraces, number: string): void {
	if (number.length < identifyingDigits) return;
	const traces = number.slice(0, comparedDigits);
	const sameLength = numbers.get(traces.length) ?? new Set();
	numbers.set(traces.length, sameLength.add(traces));
}

/** All parts of one length. */
export function partsOf(text: string, length: number): string[] {
	return Array.from({ length: Math.max(0, text.length - length + 1) }, (_part, at) => text.slice(at, at + length));
}
