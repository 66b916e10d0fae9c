import { inflateSync } from 'node:zlib';
import { Refused } from '../../refused.ts';

/** Most that all packed objects of a file may unpack to: what describes the pages of twenty megabytes is far less. */
const mostUnpacked = 50_000_000;
const mostStreams = 20_000;

/** How a stream is packed: 'other' where nobody can say what is in it. */
export type Packing = 'none' | 'flate' | 'other';

/** Unpacks the streams of packed objects of one file, within bounds. */
export class Unpacker {
	private left = mostUnpacked;
	private count = 0;

	/**
	 * What is in a stream that begins at `at`; it ends where its compression says, not where the word for its end stands,
	 * which may be among the compressed bytes. Throws Refused where it does not open.
	 */
	unpack(bytes: Buffer, { at, end, packing }: { at: number; end: number; packing: Packing }): Buffer {
		if (packing === 'none') return bytes.subarray(at, end);
		if (packing === 'other' || ++this.count > mostStreams) throw new Refused('strangePdf');
		try {
			const unpacked = inflateSync(bytes.subarray(at), { maxOutputLength: this.left });
			this.left -= unpacked.length;
			return unpacked;
		} catch {
			throw new Refused('damaged');
		}
	}
}
