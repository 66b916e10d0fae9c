import { held } from '../incoming.ts';
import { Refused } from '../refused.ts';
import { boxesOf } from './boxes.ts';
import { refuseManyPixels } from './pixels.ts';

/** Follows the boxes of a HEIC picture. Its pixels stay closed: the sizes of its parts are read from the tables. */
export function checkHeic(bytes: Buffer, maxPixels: number): number {
	const boxes = [...boxesOf(held(bytes))];
	const meta = boxes.find(({ type }) => type === 'meta');
	const media = boxes.some(({ type }) => type === 'mdat' || type === 'idat');
	if (!meta || !media) throw new Refused('truncated');
	const tables = bytes.subarray(meta.start, meta.end);
	let sizes = 0;
	for (let at = tables.indexOf('ispe'); at >= 0 && at + 16 <= tables.length; at = tables.indexOf('ispe', at + 4)) {
		refuseManyPixels(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12), maxPixels);
		sizes++;
	}
	if (sizes === 0) throw new Refused('damaged');
	return bytes.length;
}
