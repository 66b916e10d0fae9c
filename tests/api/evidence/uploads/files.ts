import { deflateSync } from 'node:zlib';
import type { Bytes } from './pictures.ts';

/** A box of MP4, MOV, M4A and HEIC. */
export function box(type: string, ...content: Array<Buffer | string>): Bytes {
	const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
	const head = Buffer.alloc(8);
	head.writeUInt32BE(body.length + 8);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, body]);
}

const ftyp = (brand: string) => box('ftyp', brand, Buffer.alloc(4), brand, 'isom');
const track = (handler: string) => box('trak', box('mdia', box('hdlr', Buffer.alloc(8), handler, Buffer.alloc(13))));

/** A film or a recording as a phone lays it out: tables behind the pictures. */
export function movie({ brand = 'isom', handlers = ['vide', 'soun'], length = 3000 } = {}): Bytes {
	return Buffer.concat([ftyp(brand), box('mdat', Buffer.alloc(length, 7)), box('moov', ...handlers.map(track))]);
}

export const mov = () => movie({ brand: 'qt  ' });
export const m4a = () => movie({ brand: 'M4A ', handlers: ['soun'] });

export function heic(width = 4032, height = 3024): Bytes {
	const size = Buffer.alloc(12);
	size.writeUInt32BE(width, 4);
	size.writeUInt32BE(height, 8);
	const meta = box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size))));
	return Buffer.concat([box('ftyp', 'heic', Buffer.alloc(4), 'mif1heic'), meta, box('mdat', Buffer.alloc(500, 9))]);
}

/** Frames of 128 kbit/s at 44.1 kHz, 417 bytes each. */
export function mp3(frames = 20): Bytes {
	const frame = Buffer.alloc(417, 0x55);
	frame.set([0xff, 0xfb, 0x90, 0x00]);
	return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** A tag before the sound, as recorders write it. */
export function id3(content: Buffer): Bytes {
	const { length } = content;
	const size = [21, 14, 7, 0].map((shift) => (length >> shift) & 0x7f);
	return Buffer.concat([Buffer.from('ID3\x04\x00\x00', 'latin1'), Buffer.from(size), content]);
}

/** One empty page; `objects` are put in as they are. */
export function pdf(objects = '', trailer = ''): Bytes {
	return Buffer.from(
		`%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n${objects}
trailer\n<</Root 1 0 R/Size 3${trailer}>>\nstartxref\n9\n%%EOF\n`,
		'latin1',
	);
}

/** A PDF whose further objects are kept compressed. */
export function pdfWithPacked(objects: string): Bytes {
	const packed = deflateSync(Buffer.from(objects)).toString('latin1');
	return pdf(`3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n${packed}\nendstream\nendobj`);
}

/** A real ZIP with one stored file. */
export function zip(name = 'a.txt', content = 'hello'): Bytes {
	const local = Buffer.alloc(30);
	local.write('PK\x03\x04', 0, 'latin1');
	local.writeUInt32LE(content.length, 18);
	local.writeUInt32LE(content.length, 22);
	local.writeUInt16LE(name.length, 26);
	const central = Buffer.alloc(46);
	central.write('PK\x01\x02', 0, 'latin1');
	central.writeUInt32LE(content.length, 20);
	central.writeUInt32LE(content.length, 24);
	central.writeUInt16LE(name.length, 28);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(46 + name.length, 12);
	end.writeUInt32LE(30 + name.length + content.length, 16);
	return Buffer.concat([local, Buffer.from(name + content), central, Buffer.from(name), end]);
}

export const text = (words: string): Bytes => Buffer.from(words);
export const latin = (words: string): Bytes => Buffer.from(words, 'latin1');
export const join = (...parts: Uint8Array[]): Bytes => Buffer.concat(parts);
