import { encode } from 'uqr';

/** A QR code as one SVG path on a square of `size` by `size`, its white border included. */
export interface QrPath {
	size: number;
	path: string;
}

/**
 * The mask that suits the addresses of one length, found once: trying all eight is most of the work of a code, and
 * the addresses of thousands of pages differ in a few characters only. Any mask can be read; one is easier to read.
 */
const masks = new Map<number, number>();

/** The dark modules as rectangles: neighbours in a row are one. */
export function qrPath(text: string): QrPath {
	const { data, size, maskPattern } = encode(text, {
		ecc: 'M',
		border: 2,
		maskPattern: masks.get(text.length) ?? -1,
	});
	masks.set(text.length, maskPattern);
	return { size, path: data.map(rectangles).join('') };
}

function rectangles(row: boolean[], y: number): string {
	let part = '';
	for (let x = 0; x < row.length; x++) {
		if (!row[x]) continue;
		let end = x;
		while (row[end]) end++;
		part += `M${x} ${y}h${end - x}v1h-${end - x}z`;
		x = end;
	}
	return part;
}
