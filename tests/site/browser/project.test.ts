import { readFileSync } from 'node:fs';
import pointInPolygon from 'point-in-polygon-hao';
import { expect, it } from 'vitest';
import { CountyAreas } from '../../../content/schema/areas.ts';
import { areaPath, fitAreas, labelPoint } from '../../../site/browser/project.ts';

const areas = CountyAreas.parse(JSON.parse(readFileSync('content/areas/counties.geojson', 'utf8')));
const projection = fitAreas(areas, 500);

it('every county lies inside the picture', () => {
	for (const { geometry } of areas.features) {
		const numbers = (areaPath(geometry, projection).match(/-?\d+/g) ?? []).map(Number);
		numbers.forEach((value, index) => {
			expect(value).toBeGreaterThanOrEqual(0);
			expect(value).toBeLessThanOrEqual(index % 2 === 0 ? projection.width : projection.height);
		});
	}
});

it('north is up and east is right', () => {
	const [x, y] = projection.toPixels({ lat: 41, lon: 120 });
	const [east] = projection.toPixels({ lat: 41, lon: 120.5 });
	const [, north] = projection.toPixels({ lat: 41.5, lon: 120 });
	expect(east).toBeGreaterThan(x);
	expect(north).toBeLessThan(y);
});

it('the name of a county stands inside that county', () => {
	for (const { geometry } of areas.features) {
		const { lat, lon } = labelPoint(geometry);
		const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		expect(parts.some((rings) => pointInPolygon([lon, lat], rings) !== false)).toBe(true);
	}
});
