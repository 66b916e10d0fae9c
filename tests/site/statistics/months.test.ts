import { expect, test } from 'vitest';
import type { MonthStatistics } from '../../../content/schema/statistics.ts';
import { combine, countyMonths, shownRate } from '../../../site/statistics/months.ts';

const county = (adcode: number, figures: Partial<MonthStatistics['counties'][number]>) => ({
	adcode,
	received: 0,
	accepted: 0,
	answered: 0,
	onTime: 0,
	overdueOpen: 0,
	concluded: 0,
	substantiated: 0,
	rated: 0,
	...figures,
});
const month = (id: string, counties: MonthStatistics['counties']): MonthStatistics => ({
	id,
	asOf: '2026-11-24',
	source: '办理记录',
	counties,
	demo: false,
});

test('each county of each month is one line of open data, with its name and day', () => {
	const rows = countyMonths(
		[month('2026-10', [county(211381, { received: 3 })])],
		[{ adcode: 211381, name: '北票市' }],
	);
	expect(rows).toEqual([
		{ month: '2026-10', name: '北票市', ...county(211381, { received: 3 }), asOf: '2026-11-24', demo: false },
	]);
});

test('what is overdue and still open lowers the on-time rate', () => {
	const figures = combine([
		county(1, { answered: 6, onTime: 6 }),
		county(2, { answered: 1, onTime: 1, overdueOpen: 1 }),
	]);
	expect(shownRate(figures)).toBe('87.5%');
});

test('where nothing was owed yet there is no rate, rather than a perfect one', () => {
	expect(shownRate(combine([county(1, { received: 2 })]))).toBe('尚无');
});

test('satisfaction of several months is weighed by ratings, and months that publish none stay out', () => {
	const figures = combine([
		county(1, { rated: 6, satisfaction: 5 }),
		county(1, { rated: 18, satisfaction: 3 }),
		county(1, { rated: 4 }),
	]);
	expect(figures).toMatchObject({ rated: 28, satisfaction: 3.5 });
	expect(combine([county(1, { rated: 4 })])).not.toHaveProperty('satisfaction');
});
