import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { notExcel, tooLarge } from './refusals.ts';

/** A file in a zip archive. */
export interface ZipEntry {
	/** With slashes, in small letters: writers differ in both. */
	name: string;
	method: number;
	packed: number;
	offset: number;
}

const statedBehind = 0xffffffff;

/** The directory at the end of a zip file. Throws file_refused. */
export function directory(bytes: Buffer): ZipEntry[] {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 4 || end + 22 > bytes.length || bytes.readUInt32BE(0) !== 0x504b0304) throw notExcel();
	const count = bytes.readUInt16LE(end + 10);
	const entries: ZipEntry[] = [];
	let at = bytes.readUInt32LE(end + 16);
	for (let nth = 0; nth < count; nth++) {
		if (at + 46 > bytes.length || bytes.readUInt32BE(at) !== 0x504b0102) throw notExcel();
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
		const behindName = at + 46 + (nameLength ?? 0);
		const behindExtra = behindName + (extraLength ?? 0);
		if (behindExtra > bytes.length) throw notExcel();
		entries.push(entryAt(bytes, at, behindName, behindExtra));
		at = behindExtra + (commentLength ?? 0);
	}
	return entries;
}

function entryAt(bytes: Buffer, at: number, behindName: number, behindExtra: number): ZipEntry {
	const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
	const method = bytes.readUInt16LE(at + 10);
	if (encrypted || (method !== 0 && method !== 8)) throw notExcel();
	const sizes = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
	const [, packed = 0, offset = 0] = withLongSizes(sizes, bytes.subarray(behindName, behindExtra));
	const name = bytes
		.toString('utf8', at + 46, behindName)
		.replaceAll('\\', '/')
		.toLowerCase();
	return { name, method, packed, offset };
}

/** Writers that do not know the size beforehand put it behind the name, in eight bytes each. */
function withLongSizes(sizes: number[], extra: Buffer): number[] {
	for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		if (extra.readUInt16LE(at) !== 1) continue;
		let field = at + 4;
		return sizes.map((size) => {
			if (size !== statedBehind || field + 8 > extra.length) return size;
			field += 8;
			return Number(extra.readBigUInt64LE(field - 8));
		});
	}
	return sizes;
}

/**
 * The text of an entry in chunks, so that nothing is held as a whole; yields to the event loop between chunks.
 * Throws file_refused where it is damaged, or longer than `most` bytes.
 */
export async function* textOf(
	bytes: Buffer,
	{ method, packed, offset }: ZipEntry,
	most: number,
): AsyncGenerator<string> {
	if (offset + 30 > bytes.length || bytes.readUInt32BE(offset) !== 0x504b0304) throw notExcel();
	const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
	const content = bytes.subarray(start, start + packed);
	if (content.length !== packed) throw notExcel();
	const decoder = new TextDecoder();
	let length = 0;
	for await (const piece of method === 0 ? slices(content) : inflated(content)) {
		length += piece.length;
		if (length > most) throw tooLarge();
		yield decoder.decode(piece, { stream: true });
	}
}

const chunkBytes = 16 * 1024;

function* slices(content: Buffer): Generator<Buffer> {
	for (let at = 0; at < content.length; at += chunkBytes) yield content.subarray(at, at + chunkBytes);
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
	const inflate = createInflateRaw({ chunkSize: chunkBytes });
	try {
		yield* Readable.from([packed]).pipe(inflate);
	} catch {
		throw notExcel();
	} finally {
		inflate.destroy();
	}
}
