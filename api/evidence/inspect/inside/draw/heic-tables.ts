import { boxesOf } from '../formats/boxes.ts';
import { held } from '../incoming.ts';

/** What the tables of a HEIC say of the picture that is shown first. */
export interface HeicTables {
	/** Its tiles, row by row, by their numbers; empty where it is not made of tiles. */
	tiles: number[];
	/** Before it is turned, in pixels. */
	width: number;
	height: number;
	/** Quarter turns anti-clockwise that make it upright. */
	turns: number;
	/** Mirrored after that: top with bottom, or left with right. */
	mirror: 'vertical' | 'horizontal' | null;
}

/** A box within others, by the names on the way; undefined where there is none. */
function inner(bytes: Buffer, ...path: string[]): Buffer | undefined {
	let content: Buffer | undefined = bytes;
	for (const type of path) {
		const found: { start: number; end: number } | undefined =
			content && [...boxesOf(held(content))].find((box) => box.type === type);
		content = found && content?.subarray(found.start, found.end);
	}
	return content;
}

/** Reads what is needed to put a picture together tile by tile. Throws where the tables are no tables. */
export function readHeicTables(file: Buffer): HeicTables {
	// Version and flags come before the boxes in it.
	const meta = inner(file, 'meta')?.subarray(4);
	const primary = meta && inner(meta, 'pitm');
	if (!meta || !primary) throw new Error('no primary picture');
	const id = primary[0] === 0 ? primary.readUInt16BE(4) : primary.readUInt32BE(4);
	const properties = propertiesOf(meta, id);
	const size = properties.find(({ type }) => type === 'ispe')?.content;
	const turn = properties.find(({ type }) => type === 'irot');
	const mirror = properties.find(({ type }) => type === 'imir');
	return {
		tiles: partsOf(inner(meta, 'iref'), id),
		width: size?.readUInt32BE(4) ?? 0,
		height: size?.readUInt32BE(8) ?? 0,
		turns: (turn?.content[0] ?? 0) & 3,
		mirror: mirror ? ((mirror.content[0] ?? 0) & 1 ? 'horizontal' : 'vertical') : null,
	};
}

/** The pictures that one is made of. */
function partsOf(references: Buffer | undefined, id: number): number[] {
	if (!references) return [];
	const size = references[0] === 0 ? 2 : 4;
	const read = (bytes: Buffer, at: number) => bytes.readUIntBE(at, size);
	const content = references.subarray(4);
	for (const { type, start, end } of boxesOf(held(content))) {
		const reference = content.subarray(start, end);
		if (type !== 'dimg' || read(reference, 0) !== id) continue;
		const count = reference.readUInt16BE(size);
		return Array.from({ length: count }, (_, index) => read(reference, size + 2 + index * size));
	}
	return [];
}

/** What is said of one picture: its size, how it is turned and so on. */
function propertiesOf(meta: Buffer, id: number): Array<{ type: string; content: Buffer }> {
	const all = inner(meta, 'iprp', 'ipco');
	const table = inner(meta, 'iprp', 'ipma');
	if (!all || !table) return [];
	const boxes = [...boxesOf(held(all))];
	const idSize = table[0] === 0 ? 2 : 4;
	const indexSize = (table[3] ?? 0) & 1 ? 2 : 1;
	let at = 8;
	for (let entry = table.readUInt32BE(4); entry > 0; entry--) {
		const of = table.readUIntBE(at, idSize);
		const count = table.readUInt8(at + idSize);
		at += idSize + 1;
		if (of === id) {
			return Array.from({ length: count }, (_, place) => {
				const index = table.readUIntBE(at + place * indexSize, indexSize) & (indexSize === 1 ? 0x7f : 0x7fff);
				const box = boxes[index - 1];
				return box ? { type: box.type, content: all.subarray(box.start, box.end) } : { type: '', content: all };
			});
		}
		at += count * indexSize;
	}
	return [];
}
