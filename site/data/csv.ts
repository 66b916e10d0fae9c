import { csvLine, csvMark, quoted, withoutFormula } from '../../content/facts/csv.ts';

/**
 * A table as CSV that Excel opens with Chinese intact: BOM, CRLF, quotes where needed.
 * Numbers stay numbers; texts that look like formulas are made harmless.
 */
export function toCsv(head: string[], rows: Array<Array<string | number | boolean | undefined>>): string {
	return csvMark + [head, ...rows].map((row) => csvLine(row.map(cell))).join('');
}

function cell(value: string | number | boolean | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value === 'number') return String(value);
	const text = withoutFormula(value);
	return /[",\r\n]/.test(text) ? quoted(text) : text;
}
