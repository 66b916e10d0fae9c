import { plainLines } from '../../../content/plain-text.ts';
import type { ListRow } from './read-list.ts';

/** The text of a cell, or what is wrong with it. */
export type CellText = { text: string } | { wrong: string };

type Cell = ListRow['cells'] extends Map<string, infer Value> ? Value : never;

const wholeDay = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/;

/** More digits than Excel keeps in a number. */
const mostDigits = 999_999_999_999_999;

/** A cell as text; a date counts only where one is asked for. */
export function cellText(cell: Cell | undefined, wantsDay: boolean): CellText {
	if (cell === null || cell === undefined) return { text: '' };
	if (cell instanceof Date) return dayText(cell, wantsDay);
	if (typeof cell === 'boolean') return { text: cell ? '是' : '否' };
	if (typeof cell === 'number') return numberText(cell, wantsDay);
	const text = plainLines(String(cell));
	return { text: wantsDay ? plainDay(text) : text };
}

function dayText(day: Date, wantsDay: boolean): CellText {
	if (!wantsDay) return { wrong: '这一格是日期，请把单元格设为文本后重新填写' };
	if (Number.isNaN(day.getTime())) return { wrong: '日期应写成 2026-03-01 的样子' };
	return { text: day.toISOString().slice(0, 10) };
}

function numberText(number: number, wantsDay: boolean): CellText {
	if (wantsDay) return { wrong: '这一格是数字，不是日期；请写成 2026-03-01 的样子' };
	if (Number.isInteger(number) && number >= 0 && number <= mostDigits) return { text: String(number) };
	return { wrong: '这一格的数字过长或带小数，Excel 可能已经改动；请把单元格设为文本后重新填写' };
}

/** 2026/3/1, 2026.3.1 and 2026年3月1日 as 2026-03-01, also with a time behind, as the 12345 line writes it. */
function plainDay(text: string): string {
	const [, year, month = '', day = ''] = wholeDay.exec(text) ?? [];
	return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}
