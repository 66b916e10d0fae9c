import { expect, test } from 'vitest';
import { tilesOf } from '../../../site/console/figures/town-tiles.ts';

const counties = [
	{ adcode: 1, name: '甲县', open: 6 },
	{ adcode: 2, name: '乙县', open: 1 },
];
const towns = [
	{ adcode: 1, name: '城关街道' },
	{ adcode: 1, name: '东镇' },
	{ adcode: 2, name: '城关街道' },
];
const count = (adcode: number, name: string, open: number) => ({ adcode, county: '', name, count: open, open });

test('towns of the same name in two counties keep their own figures, the most of all the deepest shade', () => {
	const [first, second] = tilesOf(counties, towns, [count(1, '城关街道', 6), count(2, '城关街道', 1)]);
	expect(first?.tiles).toEqual([
		{ name: '城关街道', open: 6, shade: 3 },
		{ name: '东镇', open: 0, shade: 0 },
	]);
	expect(second?.tiles).toEqual([{ name: '城关街道', open: 1, shade: 1 }]);
});

test('a town that a reporter wrote in words of their own is not lost, nor a report that names none', () => {
	const [first] = tilesOf(counties, towns, [count(1, '东镇南边', 2), count(1, '老东镇', 0)]);
	expect(first?.tiles.map(({ name }) => name)).toEqual(['城关街道', '东镇', '东镇南边']);
	expect(first).toMatchObject({ open: 6, elsewhere: 4 });
});
