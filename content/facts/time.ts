const shanghaiDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const shanghaiTime = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
});
const dayMs = 86_400_000;

/** The calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
	return shanghaiDay.format(instant);
}

/** A calendar day as letters write it: 2026年3月1日. */
export function inLetters(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return `${year}年${month}月${date}日`;
}

/** An instant as letters write it: 2026年3月1日09时30分. */
export function inLettersWithTime(instant: Date): string {
	return `${inLetters(dayOf(instant))}${shanghaiTime.format(instant).replace(':', '时')}分`;
}

/** `days` after (or before) a calendar day. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The instant in UTC at which a calendar day begins in Asia/Shanghai. */
export function startOf(day: string): string {
	return new Date(`${day}T00:00:00+08:00`).toISOString();
}

/** Minutes since midnight in Asia/Shanghai. */
export function minuteOfDay(instant: Date): number {
	const [hour = 0, minute = 0] = shanghaiTime.format(instant).split(':').map(Number);
	return hour * 60 + minute;
}

/** `minutes` after an instant. */
export function addMinutes(instant: Date, minutes: number): Date {
	return new Date(instant.getTime() + minutes * 60_000);
}
