import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Inspector, openInspector } from '../../../../api/evidence/inspect/inspector.ts';
import { content } from '../../portal.ts';
import { iphoneHeic } from '../uploads/metadata.ts';

const patience = 120_000;
let inspector: Inspector;
beforeAll(() => {
	inspector = openInspector(content.evidence);
});
afterAll(() => inspector.stop());

const inspect = (bytes: Uint8Array<ArrayBuffer>) =>
	inspector.inspect('here', () => new Blob([bytes]).stream(), bytes.length);

/** Red, green, blue and white, one in each corner. */
function corners(orientation: number): Promise<Buffer> {
	const colours = ['#f00', '#0f0', '#00f', '#fff'];
	const squares = colours.map((background, index) => ({
		input: { create: { width: 40, height: 30, channels: 3 as const, background } },
		left: (index % 2) * 40,
		top: Math.floor(index / 2) * 30,
	}));
	return sharp({ create: { width: 80, height: 60, channels: 3, background: '#000' } })
		.composite(squares)
		.withMetadata({ orientation })
		.jpeg({ quality: 95 })
		.toBuffer();
}

/** Which colour is in each corner. */
async function seen(picture: Buffer): Promise<string[]> {
	const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	const places = [
		[5, 5],
		[width - 5, 5],
		[5, height - 5],
		[width - 5, height - 5],
	] as const;
	return places.map(([x, y]) => {
		const at = (y * width + x) * channels;
		return [...data.subarray(at, at + 3)].map((value) => (value > 128 ? 'f' : '0')).join('');
	});
}

test(
	'a picture is upright however its phone was held',
	async () => {
		const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(corners));
		const drawn = await Promise.all(all.map((bytes) => inspect(Buffer.from(bytes))));
		for (const [index, { pictures }] of drawn.entries()) {
			const [picture = Buffer.alloc(0)] = pictures;
			const upright = await sharp(all[index]).autoOrient().toBuffer();
			expect({ orientation: index + 1, seen: await seen(picture) }).toEqual({
				orientation: index + 1,
				seen: await seen(upright),
			});
		}
	},
	patience,
);

test(
	'a HEIC is put together tile by tile, and turned as its phone was held',
	async () => {
		const { bytes } = iphoneHeic();
		const turned = Buffer.from(bytes);
		const turns = turned.indexOf('irot') + 4;
		expect(turned[turns]).toBe(0);
		turned[turns] = 3;
		const [upright, quarter] = await Promise.all([inspect(Buffer.from(bytes)), inspect(turned)]);
		const [picture = Buffer.alloc(0)] = upright.pictures;
		const { width, height } = await sharp(picture).metadata();
		expect([width, height]).toEqual([1600, 1200]);
		// Clockwise by a quarter, as three quarters anti-clockwise are.
		const expected = await sharp(picture).rotate(90).resize(80, 107).raw().toBuffer();
		const drawn = await sharp(quarter.pictures[0]).resize(80, 107).raw().toBuffer();
		const differences = expected.map((value, index) => Math.abs(value - (drawn[index] ?? 0)));
		expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(4);
	},
	patience,
);

test(
	'a file that cannot be read just now is not to blame, nor one that is looked into when the portal stops',
	async () => {
		const broken = () =>
			new ReadableStream<Uint8Array>({
				pull: (controller) => controller.error(new Error('the disk does not answer')),
			});
		await expect(inspector.inspect('here', broken, 1000)).rejects.toMatchObject({ code: 'unavailable' });
		const other = openInspector(content.evidence);
		let begun = () => {};
		const until = new Promise<void>((resolve) => {
			begun = resolve;
		});
		const never = () =>
			new ReadableStream<Uint8Array>({
				pull: (controller) => {
					begun();
					if (controller.desiredSize !== null && controller.desiredSize > 0) controller.enqueue(new Uint8Array(10));
					return new Promise(() => undefined);
				},
			});
		const running = other.inspect('here', never, 1000);
		await until;
		other.stop();
		await expect(running).rejects.toMatchObject({ code: 'unavailable' });
		await expect(other.inspect('here', never, 1000)).rejects.toMatchObject({ code: 'unavailable' });
	},
	patience,
);

