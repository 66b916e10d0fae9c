const zone = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('sv-SE', {
	timeZone: zone,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
});

/** `2026-03-01 09:30` in Asia/Shanghai. */
export function minuteOf(iso: string | null | undefined): string {
	return iso ? parts.format(new Date(iso)) : '';
}

/** `2026-03-01` in Asia/Shanghai. */
export function dayOf(iso: string): string {
	return minuteOf(iso).slice(0, 10);
}

/** `09:30` in Asia/Shanghai. */
export function clockOf(iso: string | null | undefined): string {
	return minuteOf(iso).slice(11);
}

/** Days left as people say it: 剩 3 天, 今日到期, 逾期 2 天. */
export function daysLeftWords(daysLeft: number): string {
	if (daysLeft < 0) return `逾期 ${-daysLeft} 天`;
	return daysLeft === 0 ? '今日到期' : `剩 ${daysLeft} 天`;
}
