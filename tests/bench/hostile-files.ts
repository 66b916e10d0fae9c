import sharp from 'sharp';
import { pdf } from '../api/evidence/uploads/files.ts';

const megabyte = 1_000_000;
const repeated = (part: string, bytes: number) => Buffer.from(part.repeat(bytes / part.length), 'latin1');

/** A PDF of nothing but one thing, as large as one may be. */
function paperOf(part: string, bytes = 19 * megabyte): Buffer {
	return Buffer.concat([Buffer.from('%PDF-1.4\n'), repeated(part, bytes), Buffer.from('\nstartxref\n0\n%%EOF')]);
}

/** Drawings that draw ten others each, nine deep: a thousand million strokes out of two kilobytes. */
function drawingWithoutEnd(): Buffer {
	const depth = 9;
	const object = (number: number, dictionary: string, content: string) =>
		`${number} 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`;
	const forms = Array.from({ length: depth }, (_, level) => {
		const inner = level + 1 < depth ? `/Resources<</XObject<</F ${11 + level} 0 R>>>>` : '';
		const content = level + 1 < depth ? '/F Do '.repeat(10) : '0 0 200 200 re f';
		return object(10 + level, `/Type/XObject/Subtype/Form/BBox[0 0 200 200]${inner}`, content);
	});
	const objects = [
		'1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
		'2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
		'3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</F 10 0 R>>>>>>\nendobj\n',
		object(4, '', '/F Do '.repeat(10)),
		...forms,
	];
	let text = '%PDF-1.4\n';
	const rows = objects.map((each) => {
		const number = Number(each.split(' ')[0]);
		const row = { number, offset: text.length };
		text += each;
		return row;
	});
	const start = text.length;
	const table = rows.map(({ number, offset }) => `${number} 1\n${`${offset}`.padStart(10, '0')} 00000 n \n`).join('');
	return Buffer.from(`${text}xref\n${table}trailer\n<</Root 1 0 R/Size 30>>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

/** An MP3 of two million frames of 24 bytes each. */
function manyFrames(): Buffer {
	const frame = Buffer.alloc(24);
	frame.writeUInt32BE(0xfff31400);
	return Buffer.alloc(24 * 2_000_000, frame);
}

/** A film of nothing but small boxes. */
function manyBoxes(): Buffer {
	const box = Buffer.from('\0\0\0\x08free', 'latin1');
	return Buffer.concat([Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1'), Buffer.alloc(40 * megabyte, box)]);
}

/** Few bytes that are many pixels, of which all must be held to draw one. */
function interlacedPixels(): Promise<Buffer> {
	return sharp({ create: { width: 10_000, height: 10_000, channels: 4, background: '#1238' } })
		.png({ progressive: true, compressionLevel: 9 })
		.toBuffer();
}

/** What one person with a laptop may think of, each as large as it may be. */
export async function hostileFiles(): Promise<Array<[name: string, bytes: Buffer]>> {
	return [
		['PDF of beginnings of streams, 1 MB', paperOf('stream\n', megabyte)],
		['PDF of beginnings of streams, 19 MB', paperOf('stream\n')],
		['PDF of brackets, 19 MB', paperOf('(')],
		['PDF of names in numbers, 19 MB', paperOf('/#41')],
		['PDF whose page draws without end', drawingWithoutEnd()],
		['PDF of packed objects by the thousand', pdf(packedByTheThousand())],
		['MP3 of two million frames, 48 MB', manyFrames()],
		['film of five million boxes, 40 MB', manyBoxes()],
		['PNG of 100 million interlaced pixels', await interlacedPixels()],
		['JPEG of elements, 19 MB', Buffer.concat([Buffer.from([0xff, 0xd8]), repeated('<svg', 19 * megabyte)])],
	];
}

function packedByTheThousand(): string {
	return '3 0 obj\n<</Type/ObjStm/N 1/First 4>>\nstream\n1 0 \nendstream\nendobj\n'.repeat(100_000);
}
