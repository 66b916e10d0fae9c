/** Digits in groups of four, the way people read and copy them. */
export function inGroups(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** Only the digits of what somebody typed, full-width ones included. */
export function digitsOf(typed: string): string {
	return typed.normalize('NFKC').replace(/\D/g, '');
}

/** 2025-06-03 → 2025年6月3日. Anything else is given back unchanged. */
export function chineseDay(day: string): string {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
	return year ? `${year}年${Number(month)}月${Number(date)}日` : day;
}

/** Today in China, YYYY-MM-DD. */
export function chinaToday(): string {
	return chinaClock(Date.now()).slice(0, 10);
}

/** A UTC time as day and minute in China. */
export function chineseTime(at: string): string {
	const time = new Date(at).getTime();
	if (Number.isNaN(time)) return at;
	const local = chinaClock(time);
	return `${chineseDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** A moment as clocks in China show it, which know no summer time. */
function chinaClock(time: number): string {
	return new Date(time + 8 * 3600 * 1000).toISOString();
}
