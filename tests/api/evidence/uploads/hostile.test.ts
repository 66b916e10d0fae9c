import { readdirSync, readFileSync } from 'node:fs';
import { crc32, gzipSync } from 'node:zlib';
import { count } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploads } from '../../../../db/schema/evidence.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { box, heic, id3, join, latin, m4a, mov, movie, mp3, pdf, pdfWithPacked, text, zip } from './files.ts';
import { iphoneHeic } from './metadata.ts';
import { phoneOf, type Said } from './phone.ts';
import { type Bytes, jpeg, png, webp, withSegment } from './pictures.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

const jpg: Said = { name: '照片.jpg', type: 'image/jpeg' };
const film: Said = { name: 'a.mp4', type: 'video/mp4' };
const sound: Said = { name: 'a.mp3', type: 'audio/mpeg' };
const paper: Said = { name: 'a.pdf', type: 'application/pdf' };
const script = '<script>alert(1)</script>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const rar = 'Rar!\x1a\x07\x01\x00';

const says = {
	other: '这种文件不能接收',
	archive: '不接收压缩包',
	markup: '不接收网页、SVG 和文本文件',
	program: '不接收程序文件',
	truncated: '文件不完整',
	damaged: '文件已经损坏',
	appended: '夹带了其他内容',
	active: 'PDF 文件中含有脚本',
	locked: 'PDF 文件设有密码',
	pixels: '照片超过 12000 万像素',
};

type Case = [title: string, make: () => Promise<Bytes> | Bytes, said: Said, sentence: string];

const cut = async (file: Promise<Bytes> | Bytes, bytes: number) => {
	const whole = await file;
	return whole.subarray(0, whole.length - bytes);
};
const then = async (file: Promise<Bytes> | Bytes, ...more: Uint8Array[]) => join(await file, ...more);

/** A header that promises far more pixels than the file has. */
async function bigPng(width: number, height: number): Promise<Bytes> {
	const picture = await png();
	picture.writeUInt32BE(width, 16);
	picture.writeUInt32BE(height, 20);
	picture.writeUInt32BE(crc32(picture.subarray(12, 29)), 29);
	return picture;
}

async function bigJpeg(): Promise<Bytes> {
	const picture = await jpeg();
	const frame = picture.indexOf(Buffer.from([0xff, 0xc0]));
	picture.writeUInt16BE(65_000, frame + 5);
	picture.writeUInt16BE(65_000, frame + 7);
	return picture;
}

async function bigWebp(): Promise<Bytes> {
	const picture = await webp();
	const chunk = Buffer.alloc(18);
	chunk.write('VP8X', 0, 'latin1');
	chunk.writeUInt32LE(10, 4);
	chunk.writeUIntLE(16_000, 12, 3);
	chunk.writeUIntLE(16_000, 15, 3);
	const whole = join(picture.subarray(0, 12), chunk, picture.subarray(12));
	whole.writeUInt32LE(whole.length - 8, 4);
	return whole;
}

async function brokenCheck(): Promise<Bytes> {
	const picture = await png();
	picture[60] = (picture[60] ?? 0) ^ 0xff;
	return picture;
}

