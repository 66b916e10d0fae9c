import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlace } from '../../../site/scripts/report/coordinates.ts';

const near = (lat: number, lon: number) => ({
	ok: true,
	lat: expect.closeTo(lat, 4) as number,
	lon: expect.closeTo(lon, 4) as number,
});

describe('a typed place is understood however villagers write it', () => {
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
	])('%s', (typed, lat, lon) => {
		expect(parsePlace(typed)).toMatchObject(near(lat, lon));
	});

	it('takes any point in China in either order, to the last digit', () => {
		const degrees = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map((n) => n / 1e6);
		fc.assert(
			fc.property(degrees(18, 53), degrees(74, 135), fc.boolean(), (lat, lon, lonFirst) => {
				const typed = lonFirst ? `${lon},${lat}` : `${lat},${lon}`;
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
	])('%s', (typed, datum) => {
		expect(parsePlace(typed)).toMatchObject({ ...near(41.5737, 120.4503), datum });
	});

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
		['-41.5737, 120.4503', '经纬度'],
		['41.5737S 120.4503E', '不在国内'],
		['51.5072, -0.1276', '经纬度'],
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
