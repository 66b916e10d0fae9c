import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlace } from '../../../content/facts/read-place.ts';
import { places } from '../../cases/typed-cases.ts';

const near = (lat: number, lon: number) => ({
	ok: true,
	lat: expect.closeTo(lat, 4) as number,
	lon: expect.closeTo(lon, 4) as number,
});

describe('a typed place is understood however villagers write it', () => {
	it.each(places)('$typed', ({ typed, lat, lon }) => {
		expect(parsePlace(typed)).toMatchObject(near(lat, lon));
	});

	it.each([
		['41.5737, 120.4503', 41.5737, 120.4503],
		['120.4503,41.5737', 41.5737, 120.4503],
		['41.5737，120.4503', 41.5737, 120.4503],
		['４１．５７３７ １２０．４５０３', 41.5737, 120.4503],
		['北纬41.5737 东经120.4503', 41.5737, 120.4503],
		['东经 120.4503 度，北纬 41.5737 度', 41.5737, 120.4503],
		['N41.5737 E120.4503', 41.5737, 120.4503],
		['纬度：41.5737；经度：120.4503', 41.5737, 120.4503],
		['41°34′25.3″N 120°27′1″E', 41.57369, 120.45028],
		['41°34\'25.3" 120°27\'1"', 41.57369, 120.45028],
		['41度34分25.3秒，120度27分1秒', 41.57369, 120.45028],
		['41°34.422′ 120°27.018′', 41.5737, 120.4503],
		['东沟尾矿库 海拔 300 米 41.5737 120.4503', 41.5737, 120.4503],
		['41.5737\n120.4503', 41.5737, 120.4503],
		['41。5737，120。4503', 41.5737, 120.4503],
		['120.4503° 41.5737', 41.5737, 120.4503],
		['N41°34.422 E120°27.018', 41.5737, 120.4503],
		["41°34'25.3 120°27'1", 41.57369, 120.45028],
		['41°34\'25.3"N 120°27\'1"E', 41.57369, 120.45028],
		['41°34′25.3″北 120°27′1″东', 41.57369, 120.45028],
		['东经：120°27′1″ 北纬：41°34′25.3″', 41.57369, 120.45028],
		['120d27m1s 41d34m25.3s', 41.57369, 120.45028],
		['41 34 25.3, 120 27 1', 41.57369, 120.45028],
		['41.34.25.3, 120.27.1.0', 41.57369, 120.45028],
		['N41-34-25.3 E120-27-01', 41.57369, 120.45028],
		['N 41 34.422 E 120 27.018', 41.5737, 120.4503],
		['41º34´25.3″N 120º27´1″E', 41.57369, 120.45028],
		['41.5737-120.4503', 41.5737, 120.4503],
		['\u202d+41.5737, +120.4503\u202c', 41.5737, 120.4503],
		['X:120.4503 Y:41.5737', 41.5737, 120.4503],
		['{"lat":41.5737,"lng":120.4503}', 41.5737, 120.4503],
		["['41.5737','120.4503']", 41.5737, 120.4503],
	])('%s', (typed, lat, lon) => {
		expect(parsePlace(typed)).toMatchObject(near(lat, lon));
	});

	it.each([
		'S206 省道旁 41.5737 120.4503',
		'S306.5公里 41.5737 120.4503',
		'S25.5 41.5737 120.4503',
		'K41.5001 41.5737 120.4503',
		'距北票41.5001公里 120.4503,41.5737',
		'120.4503,41.5737,海拔41.5001m',
		'W3 线杆南 120.4503,41.5737',
		'G101 国道 41.5737 120.4503',
		'41 号院，120 米外，41.5737, 120.4503',
		'12月3日 08:15:30 在 41.5737,120.4503',
	])('whatever number stands beside it: %s', (typed) => {
		expect(parsePlace(typed)).toMatchObject(near(41.5737, 120.4503));
	});

	it.each([
		'11.27 41.5737 120.4503',
		'11.27 120.4503 41.5737',
		'41.5737 120.4503 41.5',
		'坝高 8.5 长 100.5 41.5737 120.4503',
		'41°34′25.3″ 120°27′1″（41.5737，120.4503）',
		'41.57,120.45，精确的是 41.5737,120.4503',
		'41.57372, 120.45033; 41.57371, 120.45031',
		'41.5730,120.4400 https://uri.amap.com/marker?position=120.4503,41.5737',
	])('whatever less exact number, or the same place once more, stands beside it: %s', (typed) => {
		const parsed = parsePlace(typed);
		expect(parsed.ok && [parsed.lat.toFixed(3), parsed.lon.toFixed(3)]).toEqual(['41.574', '120.450']);
	});

	it('says how exact an angle is by its last part', () => {
		expect(parsePlace('41°34′ 120°27′')).toMatchObject({ ok: true, decimals: 2 });
		expect(parsePlace('41°34.4′ 120°27.0′')).toMatchObject({ ok: true, decimals: 3 });
		expect(parsePlace('41°34′25″ 120°27′1″')).toMatchObject({ ok: true, decimals: 4 });
	});

	const degrees = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map((n) => n / 1e6);

	it('takes degrees, minutes and seconds with all signs, without the last or with spaces only', () => {
		const parts = fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }));
		const ways = [
			(d: number, m: number, s: number) => `${d}°${m}′${s}″`,
			(d: number, m: number, s: number) => `${d}°${m}'${s}`,
			(d: number, m: number, s: number) => `${d}度${m}分${s}秒`,
			(d: number, m: number, s: number) => `${d} ${m} ${s}`,
		];
		const lats = fc.integer({ min: 18, max: 52 });
		const lons = fc.integer({ min: 74, max: 134 });
		fc.assert(
			fc.property(
				lats,
				parts,
				lons,
				parts,
				fc.constantFrom(...ways),
				fc.boolean(),
				(lat, [m, s], lon, [n, t], way, turn) => {
					const both = [way(lat, m, s), way(lon, n, t)];
					const typed = (turn ? both.reverse() : both).join(' ');
					expect(parsePlace(typed)).toMatchObject(near(lat + m / 60 + s / 3600, lon + n / 60 + t / 3600));
				},
			),
		);
	});

	it('takes any point in China in either order, to the last digit', () => {
		fc.assert(
			fc.property(degrees(18, 53), degrees(74, 135), fc.boolean(), (lat, lon, lonFirst) => {
				const both = [lat.toFixed(6), lon.toFixed(6)];
				const typed = (lonFirst ? both.reverse() : both).join();
				expect(parsePlace(typed)).toMatchObject({ ok: true, lat, lon });
			}),
		);
	});

	it('never throws, whatever is pasted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				expect(typeof parsePlace(typed).ok).toBe('boolean');
			}),
		);
	});
});