const wholly: Case[] = [
	['a ZIP', () => zip(), {}, says.archive],
	['a ZIP that calls itself a photo', () => zip(), jpg, says.archive],
	['a Word document', () => zip('word/document.xml'), jpg, says.archive],
	['an Android program', () => zip('AndroidManifest.xml'), film, says.archive],
	['a RAR', () => latin(`${rar}${'x'.repeat(100)}`), jpg, says.archive],
	['a 7z', () => latin(`7z\xbc\xaf\x27\x1c\x00\x04${'x'.repeat(100)}`), jpg, says.archive],
	['a gzip', () => Buffer.from(gzipSync('hello')), jpg, says.archive],
	['a bzip2', () => latin(`BZh91AY&SY${'x'.repeat(100)}`), jpg, says.archive],
	['an xz', () => latin(`\xfd7zXZ\x00\x00\x04${'x'.repeat(100)}`), jpg, says.archive],
	['a Windows cabinet', () => latin(`MSCF\x00\x00\x00\x00${'x'.repeat(100)}`), jpg, says.archive],
	['an SVG', () => text(svg), jpg, says.markup],
	['an SVG behind an XML head', () => text(`<?xml version="1.0"?>\n${svg}`), jpg, says.markup],
	['a web page', () => text(`<!DOCTYPE html><html><body>${script}</body></html>`), jpg, says.markup],
	['a web page behind blanks and a byte order mark', () => text(`\ufeff \n\t<html>${script}</html>`), jpg, says.markup],
	['a bare script element', () => text(script), film, says.markup],
	['PHP', () => text('<?php system($_GET["c"]); ?>'), jpg, says.markup],
	['PostScript', () => text('%!PS-Adobe-3.0\n(hello) show'), paper, says.markup],
	['RTF', () => text('{\\rtf1 hello}'), paper, says.markup],
	['a Windows program', () => latin(`MZ\x90\x00${'\x00'.repeat(200)}`), film, says.program],
	['a Linux program', () => latin(`\x7fELF\x02\x01\x01${'\x00'.repeat(200)}`), film, says.program],
	['a shell script', () => text('#!/bin/sh\nrm -rf /\n'), film, says.program],
	['a Java class', () => latin(`\xca\xfe\xba\xbe\x00\x00\x00\x34${'\x00'.repeat(99)}`), jpg, says.program],
	['a GIF', () => latin(`GIF89a\x01\x00\x01\x00${'\x00'.repeat(50)}`), jpg, says.other],
	['a GIF that is a script as well', () => latin(`GIF89a/*${'\x00'.repeat(50)}*/=1;alert(1)`), jpg, says.other],
	['a TIFF', () => latin(`II*\x00\x08\x00\x00\x00${'\x00'.repeat(50)}`), jpg, says.other],
	['a BMP', () => latin(`BM\x46\x00\x00\x00${'\x00'.repeat(60)}`), jpg, says.other],
	['an AVIF', () => join(box('ftyp', 'avif', Buffer.alloc(4), 'avifmif1'), box('mdat', 'x')), jpg, says.other],
	['a Matroska film', () => latin(`\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska${'\x00'.repeat(50)}`), film, says.other],
	['an AVI', () => latin(`RIFF\x64\x00\x00\x00AVI LIST${'\x00'.repeat(90)}`), film, says.other],
	['a WAV', () => latin(`RIFF\x64\x00\x00\x00WAVEfmt ${'\x00'.repeat(90)}`), sound, says.other],
	['a SQLite database', () => latin(`SQLite format 3\x00${'\x00'.repeat(84)}`), paper, says.other],
	['plain text', () => text('只是一段文字，不是照片。'), jpg, says.other],
	['zeros', () => Buffer.alloc(5000), jpg, says.other],
	['one byte', () => Buffer.from([0xff]), jpg, says.other],
];

