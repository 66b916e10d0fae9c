import { expect, test } from 'vitest';
import { computedGrade } from '../../../content/facts/pond-grade.ts';

test.each([
	[48.39, 22, 5],
	[466.7, 40, 4],
	[50.8, 35, 4],
	[65, 32.6, 4],
	[15.45, 14, 5],
	[6.95, 5, 5],
	[52.0, 24, 5],
	[272.17, 39, 4],
])('a real pond of %d 万m³ and %d m is of the grade that was published', (capacity, height, grade) => {
	expect(computedGrade({ height, capacity })).toBe(grade);
});

test.each([
	[200, 50_000, 1],
	[199.99, 49_999.99, 2],
	[100, 10_000, 2],
	[99.99, 9_999.99, 3],
	[60, 1_000, 3],
	[59.99, 999.99, 4],
	[30, 100, 4],
	[29.99, 99.99, 5],
])('the bound belongs to the higher grade: %d m and %d 万m³', (height, capacity, grade) => {
	expect(computedGrade({ height, capacity })).toBe(grade);
});

test('where height and capacity are one grade apart the higher counts', () => {
	expect(computedGrade({ height: 60, capacity: 500 })).toBe(3);
	expect(computedGrade({ height: 40, capacity: 1_500 })).toBe(3);
});

test('where they are more than one grade apart the higher is lowered by one', () => {
	expect(computedGrade({ height: 20, capacity: 1_500 })).toBe(4);
	expect(computedGrade({ height: 120, capacity: 50 })).toBe(3);
	expect(computedGrade({ height: 200, capacity: 50 })).toBe(2);
});

test('with only one of the two known there is no grade', () => {
	expect(computedGrade({ height: 40 })).toBeUndefined();
	expect(computedGrade({ capacity: 400 })).toBeUndefined();
});
