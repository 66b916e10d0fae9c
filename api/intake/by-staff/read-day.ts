import { halfWidth } from '../../../content/facts/plain-text.ts';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import type { NumberFormat } from './workbook/number-format.ts';

/** A day as `YYYY-MM-DD`, or the sentence that says why it is none. */
export type ReadDay = { text: string } | { wrong: string };

const asExample = '请写成 2026-03-01 的样子';
const noYear: ReadDay = { wrong: `日期没有写年份，${asExample}` };
const weekday = '(?:\\s*[(]?\\s*(?:星期|周|礼拜)[一二三四五六日天]\\s*[)]?)?';
const time =
	'(?:(?:[T\\s]|(?<=[日号)\\u4e00-\\u9fff]))\\s*(?:上午|下午|早上|晚上|凌晨|中午|[ap]m)?\\s*\\d{1,2}\\s*[:时点].*)?';
const full = new RegExp(
	`^(\\d{4})\\s*[-/.年\\s]\\s*(\\d{1,2})\\s*[-/.月\\s]\\s*(\\d{1,2})\\s*[日号]?${weekday}${time}$`,
);
const packed = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${time}$`);
const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;
const withoutYear = /^\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?/;
const withoutDay = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/;

/** 2026/3/1, 2026.3.1, 2026年3月1日, 20260301, also with weekday or time behind, as hotlines write it. */
export function writtenDay(typed: string): ReadDay {
	const text = halfWidth(typed.replace(/^['’‘`]+/, '')).replace(/\p{Pd}/gu, '-');
	if (text === '') return { text: '' };
	if (withZone.test(text)) {
		const at = new Date(text);
		return Number.isNaN(at.getTime()) ? { wrong: `没有这一天，${asExample}` } : { text: dayOf(at) };
	}
	const [, year = '', month = '', day = ''] = full.exec(text) ?? packed.exec(text) ?? [];
	if (year !== '') return existing(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
	if (withoutDay.test(text)) return { wrong: `日期没有写明哪一天，${asExample}` };
	if (withoutYear.test(text)) return noYear;
	return { wrong: `日期应写成 2026-03-01 的样子` };
}

/** Days that Excel counts from the end of 1899, with the 29 February 1900 that never was; or from 1904. */
export function serialDay(number: number, format: NumberFormat, from1904: boolean): ReadDay {
	const whole = Math.floor(number);
	// A number that reads as a day is one, whatever the format: no calendar of Excel goes as far.
	if (/^(?:19|20)\d{6}(?:\.0+)?$/.test(String(number))) return writtenDay(String(number));
	if (format.kind === 'month') return { wrong: `这一格只显示年月，没有写明哪一天，${asExample}` };
	// The year behind it is that of the day on which it was typed, which nobody wrote or saw.
	if (format.kind === 'noYear') return noYear;
	if (format.kind !== 'day') return { wrong: `这一格是数字，不是日期；${asExample}` };
	if (whole < 1 || whole > 2_958_465) return { wrong: `没有这一天，${asExample}` };
	if (from1904) return { text: addDays('1904-01-01', whole) };
	return { text: addDays(whole < 60 ? '1899-12-31' : '1899-12-30', whole) };
}

function existing(day: string): ReadDay {
	const date = new Date(`${day}T00:00:00Z`);
	const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
	return exists ? { text: day } : { wrong: `没有这一天，日期应写成 2026-03-01 的样子` };
}
