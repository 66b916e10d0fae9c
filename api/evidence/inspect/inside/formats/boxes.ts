import type { Incoming } from '../incoming.ts';
import { Refused } from '../refused.ts';

/** One box of the ISO base media format that MP4, MOV, M4A and HEIC share. */
export interface Box {
	type: string;
	/** Of its content, after the header. */
	start: number;
	end: number;
}

const mostBoxes = 20_000;

/**
 * The boxes of a file one after the other as it comes in; they must fill it exactly: what is cut off or hangs behind
 * is refused, but for zeros, with which recorders fill a block. Whoever takes a box may read of its content.
 */
export function* boxesOf(file: Incoming): Generator<Box> {
	for (let count = 0; file.at < file.size; count++) {
		if (count > mostBoxes) throw new Refused('damaged');
		const head = file.peek(16);
		if (count > 0 && head.every((byte) => byte === 0)) return refuseAllButZeros(file);
		const box = readBox(head, file.at, file.size);
		file.skip(box.start - file.at);
		yield box;
		file.skip(box.end - file.at);
	}
}

function refuseAllButZeros(file: Incoming): void {
	while (file.at < file.size) if (file.take(65_536).some((byte) => byte !== 0)) throw new Refused('appended');
}

function readBox(head: Buffer, at: number, size: number): Box {
	if (head.length < 8) throw new Refused('appended');
	const type = head.subarray(4, 8).toString('latin1');
	if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw new Refused(at === 0 ? 'damaged' : 'appended');
	const short = head.readUInt32BE(0);
	const long = short === 1;
	if (long && head.length < 16) throw new Refused('truncated');
	const length = short === 0 ? size - at : long ? Number(head.readBigUInt64BE(8)) : short;
	const header = long ? 16 : 8;
	if (length < header) throw new Refused('damaged');
	if (at + length > size) throw new Refused('truncated');
	return { type, start: at + header, end: at + length };
}
