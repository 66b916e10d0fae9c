import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { qrCode } from '../../site/qr-code.ts';
import { qrLines } from '../../site/qr-lines.ts';
import { qrSquares } from '../../site/scripts/report/qr-code.ts';

/** What a reader makes of the code as it is drawn, ten dots a square. */
async function readBack(size: number, lines: string): Promise<string> {
	const side = size * 10;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${side}" height="${side}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path stroke="#000" d="${lines}"/></svg>`;
	const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

describe('the QR code', () => {
	it.each([
		'http://localhost:8080/ponds/demo-01/',
		'https://zt.example.gov.cn/kszz/results/demo-2026-001/',
		'https://zt.example.gov.cn/kszz/results/demo-2026-002/',
	])('of %s leads there', async (address) => {
		const { size, lines } = qrCode(address);
		expect(await readBack(size, lines)).toBe(address);
	});

	it('of a receipt leads to its tracking page', async () => {
		const address = 'https://example.gov.cn/track/#123456789012-1234567890123456';
		const squares = qrSquares(address);
		expect(await readBack(squares.length, qrLines(squares))).toBe(address);
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
