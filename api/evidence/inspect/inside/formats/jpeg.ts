import { Refused } from '../refused.ts';
import { refuseManyPixels } from './pixels.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;
/** C0 to CF begin a frame, but for the tables DHT, JPG and DAC among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Follows the segments of a JPEG and the scans between them to the end mark. */
export function checkJpeg(bytes: Buffer, maxPixels: number): number {
	let scans = 0;
	let at = 2;
	for (;;) {
		if (at + 2 > bytes.length) throw new Refused('truncated');
		if (bytes[at] !== 0xff) throw new Refused('damaged');
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === endOfImage) {
			if (scans === 0) throw new Refused('damaged');
			return at + 2;
		}
		if (at + 4 > bytes.length) throw new Refused('truncated');
		const length = bytes.readUInt16BE(at + 2);
		if (length < 2) throw new Refused('damaged');
		if (at + 2 + length > bytes.length) throw new Refused('truncated');
		if (isFrame(marker)) {
			if (length < 7) throw new Refused('damaged');
			refuseManyPixels(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5), maxPixels);
		}
		at += 2 + length;
		if (marker === startOfScan) {
			scans++;
			at = nextMarker(bytes, at);
		}
	}
}

/** Compressed data goes on until a mark that is neither an escaped FF nor a restart. */
function nextMarker(bytes: Buffer, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1];
		if (next === undefined) break;
		if (next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
		return at;
	}
	throw new Refused('truncated');
}
