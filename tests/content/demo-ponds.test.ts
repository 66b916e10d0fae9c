import pointInPolygon from 'point-in-polygon-hao';
import { expect, test } from 'vitest';
import { loadContent } from '../../content/load.ts';

const { areas, ponds } = loadContent('content');

function countiesAt({ lat, lon }: { lat: number; lon: number }): number[] {
	return areas.counties.features
		.filter(({ geometry }) => {
			const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
			return polygons.some((polygon) => pointInPolygon([lon, lat], polygon) === true);
		})
		.map((feature) => feature.properties.adcode);
}

test('every pond with a point lies in the county it is recorded under, and in no other', () => {
	const placed = ponds.flatMap(({ id, point, adcode }) => (point ? [{ id, point, adcode }] : []));
	expect(placed).toHaveLength(12);
	for (const { id, point, adcode } of placed) expect([id, countiesAt(point)]).toEqual([id, [adcode]]);
});

test('every county has a demo pond', () => {
	expect(new Set(ponds.filter((pond) => pond.demo).map((pond) => pond.adcode)).size).toBe(7);
});
