/** Coordinate systems that the server converts. */
export type Datum = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';

/**
 * A link of a map program: either the part that holds the coordinates, or why it cannot be read and what was pasted
 * around it.
 */
export type MapLink =
	| { kind: 'readable'; text: string; datum?: Datum }
	| { kind: 'unreadable'; text: string; sentence: string };

interface MapProgram {
	/** Where its links begin: the host of a page, or the scheme by which the program itself is opened. */
	origin: RegExp;
	name: string;
	datum: Datum;
}

const programs: MapProgram[] = [
	{
		origin: /^https?:\/\/([^/?#]*\.)?(amap|gaode)\.com(?![\w.-])|^(android|ios)amap:|^amapuri:/i,
		name: '高德地图',
		datum: 'gcj02',
	},
	{ origin: /^https?:\/\/([^/?#]*\.)?map\.qq\.com(?![\w.-])|^qqmap:/i, name: '腾讯地图', datum: 'gcj02' },
	{ origin: /^https?:\/\/([^/?#]*\.)?map\.baidu\.com(?![\w.-])|^(baidumap|bdapp):/i, name: '百度地图', datum: 'bd09' },
	{ origin: /^https?:\/\/([^/?#]*\.)?tianditu\.(gov\.cn|com)(?![\w.-])/i, name: '天地图', datum: 'cgcs2000' },
];

/**
 * Centre or frame of the map as it was on the screen, or where a way begins, which may be the reporter's home: not
 * the place that somebody means.
 */
const aside = /[?&](center|c|geoobj|bounds?|viewport|from(coord|\[[^\]]*\])?|origin|start|saddr)=[^&#]*/gi;

const pair = /-?\d{1,3}\.\d{2,}\s*[,;\s]\s*-?\d{1,3}\.\d{2,}/;

/** Finds the link in a pasted text. Undefined when there is none. */
export function readMapLink(text: string): MapLink | undefined {
	const geo = /\bgeo:(-?[\d.]+,-?[\d.]+)/i.exec(text);
	if (geo?.[1]) return { kind: 'readable', text: geo[1], datum: 'wgs84' };
	const address = /(?:https?|(?:android|ios)amap|amapuri|baidumap|bdapp|qqmap):\/\/\S*/i.exec(text)?.[0];
	if (!address) return undefined;
	const around = text.replace(address, ' ');
	const url = parseUrl(address);
	if (!url) return { kind: 'unreadable', text: around, sentence: '链接不完整，请重新复制，或改填坐标。' };
	const map = programs.find(({ origin }) => origin.test(url.href));
	const found = coordinatesOf(url);
	if (!found) return { kind: 'unreadable', text: around, sentence: unreadable(map) };
	return map ? { kind: 'readable', text: found, datum: datumOf(url, map) } : { kind: 'readable', text: found };
}

function unreadable(map: MapProgram | undefined): string {
	const from = map ? `这条${map.name}链接` : '这条链接';
	return `${from}里没有经纬度，本页也不会去打开它。请在地图里长按该地点，复制坐标后粘贴到这里。`;
}

const latNames = ['lat', 'latitude', 'pointy', 'dlat'];
const lonNames = ['lng', 'lon', 'longitude', 'pointx', 'dlon'];

function coordinatesOf(url: URL): string | undefined {
	const search = new URLSearchParams(url.search);
	const hash = new URLSearchParams(url.hash.replace(/^#[^?]*\??/, ''));
	for (const part of [search, hash]) {
		const [lat, lon] = [latNames, lonNames].map((names) => names.map((name) => part.get(name)).find(Boolean));
		if (lat && lon) return `${lat},${lon}`;
	}
	return pair.exec(decode(url.href).replace(aside, ''))?.[0];
}

/** Links may name another system than their own program's; Tencent and Gaode do so by a number. */
function datumOf({ href }: URL, map: MapProgram): Datum {
	const named = /[?&]coord(?:inate|_?type)=(bd09|gcj02|wgs84)/i.exec(href)?.[1]?.toLowerCase();
	if (named === 'bd09' || named === 'gcj02' || named === 'wgs84') return named;
	return map.datum === 'gcj02' && /[?&](coord_type|dev)=1(?!\d)/i.test(href) ? 'wgs84' : map.datum;
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
