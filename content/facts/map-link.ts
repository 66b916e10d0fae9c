import type { Datum } from './datums.ts';

/**
 * A link of a map program: the part that holds the coordinates, with what was pasted around it; or why it cannot be read,
 * and what was pasted around it.
 */
export type MapLink =
	| { kind: 'readable'; text: string; around: string; datum?: Datum }
	| { kind: 'unreadable'; text: string; sentence: string };

interface MapProgram {
	/** Where its links begin: the host of a page, or the scheme by which the program itself is opened. */
	origin: RegExp;
	name: string;
	/** Left out where the program does not say in which it writes places in China. */
	datum?: Datum;
	/** What in its links names the middle of the map like others name the place. */
	middle?: RegExp;
}

const programs: MapProgram[] = [
	{
		origin: /^https?:\/\/([^/?#]*\.)?(amap|gaode)\.com(?![\w.-])|^(android|ios)amap:|^amapuri:/i,
		name: '高德地图',
		datum: 'gcj02',
	},
	{
		origin: /^https?:\/\/([^/?#]*\.)?(map\.qq\.com|3gimg\.qq\.com\/lightmap)(?![\w.-])|^qqmap:/i,
		name: '腾讯地图',
		datum: 'gcj02',
	},
	{ origin: /^https?:\/\/([^/?#]*\.)?map\.baidu\.com(?![\w.-])|^(baidumap|bdapp):/i, name: '百度地图', datum: 'bd09' },
	{ origin: /^https?:\/\/([^/?#]*\.)?tianditu\.(gov\.cn|com)(?![\w.-])/i, name: '天地图', datum: 'cgcs2000' },
	{
		origin: /^https?:\/\/([^/?#]*\.)?(openstreetmap|osm)\.org(?![\w.-])/i,
		name: 'OpenStreetMap',
		datum: 'wgs84',
	},
	{
		origin: /^https?:\/\/([^/?#]*\.)?google\.(com|cn)(?![\w.-])|^comgooglemaps:/i,
		name: '谷歌地图',
		middle: /[?&]ll=[^&#]*/i,
	},
	{ origin: /^https?:\/\/([^/?#]*\.)?maps\.apple(\.com)?(?![\w.-])|^maps:/i, name: '苹果地图' },
];

/**
 * Centre or frame of the map as it was on the screen, or where a way begins, which may be the reporter's home: not
 * the place that somebody means.
 */
const aside =
	/[?&#](center|c|cp|geoobj|bounds?|viewport|map|sll|s?spn|from(coord|\[[^\]]*\])?|origin|start|source|saddr)=[^&#]*|\/@-?\d[^/?#]*/gi;

const pair = /-?\d{1,3}\.\d{2,}\s*[,;\s|/]\s*-?\d{1,3}\.\d{2,}/g;
/** Google keeps the place itself behind the view of it. */
const mark = /!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/g;
/** Its last point is where the way leads. */
const way = /\/dir(ections)?\/|[?&]route=/i;

/** Finds the link in a pasted text. Undefined when there is none. */
export function readMapLink(text: string): MapLink | undefined {
	const geo = /\bgeo:(-?[\d.]+,-?[\d.]+)(?:[^\s?]*\?\S*?\bq=(-?\d[\d.]*(?:,|%2c)\s*-?\d[\d.]*))?/i.exec(text);
	if (geo?.[1]) {
		const [whole] = geo;
		return { kind: 'readable', text: decode(geo[2] ?? geo[1]), around: text.replace(whole, ' '), datum: 'wgs84' };
	}
	const address = /(?:https?|(?:android|ios)amap|amapuri|baidumap|bdapp|qqmap|comgooglemaps|maps):\/\/\S*/i.exec(
		text,
	)?.[0];
	if (!address) return undefined;
	const around = text.replace(address, ' ');
	const url = parseUrl(address);
	if (!url) return { kind: 'unreadable', text: around, sentence: '链接不完整，请重新复制，或改填坐标。' };
	const map = programs.find(({ origin }) => origin.test(url.href));
	const found = coordinatesOf(url, map);
	if (!found) return { kind: 'unreadable', text: around, sentence: unreadable(map) };
	const datum = map && datumOf(url, map);
	return { kind: 'readable', text: found, around, ...(datum && { datum }) };
}

function unreadable(map: MapProgram | undefined): string {
	const from = map ? `这条${map.name}链接` : '这条链接';
	return `${from}里没有经纬度，本页也不会去打开它。请在地图里长按该地点，复制坐标后粘贴到这里。`;
}

const latNames = ['lat', 'latitude', 'mlat', 'pointy', 'dlat'];
const lonNames = ['lng', 'lon', 'longitude', 'mlon', 'pointx', 'dlon'];

function coordinatesOf(url: URL, map: MapProgram | undefined): string | undefined {
	const search = new URLSearchParams(url.search);
	const hash = new URLSearchParams(url.hash.replace(/^#[^?]*\??/, ''));
	for (const part of [search, hash]) {
		const [lat, lon] = [latNames, lonNames].map((names) => names.map((name) => part.get(name)).find(Boolean));
		if (lat && lon) return `${lat},${lon}`;
	}
	const href = decode(url.href);
	const marked = last(Array.from(href.matchAll(mark)));
	if (marked) return `${marked[1]},${marked[2]}`;
	const link = href.replace(aside, '');
	const pairs = link.replace(map?.middle ?? '', '').match(pair) ?? [];
	return way.test(href) ? last(pairs) : pairs[0];
}

const last = <Item>(items: Item[]): Item | undefined => items[items.length - 1];

/** Links may name another system than their own program's; Tencent and Gaode do so by a number. */
function datumOf({ href }: URL, map: MapProgram): Datum | undefined {
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
