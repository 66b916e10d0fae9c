import { expect, it } from 'vitest';
import { loadContent } from '../../../content/load.ts';
import { fitAreas, labelPoint } from '../../../site/browser/project.ts';
import { spreadLabels } from '../../../site/map/labels.ts';

it("writes no county's name over another, on a phone either", () => {
	const { areas, units } = loadContent('content');
	const { toPixels } = fitAreas(areas.counties, 560);
	const labels = areas.counties.features.map(({ properties, geometry }) => {
		const [x, y] = toPixels(labelPoint(geometry));
		return { x, y, text: units.counties.find(({ adcode }) => adcode === properties.adcode)?.name ?? '' };
	});
	const size = 31;
	const placed = spreadLabels(labels, size);
	for (const a of placed) {
		for (const b of placed) {
			if (a === b) continue;
			const beside = Math.abs(a.x - b.x) >= ((a.text.length + b.text.length) / 2) * size;
			expect(beside || Math.abs(a.y - b.y) >= size, `${a.text} ${b.text}`).toBe(true);
		}
	}
});