const partly: Case[] = [
	['a photo with a ZIP behind it', () => then(jpeg(), zip()), jpg, says.appended],
	['a photo with a ZIP and its comment behind it', () => then(jpeg(), zip(), text('  ')), jpg, says.appended],
	['a photo with a RAR behind it', () => then(jpeg(), latin(rar)), jpg, says.appended],
	['a photo with a 7z behind it', () => then(jpeg(), latin('7z\xbc\xaf\x27\x1c\x00')), jpg, says.appended],
	['a photo with a program behind zeros', () => then(jpeg(), Buffer.alloc(64), latin('MZ\x90')), jpg, says.appended],
	['a photo with a web page behind it', () => then(jpeg(), text(`<html>${script}`)), jpg, says.appended],
	['a photo with a PDF behind it', () => then(jpeg(), pdf()), jpg, says.appended],
	['a photo with a PDF in its comment', async () => withSegment(await jpeg(), 0xfe, pdf()), jpg, says.appended],
	[
		'a photo with a script in its comment',
		async () => withSegment(await jpeg(), 0xfe, text(script)),
		jpg,
		says.appended,
	],
	[
		'a photo with PHP in its EXIF',
		async () => withSegment(await jpeg(), 0xe1, text('Exif\0\0<?php x')),
		jpg,
		says.appended,
	],
	['a photo with an SVG in its XMP', async () => withSegment(await jpeg(), 0xe1, text(svg)), jpg, says.appended],
	['a PNG with a ZIP behind it', () => then(png(), zip()), jpg, says.appended],
	['a PNG with a frame element behind it', () => then(png(), text('<iframe src=x>')), jpg, says.appended],
	['a WebP with a ZIP behind it', () => then(webp(), zip()), jpg, says.appended],
	['a HEIC with a ZIP behind it', () => then(heic(), box('free', zip())), jpg, says.appended],
	['an iPhone’s HEIC with a ZIP behind it', () => then(iphoneHeic().bytes, zip()), jpg, says.appended],
	['a HEIC with loose bytes behind it', () => then(heic(), latin('\x01\x02')), jpg, says.appended],
	['a film with a ZIP behind it', () => then(movie(), zip()), film, says.appended],
	['a film with a ZIP in its last box', () => then(movie(), box('free', zip())), film, says.appended],
	[
		'a film with a web page in a skipped box',
		() => join(box('ftyp', 'isom0000'), box('skip', `<html>${script}`), movie()),
		film,
		says.appended,
	],
	['a film with a PDF in a skipped box', () => then(movie(), box('uuid', pdf())), film, says.appended],
	['a film with loose bytes behind it', () => then(movie(), latin('tail')), film, says.appended],
	['a recording with a ZIP behind it', () => then(mp3(), zip()), sound, says.appended],
	['a recording with a web page before it', () => join(id3(text(`<html>${script}`)), mp3()), sound, says.appended],
	['a recording with other bytes behind it', () => then(mp3(), latin('something else')), sound, says.appended],
	['a PDF with a ZIP behind it', () => then(pdf(), zip()), paper, says.appended],
	['a PDF that runs a script', () => pdf('3 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj'), paper, says.active],
	['a PDF with only the short name of a script', () => pdf('3 0 obj\n<</JS (x)>>\nendobj'), paper, says.active],
	['a PDF with a disguised name', () => pdf('3 0 obj\n<</S/#4aava#53cript>>\nendobj'), paper, says.active],
	['a PDF with a script in packed objects', () => pdfWithPacked('3 0 <</S/JavaScript>>'), paper, says.active],
	['a PDF that starts a program', () => pdf('3 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj'), paper, says.active],
	['a PDF with an attachment', () => pdf('3 0 obj\n<</Type/EmbeddedFile>>\nendobj'), paper, says.active],
	['a PDF with a film', () => pdf('3 0 obj\n<</Subtype/RichMedia>>\nendobj'), paper, says.active],
	['a PDF with a form that sends', () => pdf('3 0 obj\n<</S/SubmitForm>>\nendobj'), paper, says.active],
	['a PDF under a password', () => pdf('', '/Encrypt 4 0 R'), paper, says.locked],
	['a PDF whose packed objects are a bomb', () => pdfWithPacked('x'.repeat(60_000_000)), paper, says.damaged],
];

const unfinished: Case[] = [
	['a photo cut in its pixels', () => cut(jpeg(), 40), jpg, says.truncated],
	['a photo cut in its tables', async () => (await jpeg()).subarray(0, 100), jpg, says.truncated],
	['a photo of nothing but its mark', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]), jpg, says.damaged],
	[
		'a photo with a broken table',
		async () => withSegment(await jpeg(), 0xe1, Buffer.alloc(0)).fill(0, 4, 6),
		jpg,
		says.damaged,
	],
	['a PNG cut before its end', () => cut(png(), 12), jpg, says.truncated],
	['a PNG with a false checksum', brokenCheck, jpg, says.damaged],
	['a WebP cut in its pixels', () => cut(webp(), 10), jpg, says.truncated],
	['a HEIC cut in its pixels', () => cut(heic(), 10), jpg, says.truncated],
	['an iPhone’s HEIC of which half was copied', () => cut(iphoneHeic().bytes, 500_000), jpg, says.truncated],
	[
		'a HEIC without its tables',
		() => join(box('ftyp', 'heic', Buffer.alloc(4)), box('mdat', 'x')),
		jpg,
		says.truncated,
	],
	['a film cut while it was recorded', () => movie().subarray(0, 2000), film, says.truncated],
	['a film without its tables', () => join(box('ftyp', 'isom0000'), box('mdat', 'x'.repeat(99))), film, says.truncated],
	['a film of no track', () => movie({ handlers: [] }), film, says.damaged],
	[
		'a film with boxes of no size',
		() => join(box('ftyp', 'isom0000'), latin('\x00\x00\x00\x04moov')),
		film,
		says.damaged,
	],
	['a MOV cut in its tables', () => cut(mov(), 10), film, says.truncated],
	['an M4A cut in its tables', () => cut(m4a(), 10), sound, says.truncated],
	['an MP3 whose tag is longer than the file', () => id3(Buffer.alloc(900)).subarray(0, 500), sound, says.truncated],
	['an MP3 of one frame', () => mp3(1), sound, says.damaged],
	['a PDF cut before its end', () => cut(pdf(), 20), paper, says.truncated],
	['a PNG of 2,500 million pixels', () => bigPng(50_000, 50_000), jpg, says.pixels],
	['a PNG of 2 thousand million by 1', () => bigPng(2_000_000_000, 1), jpg, says.pixels],
	['a JPEG of 4,225 million pixels', bigJpeg, jpg, says.pixels],
	['a WebP of 256 million pixels', bigWebp, jpg, says.pixels],
	['a HEIC of 10,000 million pixels', () => heic(100_000, 100_000), jpg, says.pixels],
];

