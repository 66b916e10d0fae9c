import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CountyAreas } from '../../../content/schema/areas.ts';
import { drawCounties } from '../../../site/console/build/draw-counties.ts';

const areas = CountyAreas.parse(JSON.parse(readFileSync('content/areas/counties.display.geojson', 'utf8')));

test('every county has an outline, and all of them lie on the sheet', () => {
	const sketch = drawCounties(areas);
	expect(sketch.outlines.map(({ adcode }) => adcode).sort()).toEqual(
		areas.features.map(({ properties }) => properties.adcode).sort(),
	);
	const numbers = sketch.outlines.flatMap(({ path }) => path.match(/-?[\d.]+/g)?.map(Number) ?? []);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThanOrEqual(Math.max(sketch.width, sketch.height));
});

test('a place of a county falls where its outline is', () => {
	const sketch = drawCounties(areas);
	const [first] = areas.features;
	const ring = first?.geometry.type === 'Polygon' ? first.geometry.coordinates[0] : undefined;
	const [lon, lat] = ring?.[0] ?? [];
	const x = ((lon ?? 0) - sketch.west) * sketch.perLon;
	const y = (sketch.north - (lat ?? 0)) * sketch.perLat;
	expect(sketch.outlines[0]?.path.startsWith(`M${x.toFixed(1)} ${y.toFixed(1)}`)).toBe(true);
});
