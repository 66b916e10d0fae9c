import { halfWidth } from '../../../content/plain-text.ts';
import { type Datum, readMapLink } from './map-link.ts';

/** What was understood of a typed or pasted place. */
export type ParsedPlace =
	| { ok: true; lat: number; lon: number; datum?: Datum; decimals: number }
	| { ok: false; sentence: string };

const none = '没有找到完整的经纬度。请同时填写纬度和经度，例如 41.5737, 120.4503。';

/** Understands decimal degrees, degrees-minutes-seconds and links of the usual map programs, in either order. */
export function parsePlace(typed: string): ParsedPlace {
	const text = halfWidth(typed);
	if (text === '') return refuse('请填写坐标，例如 41.5737, 120.4503。');
	const link = readMapLink(text);
	const words = link ? link.text : text;
	if (abroad.test(words)) return refuse('坐标不在国内，请核对纬度和经度。');
	const found = bestPair(words);
	if (!found) return refuse(link?.kind === 'unreadable' ? link.sentence : none);
	return link?.kind === 'readable' && link.datum ? { ok: true, ...found, datum: link.datum } : { ok: true, ...found };
}

const refuse = (sentence: string): ParsedPlace => ({ ok: false, sentence });

/** South or west, beside an angle: "S206" is a road. */
const abroad = /南纬|西经|(?:\.\d+|[°º˚'"′″”]|\d[度分秒])\s*[SW]\b|\b[SW]\s*\d{1,3}(?:\.\d|[°º˚度])/;

/** Minutes or seconds, which the degrees of the next angle are not. */
const sixtieth = '([0-5]?\\d(?:\\.\\d+)?)(?![\\d.])(?!\\s*d)';
/** Whole degrees with minutes and seconds, whose last sign may be missing; or a plain number. */
const angle = new RegExp(
	`(-?\\d{1,3})\\s*d\\s*${sixtieth}\\s*m?(?:\\s*${sixtieth}\\s*s?)?|(-?\\d+(?:\\.\\d+)?)(?:\\s*d)?`,
	'g',
);

interface Angle {
	value: number;
	/** Digits after the point that its writing is worth. */
	decimals: number;
}

/** Roads, heights and house numbers stand beside a place too: the pair written most exactly is meant. */
function bestPair(text: string): { lat: number; lon: number; decimals: number } | undefined {
	const angles = [...plainSigns(text).matchAll(angle)].map(toDegrees);
	let best: { lat: number; lon: number; decimals: number } | undefined;
	for (const [index, a] of angles.entries()) {
		const b = angles[index + 1];
		const pair =
			b && (isLat(a) && isLon(b) ? { lat: a, lon: b } : isLon(a) && isLat(b) ? { lat: b, lon: a } : undefined);
		if (!pair) continue;
		const decimals = Math.min(pair.lat.decimals, pair.lon.decimals);
		if (!best || decimals > best.decimals) best = { lat: pair.lat.value, lon: pair.lon.value, decimals };
	}
	return best;
}

// Inside China latitude and longitude never overlap, so the order in which they were written does not matter.
// Whole degrees say no place: such a number is something else, or an angle whose signs are missing.
const isLat = ({ value, decimals }: Angle) => decimals > 0 && value >= 3 && value <= 54;
const isLon = ({ value, decimals }: Angle) => decimals > 0 && value >= 73 && value <= 136;

function plainSigns(text: string): string {
	return text
		.replace(/(\d)。(?=\d)/g, '$1.')
		.replace(/''|′′|["″”“]|秒/g, 's ')
		.replace(/['′’‘]|分/g, 'm ')
		.replace(/[°º˚]|度/g, 'd ')
		.replace(/(^|[^\d.])(\d{2,3}) ([0-5]?\d) ([0-5]?\d(?:\.\d+)?)(?![\d.])(?!\s*[dms])/g, '$1$2d $3m $4s ');
}

function toDegrees([, degrees, minutes, seconds, plain]: RegExpMatchArray): Angle {
	if (plain !== undefined) return { value: Number(plain), decimals: plain.split('.')[1]?.length ?? 0 };
	const value = Number(degrees) + Number(minutes) / 60 + Number(seconds ?? 0) / 3600;
	// A minute of arc is about the second decimal of a degree, a second the fourth.
	const decimals = seconds ? 4 : 2 + (minutes?.split('.')[1]?.length ?? 0);
	return { value: Math.round(value * 1e7) / 1e7, decimals };
}
