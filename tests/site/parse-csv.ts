/** Reads CSV the way a spreadsheet does: BOM, quotes, doubled quotes, line breaks inside quotes. */
export function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	const body = text.replace(/^\uFEFF/, '');
	for (let index = 0; index < body.length; index++) {
		const char = body[index] ?? '';
		if (quoted && char === '"' && body[index + 1] === '"') {
			cell += '"';
			index++;
		} else if (char === '"') quoted = !quoted;
		else if (!quoted && char === ',') {
			row.push(cell);
			cell = '';
		} else if (!quoted && char === '\n') {
			rows.push([...row, cell.replace(/\r$/, '')]);
			row = [];
			cell = '';
		} else cell += char;
	}
	return rows;
}