test(
	'what is sent away because too many wait is never opened',
	async () => {
		const other = openInspector(content.evidence);
		let opened = 0;
		const count = () => {
			opened++;
			return new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
		};
		const all = Array.from({ length: 60 }, () => other.inspect('many', count, 1000).catch(({ code }) => code));
		expect(await Promise.race(all)).toBe('unavailable');
		expect(opened).toBeLessThanOrEqual(2);
		other.stop();
		expect(new Set(await Promise.all(all))).toEqual(new Set(['unavailable']));
	},
	patience,
);

const noise = (bytes: number) =>
	Buffer.concat(
		Array.from({ length: Math.ceil(bytes / 32) }, (_, index) => createHash('sha256').update(`${index}`).digest()),
	);

test(
	'a photo of 108 million pixels is taken, and drawn within what a process may hold',
	async () => {
		const tile = await sharp(noise(600 * 600 * 3), { raw: { width: 600, height: 600, channels: 3 } })
			.png()
			.toBuffer();
		const large = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#888' } })
			.composite([{ input: tile, left: 5000, top: 4000 }])
			.jpeg({ quality: 80 })
			.toBuffer();
		const { format, pictures } = await inspect(Buffer.from(large));
		expect({ format, pictures: pictures.length }).toEqual({ format: 'jpeg', pictures: 1 });
		const { width, height } = await sharp(pictures[0]).metadata();
		expect([width, height]).toEqual([1600, 1200]);
	},
	patience,
);

test(
	'a PNG of 50 million pixels is taken, and drawn within what a process may hold',
	async () => {
		const large = await sharp({ create: { width: 8165, height: 6124, channels: 3, background: '#247' } })
			.png()
			.toBuffer();
		const { format, pictures } = await inspect(Buffer.from(large));
		expect({ format, pictures: pictures.length }).toEqual({ format: 'png', pictures: 1 });
	},
	patience,
);

/** Pages of one red square each, written as a copier does: compressed, with a table of where each object is. */
function pages(count: number): Buffer<ArrayBuffer> {
	const content = deflateSync(Buffer.from('1 0 0 rg 0 0 200 200 re f'));
	const kids = Array.from({ length: count }, (_, index) => `${4 + index} 0 R`).join(' ');
	const objects = [
		Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
		Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${count}>>`),
		Buffer.concat([
			Buffer.from(`<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`),
			content,
			Buffer.from('\nendstream'),
		]),
		...Array.from({ length: count }, () =>
			Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 3 0 R>>'),
		),
	];
	const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
	const offsets: number[] = [];
	const length = () => parts.reduce((sum, part) => sum + part.length, 0);
	for (const [index, object] of objects.entries()) {
		offsets.push(length());
		parts.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
	}
	const start = length();
	const table = offsets.map((offset) => `${`${offset}`.padStart(10, '0')} 00000 n \n`).join('');
	parts.push(
		Buffer.from(
			`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${start}\n%%EOF\n`,
		),
	);
	return Buffer.concat(parts);
}

test(
	'a document is counted, and its first pages are drawn as pictures',
	async () => {
		const { format, kind, pages: count, pictures } = await inspect(pages(34));
		expect({ format, kind, count, pictures: pictures.length }).toEqual({
			format: 'pdf',
			kind: 'document',
			count: 34,
			pictures: content.evidence.previewPages,
		});
		const { width, height, exif, format: drawn } = await sharp(pictures[0]).metadata();
		expect({ width, height, exif, drawn }).toEqual({ width: 1066, height: 1600, exif: undefined, drawn: 'jpeg' });
		const { data } = await sharp(pictures[0]).raw().toBuffer({ resolveWithObject: true });
		// White above, red below.
		expect([...data.subarray(0, 3)].every((value) => value > 240)).toBe(true);
		expect([...data.subarray(-3)].map((value) => value > 128)).toEqual([true, false, false]);
	},
	patience,
);
