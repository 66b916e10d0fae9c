/** A cell that a spreadsheet would run as a formula gets an apostrophe: the file is opened in Excel. */
const formula = /^[=+\-@\t\r]/;

/**
 * A table as CSV that Excel opens with Chinese intact: BOM, CRLF, quotes where needed.
 * Numbers stay numbers; texts that look like formulas are made harmless.
 */
export function toCsv(head: string[], rows: Array<Array<string | number | boolean | undefined>>): string {
	return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value === 'number') return String(value);
	const text = formula.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
