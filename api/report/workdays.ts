import stateCouncil from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Content } from '../../content/content.ts';
import { addDays } from '../../content/facts/time.ts';

type Calendar = Pick<Content, 'holidays'>;

// The data of chinese-days, not its functions: those read the machine's time zone, and miss days west of Greenwich.
const announced: { off: ReadonlySet<string>; worked: ReadonlySet<string> } = {
	off: new Set(Object.keys(stateCouncil.holidays)),
	worked: new Set(Object.keys(stateCouncil.workdays)),
};

/** Working days of the State Council's calendar, make-up workdays included; content/rules/holidays.yaml comes first. */
export function isWorkday({ holidays }: Calendar, day: string): boolean {
	const year = holidays.find((each) => each.year === yearOf(day));
	const { off, worked } = year ? { off: new Set(year.off), worked: new Set(year.worked) } : announced;
	return worked.has(day) || (!off.has(day) && !isWeekend(day));
}

/** The day that is `days` working days after `start`; `start` itself does not count. */
export function addWorkdays(calendar: Calendar, start: string, days: number): string {
	let day = start;
	for (let left = days; left > 0; ) {
		day = addDays(day, 1);
		if (isWorkday(calendar, day)) left -= 1;
	}
	return day;
}

/** Working days after `from` up to and including `to`. */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number {
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(calendar, day)) count += 1;
	return count;
}

/** Of this year and the next, those whose holidays nobody has told us: Monday to Friday count there. */
export function unknownYears({ holidays }: Calendar, today: string): number[] {
	const known = (year: number) => holidays.some((each) => each.year === year) || announced.off.has(`${year}-01-01`);
	return [yearOf(today), yearOf(today) + 1].filter((year) => !known(year));
}

function yearOf(day: string): number {
	return Number(day.slice(0, 4));
}

function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
