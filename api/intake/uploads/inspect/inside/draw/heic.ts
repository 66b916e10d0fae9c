import libheif from 'libheif-js/wasm-bundle.js';
import type { InsideRules } from '../rules.ts';

/** Pixels, three bytes each. */
export interface Decoded {
	data: Buffer;
	width: number;
	height: number;
}

interface Pixels {
	width: number;
	height: number;
	stride: number;
	data: Uint8Array;
}

/** Decodes the HEIC of phones, which sharp does not know, and makes it smaller by a whole number. Throws where that fails. */
export function decodeHeic(rules: InsideRules, file: Buffer): Decoded {
	return shrink(decode(file, rules.maxPixels), rules.previewPx);
}

function decode(file: Uint8Array, maxPixels: number): Pixels {
	const context = libheif.heif_context_alloc();
	const read = libheif.heif_context_read_from_memory(context, file);
	if (read.code !== libheif.heif_error_code.heif_error_Ok) throw new Error('not readable');
	const image = libheif.heif_js_context_get_primary_image_handle(context);
	if (image.code !== undefined) throw new Error('no primary picture');
	const area = libheif.heif_image_handle_get_width(image) * libheif.heif_image_handle_get_height(image);
	if (!(area > 0 && area <= maxPixels)) throw new Error('too many pixels');
	const { heif_colorspace_RGB } = libheif.heif_colorspace;
	const { heif_chroma_interleaved_RGB } = libheif.heif_chroma;
	const pixels = libheif.heif_js_decode_image2(image, heif_colorspace_RGB, heif_chroma_interleaved_RGB).channels?.[0];
	if (!pixels) throw new Error('not decoded');
	return pixels;
}

/** Each pixel the mean of a square, so that what is drawn from it is little and still larger than the preview. */
function shrink({ width, height, stride, data }: Pixels, enoughPx: number): Decoded {
	const side = Math.max(1, Math.floor(Math.max(width, height) / enoughPx));
	const small = { width: Math.floor(width / side), height: Math.floor(height / side) };
	const rgb = Buffer.alloc(small.width * small.height * 3);
	for (let to = 0; to < rgb.length; to++) {
		const pixel = Math.floor(to / 3);
		const left = (pixel % small.width) * side * 3 + (to % 3);
		const top = Math.floor(pixel / small.width) * side;
		let sum = 0;
		for (let y = 0; y < side; y++) {
			for (let x = 0; x < side; x++) sum += data[(top + y) * stride + left + x * 3] ?? 0;
		}
		rgb[to] = sum / (side * side);
	}
	return { ...small, data: rgb };
}
