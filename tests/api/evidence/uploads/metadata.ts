import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Bytes, jpeg, noise, withSegment } from './pictures.ts';

/** A picture as a phone takes it, and everything in it that could find the person who took it. */
export interface TakenPicture {
	bytes: Bytes;
	tells: Array<[what: string, bytes: Buffer]>;
}

/** Camera, owner, place, time, a thumbnail, XMP, IPTC and a comment, different in each picture. */
export async function takenPicture(index: number): Promise<TakenPicture> {
	const words = {
		make: `Maker-${index}-${crypto.randomUUID()}`,
		model: `Model-${index}-${crypto.randomUUID()}`,
		owner: `Owner-${index}-${crypto.randomUUID()}`,
		time: `2026:11:${String(index + 1).padStart(2, '0')} 21:43:0${index % 10}`,
	};
	const place = degrees(41.8 + index / 1000);
	const tells: TakenPicture['tells'] = Object.entries(words).map(([what, text]) => [what, Buffer.from(text)]);
	if (index % 5 === 3) return { bytes: await bySharp(words, 'png'), tells };
	if (index % 5 === 4) return { bytes: await bySharp(words, 'webp'), tells };

	const thumbnail = await jpeg(32, 24);
	const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><id>${crypto.randomUUID()}</id></x:xmpmeta>`;
	const comment = `Comment ${crypto.randomUUID()}`;
	const iptc = `Photoshop 3.0\0${crypto.randomUUID()}`;
	const picture = [
		[0xfe, Buffer.from(comment)],
		[0xed, Buffer.from(iptc)],
		[0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)],
		[0xe1, exif(words, place, thumbnail)],
	] as const;
	const upright = Buffer.from(await noise(320, 240).jpeg().toBuffer());
	return {
		bytes: picture.reduce<Bytes>((bytes, [marker, content]) => withSegment(bytes, marker, content), upright),
		tells: [
			...tells,
			['place', place],
			['thumbnail', thumbnail.subarray(-120, -2)],
			['XMP', Buffer.from(xmp.slice(30, 80))],
			['comment', Buffer.from(comment)],
			['IPTC', Buffer.from(iptc.slice(14))],
		],
	};
}

/**
 * A HEIC picture of 640 × 480 with camera, owner, place and a thumbnail. No phone took it: heif-enc encoded a drawing
 * with x265, and HEVC is what phones use. In its upper left corner stands a red square.
 */
export function takenHeic(): TakenPicture {
	const place = fractions([41, 1, 48, 1, 4567, 100]);
	const tells = ['Sample-Maker', 'Sample-Phone 12', 'Sample-Owner', 'SERIAL-0451', '2026:11:02 21:43:05'];
	return {
		bytes: readFileSync(join(import.meta.dirname, 'taken.heic')),
		tells: [...tells.map((text): [string, Buffer] => [text, Buffer.from(text)]), ['place', place]],
	};
}

/**
 * A HEIC picture of 4032 × 3024 that an iPhone XR took of a colour chart, with its camera, time and serial of the shot.
 * It holds no position. Where it comes from and its licence: from-a-phone/NOTICE.md.
 */
export function iphoneHeic(): TakenPicture {
	const tells = ['iPhone XR', '13.4.1', '2020:04:17 10:03:40', 'D1BB528D-3E89-4DA9-A068-ECBBA5CFC837', 'Apple Inc.'];
	return {
		bytes: readFileSync(join(import.meta.dirname, 'from-a-phone', 'iphone-xr.heic')),
		tells: tells.map((text) => [text, Buffer.from(text)]),
	};
}

type Words = Record<'make' | 'model' | 'owner' | 'time', string>;

async function bySharp({ make, model, owner, time }: Words, format: 'png' | 'webp'): Promise<Bytes> {
	const picture = sharp(await jpeg(320, 240)).withExif({
		IFD0: { Make: make, Model: model, Artist: owner, DateTime: time },
		IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 48/1 0/1' },
	});
	return Buffer.from(await picture.toFormat(format).toBuffer());
}

/** Degrees, minutes and seconds as EXIF writes them: three fractions. */
function degrees(value: number): Buffer {
	const seconds = Math.round((value % 1) * 3600 * 10_000);
	return fractions([Math.floor(value), 1, 0, 1, seconds, 10_000]);
}

function fractions(parts: number[]): Buffer {
	const bytes = Buffer.alloc(parts.length * 4);
	parts.forEach((part, index) => {
		bytes.writeUInt32LE(part, index * 4);
	});
	return bytes;
}

type Entry = [tag: number, type: number, count: number, value: Buffer | number];

/** EXIF by hand: the camera, the place, and a second directory with the thumbnail. */
function exif({ make, model, owner, time }: Words, place: Buffer, thumbnail: Buffer): Buffer {
	const ascii = (tag: number, text: string): Entry => [tag, 2, text.length + 1, Buffer.from(`${text}\0`)];
	const camera = [ascii(0x010f, make), ascii(0x0110, model)];
	const more = [ascii(0x0132, time), ascii(0x013b, owner)];
	const orientation: Entry = [0x0112, 3, 1, 6];
	const lengthOf = (entries: Entry[]) =>
		entries.reduce((sum, [, , , value]) => sum + 12 + (typeof value === 'number' ? 0 : value.length), 6);
	const at = (gps: number): Entry[] => [...camera, orientation, ...more, [0x8825, 4, 1, gps]];
	const gpsAt = 8 + lengthOf(at(0));
	const gps: Entry[] = [
		[0x0001, 2, 2, 0x4e],
		[0x0002, 5, 3, place],
	];
	const secondAt = gpsAt + lengthOf(gps);
	const second = (start: number): Entry[] => [
		[0x0201, 4, 1, start],
		[0x0202, 4, 1, thumbnail.length],
	];
	const thumbnailAt = secondAt + lengthOf(second(0));
	return Buffer.concat([
		Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'),
		directory(at(gpsAt), 8, secondAt),
		directory(gps, gpsAt, 0),
		directory(second(thumbnailAt), secondAt, 0),
		thumbnail,
	]);
}

function directory(entries: Entry[], start: number, next: number): Buffer {
	const table = Buffer.alloc(2 + entries.length * 12 + 4);
	const values: Buffer[] = [];
	let free = start + table.length;
	table.writeUInt16LE(entries.length);
	entries.forEach(([tag, type, count, value], index) => {
		const row = 2 + index * 12;
		table.writeUInt16LE(tag, row);
		table.writeUInt16LE(type, row + 2);
		table.writeUInt32LE(count, row + 4);
		table.writeUInt32LE(typeof value === 'number' ? value : free, row + 8);
		if (typeof value === 'number') return;
		values.push(value);
		free += value.length;
	});
	table.writeUInt32LE(next, table.length - 4);
	return Buffer.concat([table, ...values]);
}