const all = [...wholly, ...partly, ...unfinished];

test('there are at least sixty hostile files', () => expect(all.length).toBeGreaterThanOrEqual(60));

test.each(all)('%s is refused with its sentence and leaves nothing behind', async (_title, make, said, sentence) => {
	const answer = await phoneOf(portal).send(await make(), said);
	expect({ status: answer.status, sentence: answer.sentence }).toEqual({
		status: 422,
		sentence: expect.stringContaining(sentence),
	});
	expect(answer.headers.get('content-type')).toContain('application/problem+json');
	expect(['uploads', 'sealed'].flatMap((folder) => readdirSync(`${portal.dataDir}/${folder}`))).toEqual([]);
	expect(await portal.intake.db.read.select({ rows: count() }).from(uploads)).toEqual([{ rows: 0 }]);
});

const fine: Array<[title: string, make: () => Promise<Bytes> | Bytes, said: Said]> = [
	['a JPEG', () => jpeg(), jpg],
	[
		'a JPEG with a second picture behind it, as phones write depth',
		() => then(jpeg(), Buffer.from([0xff, 0xd8, 0xff])),
		jpg,
	],
	['a JPEG with its film behind it, as phones write motion', () => then(jpeg(), movie()), jpg],
	['a JPEG with the note of a vendor behind it', () => then(jpeg(), Buffer.alloc(20), latin('SEFHe')), jpg],
	['a PNG', () => png(), { name: 'a.png' }],
	['a WebP', () => webp(), {}],
	['a HEIC', () => heic(), { name: 'IMG_1.HEIC', type: '' }],
	['a HEIC that an iPhone took', () => iphoneHeic().bytes, { name: 'IMG_3578.HEIC', type: 'image/heic' }],
	['an MP4', () => movie(), film],
	['a MOV', () => mov(), { name: 'a.MOV', type: 'video/quicktime' }],
	['an M4A', () => m4a(), { name: 'a.m4a', type: 'audio/x-m4a' }],
	['an MP3', () => mp3(), sound],
	['an MP3 with tags on both sides', () => join(id3(Buffer.alloc(300)), mp3(), text('TAG'), Buffer.alloc(125)), sound],
	['an MP3 cut in its last frame', () => cut(mp3(), 100), sound],
	['a film that fills its last block with zeros', () => then(movie(), Buffer.alloc(500)), film],
	['a PDF', () => pdf(), paper],
	['a PDF with packed objects', () => pdfWithPacked('3 0 <</Type/Font>>'), paper],
	['a photo that calls itself a film', () => jpeg(), film],
];

const makers = new URL('from-makers/', import.meta.url);
for (const name of readdirSync(makers)) {
	if (!name.endsWith('.md')) fine.push([name, () => readFileSync(new URL(name, makers)), { name }]);
}

test.each(fine)('%s is taken', async (_title, make, said) => {
	const phone = phoneOf(portal);
	const answer = await phone.send(await make(), said);
	expect({ status: answer.status, sentence: answer.sentence }).toEqual({ status: 204, sentence: '' });
	expect((await phone.cancel(`api/uploads/${answer.id}`)).status).toBe(204);
});
