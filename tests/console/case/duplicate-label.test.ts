import { expect, test } from 'vitest';
import { canMerge, distanceLabel } from '../../../site/console/case/duplicate-label.ts';

const other = { number: '1', statusName: '', town: null, place: null };
const received = '2026-03-10T02:00:00.000Z';
const words = (receivedAt: string, distanceM: number | null) =>
	distanceLabel({ ...other, status: 'assigned', receivedAt, distanceM }, received);

test('a possible duplicate is told by its distance and by the days between, counted in local days', () => {
	expect(words('2026-03-07T15:59:00.000Z', 120)).toBe('相距约 120 米，早 3 天收到');
	expect(words('2026-03-10T15:59:00.000Z', 0)).toBe('相距约 0 米，同日收到');
	expect(words('2026-03-10T16:00:00.000Z', null)).toBe('同一乡镇，晚 1 天收到');
});

test('what is concluded, declined or merged takes no other report in', () => {
	expect((['concluded', 'declined', 'merged', 'accepted'] as const).filter((status) => canMerge({ status }))).toEqual([
		'accepted',
	]);
});
