import { plainLines } from '../../../content/facts/plain-text.ts';
import type { ListCell } from './list-cell.ts';
import { serialDay, writtenDay } from './read-day.ts';

/** The text of a cell as it is seen there, or what is wrong with it. */
export type CellText = { text: string } | { wrong: string };

/** What a column holds: words, codes and numbers that other programs wrote, or a day. */
export type ColumnKind = 'words' | 'code' | 'day';

/** More digits than Excel keeps in a number. */
const mostDigits = 999_999_999_999_999;

const sentences = {
	formula: '这一格是公式，请改为直接填写内容（复制后选择性粘贴“数值”）',
	error: '这一格是错误值（例如 #N/A），请改为直接填写内容',
	merged: '这一格与别的格合并，只有第一格有内容，请取消合并后逐行填写',
};

/** A cell as text; a date counts only where one is asked for. `from1904`: how the workbook counts its days. */
export function cellText(cell: ListCell | undefined, kind: ColumnKind, from1904: boolean): CellText {
	if (cell === undefined) return { text: '' };
	if (cell.kind === 'formula' || cell.kind === 'error' || cell.kind === 'merged')
		return { wrong: sentences[cell.kind] };
	if (cell.kind === 'boolean') return { text: cell.value ? '是' : '否' };
	if (cell.kind === 'number') return numberText(cell, kind, from1904);
	if (cell.kind === 'day') return kind === 'day' ? writtenDay(cell.text) : { wrong: notADate };
	const text = plainLines(cell.text);
	if (kind === 'day') return writtenDay(text);
	return { text: kind === 'code' ? withoutTraces(text) : text };
}

const notADate = '这一格是日期，请把单元格设为文本后重新填写';

function numberText(
	{ number, format }: Extract<ListCell, { kind: 'number' }>,
	kind: ColumnKind,
	from1904: boolean,
): CellText {
	if (kind === 'day') return serialDay(number, format, from1904);
	if (['day', 'noYear', 'month', 'time'].includes(format.kind)) return { wrong: notADate };
	if (format.kind === 'other') {
		return { wrong: '这一格显示的和实际内容不同（数字带有格式），请把单元格设为文本后重新填写' };
	}
	if (!Number.isInteger(number) || number < 0 || number > mostDigits) {
		return { wrong: '这一格的数字过长或带小数，Excel 可能已经改动；请把单元格设为文本后重新填写' };
	}
	return { text: format.kind === 'zeros' ? String(number).padStart(format.digits, '0') : String(number) };
}

/** What other programs leave at a number that they wrote as text: an apostrophe in front, `.0` behind. */
function withoutTraces(text: string): string {
	return text.replace(/^['’‘`]+/, '').replace(/^(\d+)\.0+$/, '$1');
}
