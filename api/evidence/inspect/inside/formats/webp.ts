import { Refused } from '../refused.ts';
import { refuseManyPixels } from './pixels.ts';

/** Follows the chunks of a WebP inside the length its header states. */
export function checkWebp(bytes: Buffer, maxPixels: number): number {
	if (bytes.length < 12) throw new Refused('truncated');
	const end = bytes.readUInt32LE(4) + 8;
	if (end > bytes.length) throw new Refused('truncated');
	let pictures = 0;
	for (let at = 12; at + 8 <= end; ) {
		const type = bytes.subarray(at, at + 4).toString('latin1');
		const length = bytes.readUInt32LE(at + 4);
		if (at + 8 + length > end) throw new Refused('damaged');
		const content = bytes.subarray(at + 8, at + 8 + length);
		const size = sizeIn(type, content);
		if (size) refuseManyPixels(size.width, size.height, maxPixels);
		if (['VP8 ', 'VP8L', 'ANMF'].includes(type)) pictures++;
		at += 8 + length + (length % 2);
	}
	if (pictures === 0) throw new Refused('damaged');
	return end;
}

/** What a chunk says of the size: the canvas, or a picture written with loss or without. */
function sizeIn(type: string, content: Buffer): { width: number; height: number } | undefined {
	if (type === 'VP8X' && content.length >= 10) {
		return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
	}
	if (type === 'VP8 ' && content.length >= 10) {
		return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
	}
	if (type === 'VP8L' && content.length >= 5) {
		const bits = content.readUInt32LE(1);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	return undefined;
}
