import type { Datum } from './datums.ts';
import { readMapLink } from './map-link.ts';
import { halfWidth } from './plain-text.ts';

/** What was understood of a typed or pasted place. */
export type ParsedPlace =
	| { ok: true; lat: number; lon: number; datum?: Datum; decimals: number }
	| { ok: false; sentence: string };

const none = '没有找到完整的经纬度。请同时填写纬度和经度，例如 41.5737, 120.4503。';
const unclear = '文字里像是有两个以上的坐标，分不清是哪一处。请只保留一处的纬度和经度，日期和其他数字请写在说明里。';
export const abroad = '坐标不在国内，请核对纬度和经度。';

/**
 * Understands decimal degrees, degrees-minutes-seconds and links of the usual map programs, in either order. Form, public
 * API, entry by staff and lists of the 12345 line all read places through this.
 */
export function parsePlace(typed: string): ParsedPlace {
	const text = halfWidth(typed.replace(degreeSigns, '°').replace(minuteSigns, "'"));
	if (text === '') return refuse('请填写坐标，例如 41.5737, 120.4503。');
	const link = readMapLink(text);
	const angles = anglesIn(link ? link.text : text);
	const found = bestPair(angles);
	if (found === 'unclear') return refuse(unclear);
	if (found && link?.kind === 'readable' && namesAnother(link.around, found)) return refuse(unclear);
	if (found)
		return link?.kind === 'readable' && link.datum ? { ok: true, ...found, datum: link.datum } : { ok: true, ...found };
	if (isElsewhere(angles)) return refuse(abroad);
	return refuse(link?.kind === 'unreadable' ? link.sentence : none);
}

/** Inside China latitude and longitude never overlap, so the order in which they were written does not matter. */
export function inChina({ lat, lon }: { lat: number; lon: number }): boolean {
	return lat >= 3 && lat <= 54 && lon >= 73 && lon <= 136;
}

const refuse = (sentence: string): ParsedPlace => ({ ok: false, sentence });

