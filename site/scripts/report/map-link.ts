/** Coordinate systems that the server converts. */
export type Datum = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';

/** A link of a map program: either the part that holds the coordinates, or why it cannot be read. */
export type MapLink = { kind: 'readable'; text: string; datum?: Datum } | { kind: 'unreadable'; sentence: string };

interface MapHost {
	host: RegExp;
	name: string;
	datum: Datum;
}

const hosts: MapHost[] = [
	{ host: /(^|\.)(amap|gaode)\.com$/, name: '高德地图', datum: 'gcj02' },
	{ host: /(^|\.)map\.qq\.com$/, name: '腾讯地图', datum: 'gcj02' },
	{ host: /(^|\.)map\.baidu\.com$/, name: '百度地图', datum: 'bd09' },
	{ host: /(^|\.)tianditu\.(gov\.cn|com)$/, name: '天地图', datum: 'cgcs2000' },
];

/** Centre or frame of the map as it was on the screen: not the place that somebody means. */
const view = /[?&](center|c|geoobj|bounds?|viewport)=[^&#]*/gi;

const pair = /-?\d{1,3}\.\d{2,}\s*[,;\s]\s*-?\d{1,3}\.\d{2,}/;

/** Finds the link in a pasted text. Undefined when there is none. */
export function readMapLink(text: string): MapLink | undefined {
	const geo = /\bgeo:(-?[\d.]+,-?[\d.]+)/i.exec(text);
	if (geo?.[1]) return { kind: 'readable', text: geo[1], datum: 'wgs84' };
	const address = /https?:\/\/\S*/i.exec(text)?.[0];
	if (!address) return undefined;
	const url = parseUrl(address);
	if (!url) return { kind: 'unreadable', sentence: '链接不完整，请重新复制，或改填坐标。' };
	const map = hosts.find(({ host }) => host.test(url.hostname));
	const found = coordinatesOf(url);
	if (found)
		return map ? { kind: 'readable', text: found, datum: datumOf(url, map) } : { kind: 'readable', text: found };
	return { kind: 'unreadable', sentence: unreadable(map) };
}

function unreadable(map: MapHost | undefined): string {
	const from = map ? `这条${map.name}链接` : '这条链接';
	return `${from}里没有经纬度，本页也不会去打开它。请在地图里长按该地点，复制坐标后粘贴到这里。`;
}

function coordinatesOf(url: URL): string | undefined {
	const search = new URLSearchParams(url.search);
	const hash = new URLSearchParams(url.hash.replace(/^#[^?]*\??/, ''));
	for (const part of [search, hash]) {
		const lat = part.get('lat') ?? part.get('latitude') ?? part.get('pointy');
		const lon = part.get('lng') ?? part.get('lon') ?? part.get('longitude') ?? part.get('pointx');
		if (lat && lon) return `${lat},${lon}`;
	}
	return pair.exec(decode(url.href.replace(view, '')))?.[0];
}

/** Links may name another system than their own program's. */
function datumOf(url: URL, map: MapHost): Datum {
	const named = /coord_?type=(bd09|gcj02|wgs84)/i.exec(url.href)?.[1]?.toLowerCase();
	if (named === 'bd09' || named === 'gcj02' || named === 'wgs84') return named;
	return map.datum;
}

function decode(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		// A stray percent sign: the pair may still be readable as it stands.
		return address;
	}
}

function parseUrl(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}
