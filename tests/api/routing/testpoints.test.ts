import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { toWgs84 } from '../../../api/routing/datum.ts';
import { locator } from '../../../api/routing/locate.ts';
import { route } from '../../../api/routing/route.ts';
import testpoints from '../../content/testpoints.geonames.json' with { type: 'json' };
import { content } from '../portal.ts';

const { transform }: { transform(point: [number, number], from: string, to: string): [number, number] } = createRequire(
	import.meta.url,
)('gcoord');
const locate = locator(content);

const datums = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;

/** The coordinates of a WGS-84 point as a map of that datum shows them. */
function asShown(point: { lat: number; lon: number }, datum: (typeof datums)[number]) {
	if (datum === 'wgs84' || datum === 'cgcs2000') return point;
	const [lon, lat] = transform([point.lon, point.lat], 'WGS84', datum === 'gcj02' ? 'GCJ02' : 'BD09');
	return { lat, lon };
}

test('there are 43 known places to try', () => {
	expect(testpoints.points).toHaveLength(43);
});

describe.each(datums)('coordinates in %s', (datum) => {
	test.each(testpoints.points)('$name belongs to $county', ({ lat, lon, adcode }) => {
		const shown = asShown({ lat, lon }, datum);
		expect(locate(toWgs84(shown, datum)).county?.adcode ?? null).toBe(adcode);
	});

	test.each(testpoints.points)('a report from $name reaches its county or the city', ({ lat, lon, adcode }) => {
		const place = { ...asShown({ lat, lon }, datum), datum };
		const decided = route({ place, category: 'no-licence', avoidCounty: false, avoidCounties: [] }, content, locate);
		if (decided.code === 'border') expect(decided.candidates.map((each) => each.adcode)).toContain(adcode);
		else expect(decided.county?.adcode ?? null).toBe(adcode);
	});
});
