/**
 * Path data of the dark squares of a QR code, each run of a row one line: half as long as outlines. Drawn with a stroke
 * one square wide.
 */
export function qrLines(squares: boolean[][]): string {
	return squares.map(linesOfRow).join('');
}

function linesOfRow(row: boolean[], y: number): string {
	let lines = '';
	for (let x = row.indexOf(true); x !== -1; x = row.indexOf(true, x)) {
		const start = x;
		while (row[x]) x++;
		lines += `M${start} ${y}.5h${x - start}`;
	}
	return lines;
}