// Taken before full-width forms are made plain: that would turn a masculine sign into an o, an accent into a space.
const degreeSigns = /[º˚∘゜ﾟ]/g;
const minuteSigns = /[´ˊʹ｀`]/g;

/** Minutes or seconds, which the degrees of the next angle are not. Sixty of them are the next one: programs that round write it. */
const sixtieth = '([0-5]?\\d(?:\\.\\d+)?|60(?:\\.0*)?)(?![\\d.])(?!\\s*°)';
/** Whole degrees with minutes and seconds, whose last sign may be missing; or a plain number. */
const measure = `(\\d{1,3})\\s*°\\s*${sixtieth}\\s*′?(?:\\s*${sixtieth}\\s*″?)?|(\\d+(?:\\.\\d+)?)(?:\\s*°)?`;
/** Letters before it, its sign, the measure, a letter behind it, and a unit that says it is something else. */
const angle = new RegExp(
	`([a-z]+|南纬|西经)?([\\s:=]*)(-?)(?:${measure})(?:\\s*([nsew])(?![a-z\\d]))?(\\s*(?:公里|千米|里|米|km|m(?![a-z])|亩|吨|元|万|%|号|年|月|日))?`,
	'gi',
);

/** Minutes or seconds of sixty and more. */
const tooMany = /[°′]\s*(?:60\.0*[1-9]\d*|6[1-9](?:\.\d+)?|[7-9]\d(?:\.\d+)?)\s*[′″]/;

interface Angle {
	/** Degrees; negative in the south and the west. */
	value: number;
	/** Digits after the point that its writing is worth. */
	decimals: number;
}

/** Roads, heights and house numbers stand beside a place too: they are no angles. */
function anglesIn(text: string): Angle[] {
	const plain = plainSigns(text);
	// Seventy minutes are no angle, and what is left of one without them is another place.
	if (tooMany.test(plain)) return [];
	return Array.from(plain.matchAll(angle)).flatMap((match) => toAngle(match, plain.charAt(match.index - 1)));
}

interface Pair {
	lat: number;
	lon: number;
	decimals: number;
	/** Which angle it begins with. */
	index: number;
}

/** The pair written most exactly is meant, unless the text holds another that may be meant as well. */
function bestPair(angles: Angle[]): Omit<Pair, 'index'> | 'unclear' | undefined {
	const pairs = pairsIn(angles);
	const [best] = [...pairs].sort((a, b) => b.decimals - a.decimals || a.index - b.index);
	if (!best) return undefined;
	if (pairs.some((pair) => !areNear(pair, best, roundingOf(pair)) && !isBeside(pair, best))) return 'unclear';
	const { lat, lon, decimals } = best;
	return { lat, lon, decimals };
}

function pairsIn(angles: Angle[]): Pair[] {
	return angles.flatMap((a, index) => {
		const b = angles[index + 1];
		if (!b) return [];
		const [pair] = [
			{ lat: a.value, lon: b.value },
			{ lat: b.value, lon: a.value },
		].filter(inChina);
		const decimals = Math.min(a.decimals, b.decimals);
		// Whole degrees say no place: such a number is something else, or an angle whose signs are missing.
		return pair && decimals > 0 ? [{ ...pair, decimals, index }] : [];
	});
}

/** A date, a height or a distance next to a place is written two digits less exactly than its angles. */
function isBeside(pair: Pair, best: Pair): boolean {
	const coarse = best.decimals - pair.decimals >= 2;
	return coarse && (pair.decimals < 2 || Math.abs(pair.index - best.index) === 1);
}

/** Degrees by which the same place may differ when it is written so; never less than about a hundred metres. */
const roundingOf = ({ decimals }: Pair): number => Math.max(10 ** -decimals, 0.001);

function areNear(a: Pick<Pair, 'lat' | 'lon'>, b: Pick<Pair, 'lat' | 'lon'>, degrees: number): boolean {
	return Math.abs(a.lat - b.lat) <= degrees && Math.abs(a.lon - b.lon) <= degrees;
}

/** More than the datums of two maps lie apart. */
const ofOtherMap = 0.02;

/** Whether the words around a link hold a place that is not the link's. */
function namesAnother(around: string, found: Pick<Pair, 'lat' | 'lon'>): boolean {
	const beside = bestPair(anglesIn(around));
	return beside === 'unclear' || (beside !== undefined && beside.decimals > 1 && !areNear(beside, found, ofOtherMap));
}

/** Two angles of some other place, or the zeros of a phone that had no position. */
function isElsewhere(angles: Angle[]): boolean {
	return angles.some((a, index) => {
		const b = angles[index + 1];
		if (!b || Math.min(a.decimals, b.decimals) === 0) return false;
		const [low = 0, high = 0] = [Math.abs(a.value), Math.abs(b.value)].sort((one, other) => one - other);
		return low <= 90 && high <= 180;
	});
}

/** Degrees, minutes and seconds with the same dots or hyphens between them, as GPS receivers and tables write them. */
const dotted = '(\\d{1,3})([.-])([0-5]?\\d)\\SEP([0-5]?\\d(?:\\.\\d+)?|60(?:\\.0*)?)';
const dottedPair = new RegExp(
	`(^|[^\\d.-])${dotted.replace('SEP', '3')}(?![\\d.])([^\\d]{1,8}?)${dotted.replace('SEP', '8')}(?![\\d.-])`,
	'g',
);
/** N41 34.422 E120 27.018, as receivers of satellites show it. */
const spacedPair = /([ns])\s*(\d{1,2})\s+(\d{1,2}\.\d+)([\s,;]+)([ew])\s*(\d{1,3})\s+(\d{1,2}\.\d+)(?![\d.])/gi;

function plainSigns(text: string): string {
	return text
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/(\d)[。·](?=\d)/g, '$1.')
		.replace(/度/g, '°')
		.replace(/''|′′|["″”“〞]|秒/g, '″')
		.replace(/['′’‘]|分/g, '′')
		.replace(/(\d)\s*d\s*(\d{1,2}(?:\.\d+)?)\s*m\s*(?:(\d{1,2}(?:\.\d+)?)\s*s)?/gi, '$1°$2′$3″ ')
		.replace(spacedPair, '$1$2°$3′$4$5$6°$7′')
		.replace(dottedPair, '$1$2°$4′$5″$6$7°$9′$10″')
		.replace(/(^|[^\d.])(\d{2,3}) ([0-5]?\d) ([0-5]?\d(?:\.\d+)?)(?![\d.])(?!\s*[°′″])/g, '$1$2°$3′$4″ ');
}

const axes = /^(?:[nsewxy]|lat|lon|lng|latitude|longitude)$/i;

/** Nothing where a letter or a unit beside the number says that it is a road, a height or a date. */
function toAngle(match: RegExpMatchArray, before: string): Angle[] {
	const [, word = '', gap = '', minus, degrees, minutes, seconds, plain, side = '', unit] = match;
	if (unit || (word !== '' && gap === '' && !axes.test(word) && !/[经纬]/.test(word))) return [];
	const size =
		plain === undefined ? Number(degrees) + Number(minutes) / 60 + Number(seconds ?? 0) / 3600 : Number(plain);
	const decimals = plain === undefined ? decimalsOfArc(minutes, seconds) : (plain.split('.')[1]?.length ?? 0);
	const southWest = /^[sw]$|[南西]/i.test(word) || /[sw]/i.test(side);
	// "S206" and "S306.5" are roads.
	if (southWest && side === '' && (decimals < 2 || size > 180)) return [];
	// Between two numbers it is no sign.
	const negative = southWest || (minus === '-' && !(word + gap === '' && /[\d°′″]/.test(before)));
	return [{ value: (negative ? -1 : 1) * (Math.round(size * 1e7) / 1e7), decimals }];
}

/** A minute of arc is about the second decimal of a degree, a second the fourth. */
function decimalsOfArc(minutes: string | undefined, seconds: string | undefined): number {
	return seconds ? 4 : 2 + (minutes?.split('.')[1]?.length ?? 0);
}
