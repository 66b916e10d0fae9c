/** A phase laid on the line of months: offsets and lengths in months from the first one. */
export interface LaidPhase {
	id: string;
	name: string;
	from: string;
	to: string;
	start: number;
	length: number;
	/** Where it stands on the given day. */
	state: 'past' | 'present' | 'future';
}

/** Months since year 0 of `YYYY-MM…`. */
const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** Lays phases (months inclusive) along one line; `today` is `YYYY-MM-DD`. */
export function layPhases(
	phases: ReadonlyArray<{ id: string; name: string; from: string; to: string }>,
	today: string,
): { phases: LaidPhase[]; months: number } {
	const first = Math.min(...phases.map(({ from }) => months(from)));
	const last = Math.max(...phases.map(({ to }) => months(to)));
	const now = months(today);
	return {
		months: last - first + 1,
		phases: phases.map(({ id, name, from, to }) => ({
			id,
			name,
			from,
			to,
			start: months(from) - first,
			length: months(to) - months(from) + 1,
			state: months(to) < now ? 'past' : months(from) > now ? 'future' : 'present',
		})),
	};
}

/** 2024年5月至7月, in the short form of plans. */
export function monthSpan(from: string, to: string): string {
	const [fromYear, fromMonth] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
	const [toYear, toMonth] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
	if (from === to) return `${fromYear}年${fromMonth}月`;
	return fromYear === toYear
		? `${fromYear}年${fromMonth}月至${toMonth}月`
		: `${fromYear}年${fromMonth}月至${toYear}年${toMonth}月`;
}

/** Where each new year begins on that line, in months from its start. */
export function yearMarks(phases: ReadonlyArray<{ from: string; to: string }>): Array<{ year: number; at: number }> {
	const first = Math.min(...phases.map(({ from }) => months(from)));
	const last = Math.max(...phases.map(({ to }) => months(to)));
	const years = Array.from({ length: Math.floor(last / 12) - Math.floor(first / 12) }, (_, index) => index + 1);
	return years.map((after) => {
		const year = Math.floor(first / 12) + after;
		return { year, at: year * 12 - first };
	});
}
