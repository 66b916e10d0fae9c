import { encode } from 'uqr';
import { qrLines } from '../browser/qr-lines.ts';

/** A QR code as lines on a square of `size` by `size`, its white border included. */
export interface QrCode {
	size: number;
	lines: string;
}

/**
 * The mask that suits the addresses of one length, found once: trying all eight is most of the work of a code, and
 * the addresses of thousands of pages differ in a few characters only. Any mask can be read; one is easier to read.
 */
const masks = new Map<number, number>();

/** The QR code of an address of this portal. */
export function qrCode(text: string): QrCode {
	const { data, size, maskPattern } = encode(text, {
		ecc: 'M',
		border: 2,
		maskPattern: masks.get(text.length) ?? -1,
	});
	masks.set(text.length, maskPattern);
	return { size, lines: qrLines(data) };
}