describe('a pasted link is read with the datum of its map', () => {
	it.each([
		['https://uri.amap.com/marker?position=120.4503,41.5737&name=x', 'gcj02'],
		['https://www.amap.com/?q=41.5737,120.4503,东沟', 'gcj02'],
		['https://wb.amap.com/?p=B019B0,41.5737,120.4503,%E4%B8%9C%E6%B2%9F', 'gcj02'],
		['东沟 https://ditu.amap.com/regeo?lng=120.4503&lat=41.5737', 'gcj02'],
		['https://apis.map.qq.com/uri/v1/marker?marker=coord:41.5737,120.4503;title:x', 'gcj02'],
		['https://map.qq.com/?type=marker&pointx=120.4503&pointy=41.5737', 'gcj02'],
		['https://api.map.baidu.com/marker?location=41.5737,120.4503&title=x', 'bd09'],
		['http://api.map.baidu.com/marker?location=41.5737%2C120.4503&coord_type=wgs84', 'wgs84'],
		['https://map.tianditu.gov.cn/?lng=120.4503&lat=41.5737&zoom=12', 'cgcs2000'],
		['geo:41.5737,120.4503?z=12', 'wgs84'],
		['【东沟】朝阳市双塔区101https://uri.amap.com/marker?position=120.4503,41.5737，点开看', 'gcj02'],
		['https://uri.amap.com/marker?position=120.4503,41.5737&name=S206', 'gcj02'],
		['https://uri.amap.com/marker?position=120.4503,41.5737&coordinate=wgs84', 'wgs84'],
		['https://apis.map.qq.com/uri/v1/marker?marker=coord:41.5737,120.4503&coord_type=1', 'wgs84'],
		['https://map.baidu.com/?latlng=41.5737,120.4503&title=x', 'bd09'],
		['androidamap://viewMap?poiname=x&lat=41.5737&lon=120.4503&dev=0', 'gcj02'],
		['baidumap://map/marker?location=41.5737,120.4503&title=x', 'bd09'],
		['qqmap://map/marker?marker=coord:41.5737,120.4503;title:x', 'gcj02'],
	])('%s', (typed, datum) => {
		expect(parsePlace(typed)).toMatchObject({ ...near(41.5737, 120.4503), datum });
	});

	it.each([
		'https://uri.amap.com/navigation?from=120.1000,41.1000,家&to=120.4503,41.5737,东沟&mode=car',
		'https://www.amap.com/dir?from%5Blnglat%5D=120.1000%2C41.1000&to%5Blnglat%5D=120.4503%2C41.5737',
		'amapuri://route/plan/?slat=41.1&slon=120.1&dlat=41.5737&dlon=120.4503',
		'https://apis.map.qq.com/uri/v1/routeplan?fromcoord=41.1000,120.1000&tocoord=41.5737,120.4503',
		'http://api.map.baidu.com/direction?origin=latlng:41.1000,120.1000|name:家&destination=latlng:41.5737,120.4503',
	])('takes where a way leads, not where it begins: %s', (typed) => {
		expect(parsePlace(typed)).toMatchObject(near(41.5737, 120.4503));
	});

	it.each([
		['https://www.openstreetmap.org/node/1?mlat=41.5737&mlon=120.4503#map=15/41.60/120.50', 'wgs84'],
		['https://www.openstreetmap.org/directions?route=41.10,120.10;41.5737,120.4503#map=12/41.30/120.20', 'wgs84'],
		['geo:0,0?q=41.5737%2C120.4503(x)', 'wgs84'],
		['geo:41.5737,120.4503;crs=wgs84;u=35', 'wgs84'],
		['https://www.google.com/maps/place/x/@41.60,120.50,17z/data=!3m1!8m2!3d41.5737!4d120.4503', undefined],
		['https://maps.google.com/?ll=41.60,120.50&q=41.5737,120.4503', undefined],
		['https://www.google.com/maps/dir/41.10,120.10/41.5737,120.4503/@41.30,120.20,12z', undefined],
		['https://maps.apple.com/?ll=41.5737,120.4503&q=x', undefined],
		['https://maps.apple.com/place?coordinate=41.5737,120.4503', undefined],
		['https://maps.apple.com/?saddr=41.10,120.10&daddr=41.5737,120.4503', undefined],
	])('takes the mark of a map from abroad, not the middle: %s', (typed, datum) => {
		const parsed = parsePlace(typed);
		expect(parsed).toMatchObject(near(41.5737, 120.4503));
		expect(parsed.ok && parsed.datum).toBe(datum);
	});

	it.each([
		'https://www.google.com/maps/@41.60,120.50,17z',
		'https://www.openstreetmap.org/#map=15/41.60/120.50',
		'https://maps.app.goo.gl/abc',
	])('says that a link with nothing but the middle of the map holds no place: %s', (typed) => {
		const parsed = parsePlace(typed);
		expect(parsed.ok ? '' : parsed.sentence).toContain('链接里没有经纬度');
	});

	it.each(['https://surl.amap.com/S3abc 120.4503,41.5737', '41.5737, 120.4503 https://j.map.baidu.com/ab/cD'])(
		'takes the coordinates beside a link that holds none, and leaves the datum open: %s',
		(typed) => {
			const parsed = parsePlace(typed);
			expect(parsed).toMatchObject(near(41.5737, 120.4503));
			expect(parsed).not.toHaveProperty('datum');
		},
	);

	it.each(['https://amap.com.example.org/?q=41.5737,120.4503', 'https://example.org/amap.com?q=41.5737,120.4503'])(
		'is not deceived by a name inside another address: %s',
		(typed) => expect(parsePlace(typed)).not.toHaveProperty('datum'),
	);

	it('leaves the datum open when the link belongs to no known map', () => {
		const parsed = parsePlace('https://example.org/?ll=41.5737,120.4503');
		expect(parsed).toMatchObject(near(41.5737, 120.4503));
		expect(parsed).not.toHaveProperty('datum');
	});
});

