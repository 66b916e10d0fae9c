import { encode } from 'uqr';
import { qrLines } from '../browser/qr-lines.ts';

/** A QR code as lines on a square of `size` by `size`, its white border included. */
export interface QrCode {
	size: number;
	lines: string;
}

/**
 * The mask that suits an address of one length, found once: trying all eight is most of the work of a code, and the
 * addresses of thousands of pages differ in a few characters only. Any mask can be read; one is easier to read. It is
 * found for an address of nobody's, so that a page is the same whichever pages are made beside it.
 */
const masks = new Map<number, number>();
const sample = 'https://portal.example/results/';
const filling = '2026-0137/';

/** The QR code of an address of this portal. */
export function qrCode(text: string): QrCode {
	const options = { ecc: 'M', border: 2 } as const;
	const { data, size } = encode(text, { ...options, maskPattern: maskFor(text.length) });
	return { size, lines: qrLines(data) };

	function maskFor(length: number): number {
		const known = masks.get(length);
		if (known !== undefined) return known;
		const { maskPattern } = encode(sample.padEnd(length, filling).slice(0, length), options);
		masks.set(length, maskPattern);
		return maskPattern;
	}
}
