/** China keeps one clock, eight hours ahead of UTC, without summer time. */
const aheadMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** What clocks in China show, as ISO writes it: `2026-03-01T09:30:00.000`. */
function clockOf(moment: string | number | Date): string {
	return new Date(new Date(moment).getTime() + aheadMs).toISOString().slice(0, -1);
}

/** The calendar day of a moment in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayOf(moment: string | number | Date): string {
	return clockOf(moment).slice(0, 10);
}

/** A moment in Asia/Shanghai, `YYYY-MM-DD HH:mm`. */
export function minuteOf(moment: string | number | Date): string {
	return clockOf(moment).slice(0, 16).replace('T', ' ');
}

/** A calendar day as a notice writes it: 2026年3月1日. What is no day stays as it is. */
export function dayInWords(day: string): string {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
	return year ? `${year}年${Number(month)}月${Number(date)}日` : day;
}

/** A moment as a notice writes it, to the hour: 2026年8月17日18时. */
export function hourInWords(moment: string): string {
	return `${dayInWords(dayOf(moment))}${Number(minuteOf(moment).slice(11, 13))}时`;
}

/** A moment as a notice writes it, to the minute: 2026年3月1日09时30分. */
export function minuteInWords(moment: string | Date): string {
	return `${dayInWords(dayOf(moment))}${minuteOf(moment).slice(11).replace(':', '时')}分`;
}

/** A moment as a receipt writes it: 2026年3月1日 09:30. What is no moment stays as it is. */
export function momentInWords(at: string): string {
	if (Number.isNaN(Date.parse(at))) return at;
	return `${dayInWords(dayOf(at))} ${minuteOf(at).slice(11)}`;
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
	const [hour = 0, minute = 0] = minuteOf(instant).slice(11).split(':').map(Number);
	return hour * 60 + minute;
}

/** `minutes` after an instant. */
export function addMinutes(instant: Date, minutes: number): Date {
	return new Date(instant.getTime() + minutes * 60_000);
}