describe('what cannot be a place here is refused with a sentence', () => {
	it.each([
		['', '请填写坐标'],
		['41.5737', '经纬度'],
		['北票市宝国老镇', '经纬度'],
		['-41.5737, 120.4503', '不在国内'],
		['11.27 120.45 41.5737', '分不清是哪一处'],
		['11.2712 120.4503 41.5737', '分不清是哪一处'],
		['41.5737,120.4503 41.6012,120.5011', '分不清是哪一处'],
		['从 41.57,120.45 到 41.6012,120.5011', '分不清是哪一处'],
		['41°34′25″ 120°27′1″，41°36′25″ 120°30′1″', '分不清是哪一处'],
		['家在 41.1000,120.1000 https://uri.amap.com/marker?position=120.4503,41.5737', '分不清是哪一处'],
		['41.6012,120.5011 geo:41.5737,120.4503', '分不清是哪一处'],
		['0.000000, 0.000000', '不在国内'],
		['40.7128° N, 74.0060° W', '不在国内'],
		['lat=&lon=', '经纬度'],
		['S306.5公里', '经纬度'],
		['41°75′ 120°27′', '经纬度'],
		['41°34\'61" 120°27\'1"', '经纬度'],
		['geo:0,0?q=北票', '经纬度'],
		['41.5737S 120.4503E', '不在国内'],
		['S41.5737 E120.4503', '不在国内'],
		['41°34′25″S 120°27′1″E', '不在国内'],
		['41, 120', '经纬度'],
		['3 号坝 41 米高 120 米宽', '经纬度'],
		['https://surl.amap.com/S3abc', '高德地图链接里没有经纬度'],
		['51.5072, -0.1276', '不在国内'],
		['https://surl.amap.com/abc123', '高德地图链接里没有经纬度'],
		['https://j.map.baidu.com/ab/cD', '百度地图链接里没有经纬度'],
		['https://www.amap.com/search?query=x&geoobj=120.31|41.50|120.52|41.61&zoom=12', '高德地图链接里没有经纬度'],
		['https://ditu.amap.com/?center=120.4503,41.5737&zoom=12', '高德地图链接里没有经纬度'],
		['https://map.baidu.com/poi/x/@13407934.5,5052832.2,16z', '百度地图链接里没有经纬度'],
		['https://', '链接不完整'],
	])('%s', (typed, part) => {
		const parsed = parsePlace(typed);
		expect(parsed.ok ? '' : parsed.sentence).toContain(part);
	});
});
