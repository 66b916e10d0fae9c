import { describe, expect, it } from 'vitest';
import { layPhases, monthSpan, yearMarks } from '../../../site/campaign/timeline.ts';

const phases = [
	{ id: 'a', name: '动员', from: '2024-04', to: '2024-04' },
	{ id: 'b', name: '摸底', from: '2024-05', to: '2024-07' },
	{ id: 'c', name: '整顿', from: '2024-08', to: '2025-07' },
];

describe('the phases of a campaign', () => {
	it('stand on one line of months without gap or overlap', () => {
		const laid = layPhases(phases, '2024-06-15');
		expect(laid.months).toBe(16);
		expect(laid.phases.map(({ start, length }) => [start, length])).toEqual([
			[0, 1],
			[1, 3],
			[4, 12],
		]);
	});

	it('are past, present or future on a given day, the last month included', () => {
		expect(layPhases(phases, '2024-07-31').phases.map(({ state }) => state)).toEqual(['past', 'present', 'future']);
		expect(layPhases(phases, '2024-08-01').phases.map(({ state }) => state)).toEqual(['past', 'past', 'present']);
	});

	it('are written as plans write them', () => {
		expect(monthSpan('2024-04', '2024-04')).toBe('2024年4月');
		expect(monthSpan('2024-05', '2024-07')).toBe('2024年5月至7月');
		expect(monthSpan('2024-08', '2025-07')).toBe('2024年8月至2025年7月');
	});
});

it('a new year is marked where its January stands', () => {
	expect(yearMarks([{ from: '2024-04', to: '2025-12' }])).toEqual([{ year: 2025, at: 9 }]);
	expect(yearMarks([{ from: '2024-04', to: '2024-12' }])).toEqual([]);
});
