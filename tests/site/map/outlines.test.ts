import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CountyAreas } from '../../../content/schema/areas.ts';
import { boundsOf } from '../../../site/browser/project.ts';
import { outlines } from '../../../site/map/outlines.ts';

const areas = CountyAreas.parse(JSON.parse(readFileSync('content/areas/counties.display.geojson', 'utf8')));
const drawn = outlines(areas, (adcode) => (adcode === 211324 ? '喀左县' : undefined));

it('every county is drawn within the bounds of the city, latitude first', () => {
	const { south, west, north, east } = boundsOf(areas);
	expect(drawn).toHaveLength(7);
	for (const [lat, lon] of drawn.flatMap(({ parts, label }) => [label, ...parts.flat(2)])) {
		expect(lat).toBeGreaterThanOrEqual(south - 1e-4);
		expect(lat).toBeLessThanOrEqual(north + 1e-4);
		expect(lon).toBeGreaterThanOrEqual(west - 1e-4);
		expect(lon).toBeLessThanOrEqual(east + 1e-4);
	}
});

it('a county bears the name that the portal uses, or that of the areas where the portal has none', () => {
	expect(drawn.map(({ name }) => name)).toEqual(['双塔区', '龙城区', '朝阳县', '建平县', '喀左县', '北票市', '凌源市']);
});
