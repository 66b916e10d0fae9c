import { encode } from 'uqr';
import { qrLines } from './qr-lines.ts';

const svgSpace = 'http://www.w3.org/2000/svg';

/** Dark squares of the QR code, row by row, with the quiet edge of four that readers need. */
export function qrSquares(text: string): boolean[][] {
	return encode(text, { ecc: 'M', border: 4 }).data;
}

/** The code as a picture for the page; one path, so that a slow phone draws it at once. */
export function qrPicture(squares: boolean[][], label: string): SVGSVGElement {
	const svg = document.createElementNS(svgSpace, 'svg');
	svg.setAttribute('viewBox', `0 0 ${squares.length} ${squares.length}`);
	svg.setAttribute('role', 'img');
	svg.setAttribute('aria-label', label);
	svg.setAttribute('class', 'qr');
	const ground = document.createElementNS(svgSpace, 'rect');
	ground.setAttribute('width', '100%');
	ground.setAttribute('height', '100%');
	ground.setAttribute('fill', '#fff');
	const dark = document.createElementNS(svgSpace, 'path');
	dark.setAttribute('d', qrLines(squares));
	dark.setAttribute('stroke', '#000');
	svg.appendChild(ground);
	svg.appendChild(dark);
	return svg;
}
