import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CountyAreas } from '../../content/schema/areas.ts';
import { areaPath, fitAreas, labelPoint } from '../../site/map/project.ts';

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

it('a county is named within its own bounds', () => {
	for (const { geometry } of areas.features) {
		const { lat, lon } = labelPoint(geometry);
		const ring = (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).flat();
		expect(lon).toBeGreaterThan(Math.min(...ring.map(([x]) => x)));
		expect(lon).toBeLessThan(Math.max(...ring.map(([x]) => x)));
		expect(lat).toBeGreaterThan(Math.min(...ring.map(([, y]) => y)));
		expect(lat).toBeLessThan(Math.max(...ring.map(([, y]) => y)));
	}
});
