import { expect, test } from 'vitest';
import { hasMarkup } from '../../../../../../api/evidence/inspect/inside/formats/markup.ts';
import { checkMp3 } from '../../../../../../api/evidence/inspect/inside/formats/mp3.ts';
import { checkPdf } from '../../../../../../api/evidence/inspect/inside/formats/pdf/check-pdf.ts';

/** Read again from each beginning, a quarter of what a file may have would take minutes already. */
const megabytes = 5_000_000;
const paper = (part: string) =>
	Buffer.from(`%PDF-1.4\n${part.repeat(megabytes / part.length)}\nstartxref\n0\n%%EOF`, 'latin1');

// Read again from each beginning, any of these would take hours: the test would run out of its time.
test.each([
	['beginnings of streams without an end', 'stream\n'],
	['beginnings and ends of streams', 'stream\nendstream\n'],
	['names of packed objects without any', '/ObjStm '],
	['names written in numbers', '#41'],
	['marks that begin a name', '/'],
	['brackets that open a string', '('],
	['comments', '%'],
	['short comments', '%\n'],
	['short strings', '()'],
	['beginnings of dictionaries', '<<'],
	['objects', '1 0 obj\n'],
	['blanks', ' '],
	['print jobs', '\x1b%-12345X'],
])('a PDF of nothing but %s is looked through once', (_what, part) => {
	const bytes = paper(part);
	expect(checkPdf(bytes)).toBe(bytes.length);
});

test('a script behind a stream that never ends is seen', () => {
	const hidden = Buffer.from('%PDF-1.4\nstream\nx\n3 0 obj\n<</JS (x)>>\nendobj\nstartxref\n0\n%%EOF', 'latin1');
	expect(() => checkPdf(hidden)).toThrow();
});

test('an MP3 of two million frames is followed frame by frame without an object for each', () => {
	const frame = Buffer.alloc(24);
	frame.writeUInt32BE(0xfff31400);
	const bytes = Buffer.alloc(24 * 2_000_000, frame);
	expect(checkMp3(bytes)).toBe(bytes.length);
});

test.each([
	['drawings that never begin', '<svg'],
	['beginnings of elements', '<'],
	['kinds of documents', '<!doctype '],
])('a file of nothing but %s is looked through once', (_what, part) => {
	expect(hasMarkup(Buffer.from(part.repeat(megabytes / part.length), 'latin1'))).toBe(false);
});

test('words of four letters among the bytes of a photo are no page', () => {
	expect(hasMarkup(Buffer.from('\x8f<svg \x00\x01\xd2\x9c\x88', 'latin1'))).toBe(false);
	expect(hasMarkup(Buffer.from('<svg xmlns="x" onload="alert(1)"/>'))).toBe(true);
	expect(hasMarkup(Buffer.from('<html>中文网页'))).toBe(true);
});

test('recordings that were joined, and tags one behind the other, are followed', () => {
	const frames = Buffer.concat(
		Array.from({ length: 10 }, () => Buffer.alloc(417).fill(Buffer.from([0xff, 0xfb, 0x90, 0]), 0, 4)),
	);
	const tag = Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x05', 'latin1'), Buffer.alloc(5, 1)]);
	const joined = Buffer.concat([tag, tag, frames, tag, frames]);
	expect(checkMp3(joined)).toBe(joined.length);
});
