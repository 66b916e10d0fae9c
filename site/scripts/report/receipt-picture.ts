import { receiptLines, trackPage } from './receipt-lines.ts';
import type { Receipt } from './send-report.ts';

const width = 720;
const margin = 48;
const line = 56;
const small = 32;
const font = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/**
 * Draws the receipt with its QR code as a PNG, given as a data: address because browsers inside chat programs
 * can keep only those. Throws where the browser cannot draw.
 */
export function receiptPicture(receipt: Receipt, squares: boolean[][], title: string): string {
	const lines = receiptLines(receipt);
	const side = 360;
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = margin * 3 + line * (lines.length + 2) + side + small;
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('no canvas');
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = '#000';
	drawText(pen, lines);
	drawFoot(pen, [`查询网址：${trackPage(receipt)}`, `${title}。请勿转发，凭编号和密码即可查看办理情况。`]);
	drawSquares(pen, squares, (width - side) / 2, margin * 2 + line * (lines.length + 1), side);
	return canvas.toDataURL('image/png');
}

function drawText(pen: CanvasRenderingContext2D, lines: Array<[string, string]>): void {
	pen.textBaseline = 'top';
	pen.font = `600 30px ${font}`;
	pen.fillText('举报回执', margin, margin, width - 2 * margin);
	lines.forEach(([name, value], index) => {
		const y = margin + line * (index + 1) + 12;
		pen.font = `24px ${font}`;
		pen.fillText(name, margin, y + 4);
		pen.font = `600 30px ${font}`;
		pen.fillText(value, margin + 150, y, width - 2 * margin - 150);
	});
}

function drawFoot(pen: CanvasRenderingContext2D, sentences: string[]): void {
	pen.font = `20px ${font}`;
	sentences.forEach((sentence, index) => {
		const y = pen.canvas.height - margin - small * (sentences.length - index);
		pen.fillText(sentence, margin, y, width - 2 * margin);
	});
}

function drawSquares(
	pen: CanvasRenderingContext2D,
	squares: boolean[][],
	left: number,
	top: number,
	side: number,
): void {
	// Whole pixels: blurred edges make a code hard to read from a photograph of a screen.
	const size = Math.floor(side / squares.length);
	squares.forEach((row, y) => {
		row.forEach((dark, x) => {
			if (dark) pen.fillRect(left + x * size, top + y * size, size, size);
		});
	});
}
