import { type DrawnCode, showsCode } from './check-picture.ts';
import { type ReceiptPage, receiptLines, trackPage } from './receipt-lines.ts';
import type { Receipt } from './send-report.ts';

const width = 720;
const margin = 48;
const line = 56;
/** From one line of a value to the next. */
const within = 40;
const values = { left: margin + 150, width: width - 2 * margin - 150 };
const small = 32;
const font = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const valueFont = `600 30px ${font}`;

/** Room for the QR code, quiet edge included. */
const side = 360;

/**
 * Draws the receipt with its QR code as a PNG, given as a data: address because browsers inside chat programs
 * can keep only those. Rejects where the browser cannot draw, or gives something else than what was drawn.
 */
export async function receiptPicture(receipt: Receipt, squares: boolean[][], page: ReceiptPage): Promise<string> {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('no canvas');
	pen.font = valueFont;
	const rows = receiptLines(receipt, page).map(([name, value]) => ({ name, lines: wrapped(pen, value) }));
	const textHeight = rows.reduce((sum, { lines }) => sum + heightOf(lines), line);
	// A new height empties the canvas and forgets how the pen was set.
	canvas.height = margin * 3 + textHeight + line + side + small;
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = '#000';
	drawText(pen, rows);
	drawFoot(pen, [`查询网址：${trackPage(receipt)}`, `${page.title}。请勿转发，凭编号和密码即可查看办理情况。`]);
	// Whole pixels: blurred edges make a code hard to read from a photograph of a screen.
	const code = {
		squares,
		left: (width - side) / 2,
		top: margin * 2 + textHeight,
		size: Math.floor(side / squares.length),
	};
	drawSquares(pen, code);
	const picture = canvas.toDataURL('image/png');
	if (!(await showsCode(picture, code))) throw new Error('the picture is not what was drawn');
	return picture;
}

const heightOf = (lines: string[]) => line + within * (lines.length - 1);

/** A value in as many lines as it needs: one that is squeezed into one line cannot be read. */
function wrapped(pen: CanvasRenderingContext2D, value: string): string[] {
	const lines: string[] = [];
	let last = '';
	for (const character of Array.from(value)) {
		if (last !== '' && pen.measureText(last + character).width > values.width) {
			lines.push(last);
			last = '';
		}
		last += character;
	}
	return [...lines, last];
}

function drawText(pen: CanvasRenderingContext2D, rows: Array<{ name: string; lines: string[] }>): void {
	pen.textBaseline = 'top';
	pen.font = valueFont;
	pen.fillText('举报回执', margin, margin, width - 2 * margin);
	let y = margin + line + 12;
	for (const { name, lines } of rows) {
		pen.font = `24px ${font}`;
		pen.fillText(name, margin, y + 4);
		pen.font = valueFont;
		lines.forEach((text, index) => {
			pen.fillText(text, values.left, y + within * index);
		});
		y += heightOf(lines);
	}
}

function drawFoot(pen: CanvasRenderingContext2D, sentences: string[]): void {
	pen.font = `20px ${font}`;
	sentences.forEach((sentence, index) => {
		const y = pen.canvas.height - margin - small * (sentences.length - index);
		pen.fillText(sentence, margin, y, width - 2 * margin);
	});
}

function drawSquares(pen: CanvasRenderingContext2D, { squares, left, top, size }: DrawnCode): void {
	squares.forEach((row, y) => {
		row.forEach((dark, x) => {
			if (dark) pen.fillRect(left + x * size, top + y * size, size, size);
		});
	});
}
