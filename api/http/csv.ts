import { csvLine, csvMark, quoted, withoutFormula } from '../../content/facts/csv.ts';
import { inGroups } from '../../content/facts/digits.ts';
import { savedAs } from './saved-as.ts';

/** A table for Excel and WPS, written line by line while it is read: it may be longer than the memory. */
export interface CsvTable {
	/** Name of the file without its ending. */
	name: string;
	lines: AsyncIterable<ReadonlyArray<ReadonlyArray<string | number | null>>>;
}

/** The table as a file to save, never shown under its address. */
export function csvAnswer({ name, lines }: CsvTable): Response {
	const encoder = new TextEncoder();
	const pieces = textOf(lines);
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await pieces.return(undefined);
		},
	});
	return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8', ...savedAs(`${name}.csv`) } });
}

async function* textOf(lines: CsvTable['lines']): AsyncGenerator<string, void> {
	yield csvMark;
	for await (const piece of lines)
		if (piece.length > 0) yield piece.map((cells) => csvLine(cells.map(csvCell))).join('');
}

function csvCell(cell: string | number | null): string {
	return typeof cell === 'number' ? String(cell) : quoted(withoutFormula(cell ?? ''));
}

/** Receipt numbers in groups of four, as receipts print them: Excel would round twelve digits in a row. */
export function numberInGroups(text: string): string {
	return /^\d{12}$/.test(text) ? inGroups(text) : text;
}
