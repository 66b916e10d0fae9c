import { describe, expect, test } from 'vitest';
import { inGroups, withoutGroups } from '../../../content/facts/digits.ts';
import { daysLeftLabel, minuteOf } from '../../../site/console/parts/date-labels.ts';

describe('dates and numbers as staff read them', () => {
	test('times stand in Asia/Shanghai, whatever the browser is set to', () => {
		expect(minuteOf('2026-11-23T16:05:00.000Z')).toBe('2026-11-24 00:05');
		expect(minuteOf('2026-12-31T15:59:59.000Z')).toBe('2026-12-31 23:59');
		expect(minuteOf('2026-12-31T16:00:00.000Z')).toBe('2027-01-01 00:00');
	});

	test('what never happened has no date', () => {
		expect(minuteOf(null)).toBe('');
	});

	test('days left are said in words, before, on and after the day', () => {
		expect(daysLeftLabel(3)).toBe('剩 3 天');
		expect(daysLeftLabel(0)).toBe('今日到期');
		expect(daysLeftLabel(-2)).toBe('逾期 2 天');
	});

	test('a receipt number stands in groups of four', () => {
		expect(inGroups('910578401316')).toBe('9105 7840 1316');
	});

	test('a receipt number is understood with what people put between its digits', () => {
		expect(withoutGroups(' 9105 7840-1316')).toBe('910578401316');
	});
});
