import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { refusals } from '../refusals.ts';
import { boxesOf } from './boxes.ts';
import { refuseManyPixels } from './pixels.ts';

/** Follows the boxes of a HEIC picture. Its pixels stay closed: the sizes of its parts are read from the tables. */
export function checkHeic(bytes: Buffer, rules: EvidenceRules): number {
	const boxes = boxesOf(bytes);
	const meta = boxes.find(({ type }) => type === 'meta');
	const media = boxes.some(({ type }) => type === 'mdat' || type === 'idat');
	if (!meta || !media) throw refusals.truncated();
	const tables = bytes.subarray(meta.start, meta.end);
	let sizes = 0;
	for (let at = tables.indexOf('ispe'); at >= 0 && at + 16 <= tables.length; at = tables.indexOf('ispe', at + 4)) {
		refuseManyPixels(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12), rules);
		sizes++;
	}
	if (sizes === 0) throw refusals.damaged();
	return bytes.length;
}
