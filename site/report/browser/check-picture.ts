/** Where in a picture the squares of a QR code were drawn, in pixels. */
export interface DrawnCode {
	squares: boolean[][];
	left: number;
	top: number;
	/** Side of one square. */
	size: number;
}

/**
 * Whether a picture on white ground shows the code that was drawn into it. Browsers that protect against being
 * recognised give noise in place of what a page has drawn, without a word: such a picture would lose the receipt.
 */
export async function showsCode(picture: string, { squares, left, top, size }: DrawnCode): Promise<boolean> {
	const pen = await opened(picture);
	const { width, height } = pen.canvas;
	const { data } = pen.getImageData(0, 0, width, height);
	const isDark = (x: number, y: number) => darkAt(data, (y * width + x) * 4);
	const middle = Math.floor(size / 2);
	const code = squares.every((row, y) =>
		row.every((dark, x) => isDark(left + x * size + middle, top + y * size + middle) === dark),
	);
	// Nothing was drawn on the edges: stripes that miss the code show there.
	const rows = Array.from({ length: height }, (_, y) => y);
	return code && rows.every((y) => isDark(2, y) === false && isDark(width - 3, y) === false);
}

/** True for black, false for white, undefined for what was never drawn; a little noise does no harm. */
function darkAt(data: Uint8ClampedArray, at: number): boolean | undefined {
	const colours = [data[at], data[at + 1], data[at + 2]] as number[];
	if (colours.every((colour) => colour < 64)) return true;
	return colours.every((colour) => colour > 191) ? false : undefined;
}

/** The picture as a browser reads it that is given it as a file. */
function opened(picture: string): Promise<CanvasRenderingContext2D> {
	return new Promise((resolve, reject) => {
		const image = new Image();
		image.onload = () => {
			const canvas = document.createElement('canvas');
			canvas.width = image.naturalWidth;
			canvas.height = image.naturalHeight;
			const pen = canvas.getContext('2d');
			if (!pen) return reject(new Error('no canvas'));
			pen.drawImage(image, 0, 0);
			resolve(pen);
		};
		image.onerror = () => reject(new Error('no picture'));
		image.src = picture;
	});
}
