import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { refusals } from '../refusals.ts';
import { refuseManyPixels } from './pixels.ts';

/** Follows the chunks of a WebP inside the length its header states. */
export function checkWebp(bytes: Buffer, rules: EvidenceRules): number {
	const end = bytes.readUInt32LE(4) + 8;
	if (end > bytes.length) throw refusals.truncated();
	let pixels = false;
	let at = 12;
	while (at + 8 <= end) {
		const type = bytes.subarray(at, at + 4).toString('latin1');
		const length = bytes.readUInt32LE(at + 4);
		if (at + 8 + length > end) throw refusals.damaged();
		if (type === 'VP8X' && length === 10) {
			refuseManyPixels(bytes.readUIntLE(at + 12, 3) + 1, bytes.readUIntLE(at + 15, 3) + 1, rules);
		}
		if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') pixels = true;
		at += 8 + length + (length % 2);
	}
	if (!pixels) throw refusals.damaged();
	return end;
}
