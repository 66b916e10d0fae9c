import { refusals } from '../refusals.ts';

/** One box of the ISO base media format that MP4, MOV, M4A and HEIC share. */
export interface Box {
	type: string;
	/** Of its content, after the header. */
	start: number;
	end: number;
}

const mostBoxes = 20_000;

/** The boxes of a file, which must fill it exactly: what is cut off or hangs behind is refused. */
export async function topBoxes(read: (start: number, length: number) => Promise<Buffer>, size: number): Promise<Box[]> {
	const boxes: Box[] = [];
	for (let at = 0; at < size; at = boxes.at(-1)?.end ?? size) {
		boxes.push(readBox(await read(at, Math.min(16, size - at)), at, size));
		if (boxes.length > mostBoxes) throw refusals.damaged();
	}
	return boxes;
}

/** The same for a file that is held as a whole. */
export function boxesOf(bytes: Buffer): Box[] {
	const boxes: Box[] = [];
	for (let at = 0; at < bytes.length; at = boxes.at(-1)?.end ?? bytes.length) {
		boxes.push(readBox(bytes.subarray(at, at + 16), at, bytes.length));
		if (boxes.length > mostBoxes) throw refusals.damaged();
	}
	return boxes;
}

function readBox(head: Buffer, at: number, size: number): Box {
	if (head.length < 8) throw refusals.stowaway();
	const type = head.subarray(4, 8).toString('latin1');
	if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw at === 0 ? refusals.damaged() : refusals.stowaway();
	const short = head.readUInt32BE(0);
	const long = short === 1;
	if (long && head.length < 16) throw refusals.truncated();
	const length = short === 0 ? size - at : long ? Number(head.readBigUInt64BE(8)) : short;
	const header = long ? 16 : 8;
	if (length < header) throw refusals.damaged();
	if (at + length > size) throw refusals.truncated();
	return { type, start: at + header, end: at + length };
}
