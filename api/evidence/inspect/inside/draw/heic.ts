import libheif, { type Handle } from 'libheif-js/wasm-bundle.js';
import type { InsideRules } from '../rules.ts';
import { readHeicTables } from './heic-tables.ts';

/** Pixels, three bytes each, and how they must be turned to be upright. */
export interface Decoded {
	data: Buffer;
	width: number;
	height: number;
	/** Degrees clockwise. */
	angle: number;
	/** After that: top with bottom (`flip`), or left with right (`flop`). */
	mirror: 'flip' | 'flop' | null;
}

interface Pixels {
	width: number;
	height: number;
	stride: number;
	data: Uint8Array;
}

/**
 * Decodes the HEIC of phones, which sharp does not know, and makes it smaller by a whole number. Phones put a picture
 * together of tiles: one after the other, since all of 24 million pixels at once would not fit. Throws where that fails.
 */
export function decodeHeic(rules: InsideRules, file: Buffer): Decoded {
	const context = libheif.heif_context_alloc();
	const read = libheif.heif_context_read_from_memory(context, file);
	if (read.code !== libheif.heif_error_code.heif_error_Ok) throw new Error('not readable');
	const image = libheif.heif_js_context_get_primary_image_handle(context);
	if (image.code !== undefined) throw new Error('no primary picture');
	const { tiles, turns, mirror, ...size } = readHeicTables(file);
	const [first] = tiles;
	if (first === undefined) {
		// libheif turns what it decodes as a whole.
		const whole = canvas(sizeOf(image), rules);
		decode(image, (pixels) => whole.draw(pixels, 0, 0));
		return { ...whole.drawn(), angle: 0, mirror: null };
	}
	const { draw, drawn } = canvas(size, rules);
	const tile = sizeOf(handleOf(context, first));
	const columns = Math.ceil(size.width / tile.width);
	for (const [index, id] of tiles.entries()) {
		const [left, top] = [(index % columns) * tile.width, Math.floor(index / columns) * tile.height];
		decode(handleOf(context, id), (pixels) => draw(pixels, left, top));
	}
	const mirrored = mirror === null ? null : mirror === 'vertical' ? 'flip' : 'flop';
	return { ...drawn(), angle: (360 - turns * 90) % 360, mirror: mirrored };
}

function handleOf(context: Handle, id: number): Handle {
	const handle = libheif.heif_js_context_get_image_handle(context, id);
	if (handle.code !== undefined) throw new Error('no such tile');
	return handle;
}

function sizeOf(image: Handle): { width: number; height: number } {
	return {
		width: libheif.heif_image_handle_get_width(image),
		height: libheif.heif_image_handle_get_height(image),
	};
}

/** Lets its pixels be used and gives their memory back. */
function decode(handle: Handle, use: (pixels: Pixels) => void): void {
	const { heif_colorspace_RGB } = libheif.heif_colorspace;
	const { heif_chroma_interleaved_RGB } = libheif.heif_chroma;
	const { image, channels } = libheif.heif_js_decode_image2(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGB);
	const pixels = channels?.[0];
	if (!image || !pixels) throw new Error('not decoded');
	use(pixels);
	libheif.heif_image_release(image);
	libheif.heif_image_handle_release(handle);
}

/**
 * A small picture that is drawn piece by piece: each pixel the mean of a square of the large one, so that it is little
 * and still larger than the preview.
 */
function canvas({ width, height }: { width: number; height: number }, { maxPixels, previewPx }: InsideRules) {
	if (!(width > 0 && height > 0 && width * height <= maxPixels)) throw new Error('too many pixels');
	const side = Math.max(1, Math.floor(Math.max(width, height) / previewPx));
	const small = { width: Math.floor(width / side), height: Math.floor(height / side) };
	const sums = new Uint32Array(small.width * small.height * 3);

	function draw(piece: Pixels, left: number, top: number): void {
		const rows = Math.min(piece.height, small.height * side - top);
		const columns = Math.min(piece.width, small.width * side - left);
		for (let y = 0; y < rows; y++) {
			const row = Math.floor((top + y) / side) * small.width;
			for (let x = 0; x < columns; x++) {
				const to = (row + Math.floor((left + x) / side)) * 3;
				const from = y * piece.stride + x * 3;
				for (let colour = 0; colour < 3; colour++) {
					sums[to + colour] = (sums[to + colour] ?? 0) + (piece.data[from + colour] ?? 0);
				}
			}
		}
	}
	return { draw, drawn: () => ({ ...small, data: Buffer.from(sums.map((sum) => sum / (side * side))) }) };
}
