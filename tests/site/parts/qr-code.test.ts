import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qrSquares } from '../../../site/browser/qr-code.ts';
import { qrLines } from '../../../site/browser/qr-lines.ts';
import { qrCode } from '../../../site/parts/qr-code.ts';

/** Dots for each square: a reader needs a few. */
const dots = 8;

/** What a reader makes of the code as its lines are drawn, black on white. */
function readBack(size: number, lines: string): string {
	const side = size * dots;
	const data = new Uint8Array(side * side * 4).fill(255);
	for (const [, x, y, length] of lines.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
		for (let row = Number(y) * dots; row < (Number(y) + 1) * dots; row++) {
			const start = row * side + Number(x) * dots;
			for (let dot = start; dot < start + Number(length) * dots; dot++) data.fill(0, dot * 4, dot * 4 + 3);
		}
	}
	return decodeQR({ width: side, height: side, data });
}

describe('the QR code', () => {
	it.each([
		'http://localhost:8080/ponds/demo-01/',
		'https://zt.example.gov.cn/kszz/results/demo-2026-001/',
		'https://zt.example.gov.cn/kszz/results/demo-2026-002/',
	])('of %s leads there', (address) => {
		const { size, lines } = qrCode(address);
		expect(readBack(size, lines)).toBe(address);
	});

	it('of a receipt leads to its tracking page', () => {
		const address = 'https://example.gov.cn/track/#123456789012-1234567890123456';
		const squares = qrSquares(address);
		expect(readBack(squares.length, qrLines(squares))).toBe(address);
	});

	it('is drawn as one line for each run of dark squares', () => {
		const dark = true;
		expect(
			qrLines([
				[false, dark, dark],
				[dark, false, dark],
			]),
		).toBe('M1 0.5h2M0 1.5h1M2 1.5h1');
	});
});
