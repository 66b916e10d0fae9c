import type { Total } from '../calls/answers.ts';
import { minuteOf } from '../parts/date-labels.ts';

/** 第3批. */
export const batchName = (number: number): string => `第${number}批`;

/** `2026-08-17 18时`, Asia/Shanghai. */
export const hourOf = (moment: string): string => {
	const [day, time = ''] = minuteOf(moment).split(' ');
	return `${day} ${Number(time.slice(0, 2))}时`;
};

/** The moment of a day and an hour in Asia/Shanghai. */
export const momentOf = (day: string, hour: number): string => `${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;

/** 北票市 3 件、凌源市 1 件. */
export const totalsLabel = (totals: Total[]): string =>
	totals.map(({ name, count }) => `${name} ${count} 件`).join('、');
