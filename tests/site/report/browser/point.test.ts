import { describe, expect, it } from 'vitest';
import { parsePlace } from '../../../../content/facts/read-place.ts';
import { coordinatesAt, decimalsAt } from '../../../../site/report/browser/point.ts';

describe('a point chosen on a map', () => {
	it('is no more exact than the map it was chosen on', () => {
		expect(coordinatesAt({ lat: 41.573712, lon: 120.450391 }, 7)).toBe('41.57, 120.45');
		expect(coordinatesAt({ lat: 41.573712, lon: 120.450391 }, 12)).toBe('41.574, 120.450');
		expect(coordinatesAt({ lat: 41.573712, lon: 120.450391 }, 17)).toBe('41.57371, 120.45039');
	});

	it.each([6, 7.25, 8, 10, 12, 14, 18])('moves by less than two pixels when it is rounded at zoom %d', (zoom) => {
		const degreesPerPixel = 360 / (256 * 2 ** zoom);
		expect(10 ** -decimalsAt(zoom) / 2).toBeLessThan(2 * degreesPerPixel);
	});

	it('is understood by the coordinates field', () => {
		expect(parsePlace(coordinatesAt({ lat: 41.5, lon: 120.45 }, 9))).toMatchObject({
			ok: true,
			lat: 41.5,
			lon: 120.45,
		});
	});
});
