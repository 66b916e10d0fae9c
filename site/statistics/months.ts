import { type CountyMonth, type MonthStatistics, onTimeRate } from '../../content/schema/statistics.ts';

/** Figures of one area, of one month, or of several together. */
export type Figures = Omit<CountyMonth, 'adcode' | 'satisfaction'>;

/** The same with the average of the ratings, where there were ratings enough. */
export type RatedFigures = Figures & Pick<CountyMonth, 'satisfaction'>;

/** One line of the open data: one county in one month. */
export interface CountyMonthRow extends CountyMonth {
	month: string;
	name: string;
	asOf: string;
	demo: boolean;
}

const none: Figures = {
	received: 0,
	accepted: 0,
	answered: 0,
	onTime: 0,
	overdueOpen: 0,
	concluded: 0,
	substantiated: 0,
	rated: 0,
};

/** Every county in every published month, newest month first. */
export function countyMonths(
	months: MonthStatistics[],
	areas: Array<{ adcode: number; name: string }>,
): CountyMonthRow[] {
	return months.flatMap(({ id, asOf, demo, counties }) =>
		counties.map((county) => ({
			month: id,
			name: areas.find(({ adcode }) => adcode === county.adcode)?.name ?? String(county.adcode),
			...county,
			asOf,
			demo,
		})),
	);
}

/** Several months or counties together. Satisfaction is averaged over what was published, by the number of ratings. */
export function combine(rows: RatedFigures[]): RatedFigures {
	const published = rows.flatMap(({ satisfaction, rated }) =>
		satisfaction === undefined ? [] : [{ satisfaction, rated }],
	);
	const ratings = published.reduce((total, { rated }) => total + rated, 0);
	const scores = published.reduce((total, { satisfaction, rated }) => total + satisfaction * rated, 0);
	return { ...sum(rows), ...(ratings > 0 && { satisfaction: Math.round((scores / ratings) * 10) / 10 }) };
}

function sum(rows: Figures[]): Figures {
	const add = (name: keyof Figures) => rows.reduce((total, row) => total + row[name], none[name]);
	return {
		received: add('received'),
		accepted: add('accepted'),
		answered: add('answered'),
		onTime: add('onTime'),
		overdueOpen: add('overdueOpen'),
		concluded: add('concluded'),
		substantiated: add('substantiated'),
		rated: add('rated'),
	};
}

/** The on-time rate as it is read: `87.5%`, or that nothing was owed yet. */
export function shownRate(figures: Figures): string {
	const rate = onTimeRate(figures);
	return rate === null ? '尚无' : `${(rate * 100).toFixed(1)}%`;
}
