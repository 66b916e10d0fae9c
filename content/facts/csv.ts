/** Excel takes a text for UTF-8 by this mark alone. */
export const csvMark = '\uFEFF';

/** A cell that begins so would be computed by a spreadsheet. */
const formula = /^[=+\-@\t\r]/;

/** A text made harmless: what looks like a formula gets an apostrophe, since the file is opened in Excel. */
export function withoutFormula(text: string): string {
	return formula.test(text) ? `'${text}` : text;
}

/** A text between quotes, as CSV wants one in which commas, quotes or ends of lines stand. */
export function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}

/** Cells as a line of CSV. */
export function csvLine(cells: readonly string[]): string {
	return `${cells.join(',')}\r\n`;
}
