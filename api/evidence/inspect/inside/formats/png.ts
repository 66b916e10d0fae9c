import { crc32 } from 'node:zlib';
import { Refused } from '../refused.ts';
import { refuseManyPixels } from './pixels.ts';

/**
 * Follows the chunks of a PNG to the last one. Of those without which there is no picture the checksum must be right;
 * a note of a careless program with a wrong one keeps no browser from showing the rest.
 */
export function checkPng(bytes: Buffer, maxPixels: number): number {
	let pixels = 0;
	let at = 8;
	for (let index = 0; ; index++) {
		if (at + 12 > bytes.length) throw new Refused('truncated');
		const length = bytes.readUInt32BE(at);
		const type = bytes.subarray(at + 4, at + 8).toString('latin1');
		if (!/^[A-Za-z]{4}$/.test(type) || (index === 0 && type !== 'IHDR')) throw new Refused('damaged');
		const end = at + 12 + length;
		if (end > bytes.length) throw new Refused('truncated');
		// A capital first letter says that the picture cannot be drawn without it.
		const isCritical = /^[A-Z]/.test(type);
		if (isCritical && crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
			throw new Refused('damaged');
		}
		if (type === 'IHDR') {
			if (length !== 13) throw new Refused('damaged');
			refuseManyPixels(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12), maxPixels);
		}
		if (type === 'IDAT') pixels += length;
		at = end;
		if (type === 'IEND') break;
	}
	if (pixels === 0) throw new Refused('damaged');
	return at;
}
