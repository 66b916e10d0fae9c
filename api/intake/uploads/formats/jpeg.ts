import { refusals } from '../refusals.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Follows the segments of a JPEG and the scans between them to the end mark. */
export function checkJpeg(bytes: Buffer): number {
	let scans = 0;
	let at = 2;
	for (;;) {
		if (at + 2 > bytes.length) throw refusals.truncated();
		if (bytes[at] !== 0xff) throw refusals.damaged();
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === endOfImage) {
			if (scans === 0) throw refusals.damaged();
			return at + 2;
		}
		if (at + 4 > bytes.length) throw refusals.truncated();
		const length = bytes.readUInt16BE(at + 2);
		if (length < 2) throw refusals.damaged();
		at += 2 + length;
		if (at > bytes.length) throw refusals.truncated();
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
	throw refusals.truncated();
}
