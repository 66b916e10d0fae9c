import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, cellsAround, middleCell } from '../../../api/routing/cell.ts';
import { boxAround, distanceM } from '../../../api/routing/distance.ts';
import { locator } from '../../../api/routing/locate.ts';
import type { Point } from '../../../content/schema/common.ts';
import { content } from '../portal.ts';

const locate = locator(content);
const cellOf = cells(locate);
const prefecture = fc.record({
	lat: fc.double({ min: 40.6, max: 42.4, noNaN: true }),
	lon: fc.double({ min: 118.8, max: 121.3, noNaN: true }),
});

/** South-west corner of a cell, and its size in degrees. */
function squareOf(cell: string) {
	const [side = 0, row = 0, column = 0] = cell.split('/').map(Number);
	const [lat, lon] = [side * 0.01, side * 0.02];
	return { side, corner: { lat: row * lat, lon: column * lon }, lat, lon };
}

/** What stands in clear beside the cell. */
const clear = (point: Point) => {
	const { county, alternatives } = locate(point);
	return JSON.stringify([county, alternatives.map(({ adcode }) => adcode)]);
};

/** Ground, in square kilometres, that is left for a point by its cell and by what stands beside it. */
function groundLeft(point: Point, cell: string): number {
	const { corner, lat, lon } = squareOf(cell);
	const samples = 40;
	const [height, width] = sizeOf(cell);
	let alike = 0;
	for (let row = 0; row < samples; row++) {
		for (let column = 0; column < samples; column++) {
			const at = {
				lat: corner.lat + ((row + 0.5) / samples) * lat,
				lon: corner.lon + ((column + 0.5) / samples) * lon,
			};
			if (clear(at) === clear(point)) alike++;
		}
	}
	return (((height * width) / 1e6) * alike) / samples ** 2;
}

/** Metres from south to north, and from west to east at the narrower end. */
function sizeOf(cell: string): [number, number] {
	const { corner, lat, lon } = squareOf(cell);
	const north = { lat: corner.lat + lat, lon: corner.lon };
	return [distanceM(corner, north), distanceM(north, { ...north, lon: north.lon + lon })];
}

describe('a cell', () => {
	test('holds its point, and is at least 1 km in both directions, as far north as the country goes', () => {
		fc.assert(
			fc.property(prefecture, (point) => {
				const cell = cellOf(point);
				if (cell === null) return;
				const { corner, lat, lon } = squareOf(cell);
				expect(point.lat).toBeGreaterThanOrEqual(corner.lat - 1e-9);
				expect(point.lat).toBeLessThan(corner.lat + lat + 1e-9);
				expect(point.lon).toBeGreaterThanOrEqual(corner.lon - 1e-9);
				expect(point.lon).toBeLessThan(corner.lon + lon + 1e-9);
				for (const metres of sizeOf(cell)) expect(metres).toBeGreaterThan(1000);
			}),
		);
		for (const metres of sizeOf('1/5350/6100')) expect(metres).toBeGreaterThan(1000);
	});

	test('leaves at least 1 km² to a reporter, also where county and border are known beside it', () => {
		const around = content.areas.counties.features.flatMap(({ geometry }) => geometry.coordinates.flat(2) as number[]);
		const corners = Array.from({ length: around.length / 2 }, (_, nth) => ({
			lon: around[nth * 2] ?? 0,
			lat: around[nth * 2 + 1] ?? 0,
		}));
		const beside = fc
			.tuple(
				fc.constantFrom(...corners),
				fc.double({ min: -0.01, max: 0.01, noNaN: true }),
				fc.double({ min: -0.01, max: 0.01, noNaN: true }),
			)
			.map(([{ lat, lon }, north, east]) => ({ lat: lat + north, lon: lon + east }));
		let larger = 0;
		fc.assert(
			fc.property(fc.oneof(prefecture, beside), (point) => {
				const cell = cellOf(point);
				if (cell === null) return;
				if (squareOf(cell).side > 1) larger++;
				expect(groundLeft(point, cell)).toBeGreaterThan(1);
			}),
			{ numRuns: 150 },
		);
		// Else nothing of this was tried at a border.
		expect(larger).toBeGreaterThan(20);
	});

	test('is the smallest away from borders, and the same for all points in it', () => {
		expect(cellOf({ lat: 41.8123, lon: 120.7731 })).toBe('1/4181/6038');
		expect(cellOf({ lat: 41.8189, lon: 120.7799 })).toBe('1/4181/6038');
	});
});

test('the cells around a point hold every point as near, in whatever cell it stands', () => {
	fc.assert(
		fc.property(prefecture, fc.integer({ min: 0, max: 359 }), (here, degrees) => {
			const around = boxAround(here, 250);
			const [north, east] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
			const there = { lat: here.lat + 0.99 * north * around.lat, lon: here.lon + 0.99 * east * around.lon };
			const cell = cellOf(there);
			if (cell) expect(cellsAround(here, around)).toContain(cell);
			expect(cellsAround(here, around).length).toBeLessThanOrEqual(12);
		}),
	);
});

test('a middle cell holds small ones whole, and stands for none that is larger', () => {
	expect(middleCell('1/4181/6038')).toBe('4/1045/1509');
	expect(middleCell('1/4183/6039')).toBe('4/1045/1509');
	expect(middleCell('4/1045/1509')).toBe('4/1045/1509');
	expect(middleCell('16/261/377')).toBeNull();
});
