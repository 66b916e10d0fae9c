import { type Datum, readMapLink } from './map-link.ts';

/** What was understood of a typed or pasted place. */
export type ParsedPlace =
	| { ok: true; lat: number; lon: number; datum?: Datum; decimals: number }
	| { ok: false; sentence: string };

const angle = /(-?\d+(?:\.\d+)?)(?:\s*d\s*(?:(\d+(?:\.\d+)?)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s)?)?/g;

/** Understands decimal degrees, degrees-minutes-seconds and links of the usual map programs, in either order. */
export function parsePlace(typed: string): ParsedPlace {
	const text = typed.normalize('NFKC').trim();
	if (text === '') return refuse('请填写坐标，例如 41.5737, 120.4503。');
	if (/南纬|西经|\d\s*[SW]\b|\b[SW]\s*\d/i.test(text)) return refuse('坐标不在国内，请核对纬度和经度。');
	const link = readMapLink(text);
	if (link?.kind === 'unreadable') return refuse(link.sentence);
	const found = firstPair(link ? link.text : text);
	if (!found) return refuse('没有找到完整的经纬度。请同时填写纬度和经度，例如 41.5737, 120.4503。');
	return link?.datum ? { ok: true, ...found, datum: link.datum } : { ok: true, ...found };
}

const refuse = (sentence: string): ParsedPlace => ({ ok: false, sentence });

function firstPair(text: string): { lat: number; lon: number; decimals: number } | undefined {
	const angles = [...plainSigns(text).matchAll(angle)].map(toDegrees);
	for (let i = 0; i + 1 < angles.length; i++) {
		const [a, b] = [angles[i], angles[i + 1]];
		if (!a || !b) continue;
		const decimals = Math.min(a.decimals, b.decimals);
		if (isLat(a.value) && isLon(b.value)) return { lat: a.value, lon: b.value, decimals };
		if (isLon(a.value) && isLat(b.value)) return { lat: b.value, lon: a.value, decimals };
	}
	return undefined;
}

// Inside China latitude and longitude never overlap, so the order in which they were written does not matter.
const isLat = (value: number) => value >= 3 && value <= 54;
const isLon = (value: number) => value >= 73 && value <= 136;

function plainSigns(text: string): string {
	return text
		.replace(/''|′′|["″”“]|秒/g, 's ')
		.replace(/['′’‘]|分/g, 'm ')
		.replace(/[°º˚]|度/g, 'd ');
}

function toDegrees(match: RegExpMatchArray): { value: number; decimals: number } {
	const [, degrees = '0', minutes, seconds] = match;
	const value = Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
	// A second of arc is about the fourth decimal of a degree.
	const decimals = seconds ? 4 : minutes ? 3 : (degrees.split('.')[1]?.length ?? 0);
	return { value: Math.round(value * 1e7) / 1e7, decimals };
}
