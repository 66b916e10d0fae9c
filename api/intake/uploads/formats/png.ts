import { crc32 } from 'node:zlib';
import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { refusals } from '../refusals.ts';
import { refuseManyPixels } from './pixels.ts';

/** Follows the chunks of a PNG to the last one, each with its checksum. */
export function checkPng(bytes: Buffer, rules: EvidenceRules): number {
	let pixels = 0;
	let at = 8;
	for (let index = 0; ; index++) {
		if (at + 12 > bytes.length) throw refusals.truncated();
		const length = bytes.readUInt32BE(at);
		const type = bytes.subarray(at + 4, at + 8).toString('latin1');
		if (!/^[A-Za-z]{4}$/.test(type) || (index === 0 && type !== 'IHDR')) throw refusals.damaged();
		const end = at + 12 + length;
		if (end > bytes.length) throw refusals.truncated();
		if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw refusals.damaged();
		if (type === 'IHDR' && length === 13) refuseManyPixels(bytes.readUInt32BE(16), bytes.readUInt32BE(20), rules);
		if (type === 'IDAT') pixels += length;
		at = end;
		if (type === 'IEND') break;
	}
	if (pixels === 0) throw refusals.damaged();
	return at;
}
