import { minuteOf as shanghaiMinute } from '../../../content/facts/time.ts';

/** `2026-03-01 09:30` in Asia/Shanghai. */
export function minuteOf(iso: string | null | undefined): string {
	return iso ? shanghaiMinute(iso) : '';
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
export function daysLeftLabel(daysLeft: number): string {
	if (daysLeft < 0) return `逾期 ${-daysLeft} 天`;
	return daysLeft === 0 ? '今日到期' : `剩 ${daysLeft} 天`;
}
