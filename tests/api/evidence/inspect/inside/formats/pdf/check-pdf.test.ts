import { deflateRawSync, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkPdf } from '../../../../../../../api/evidence/inspect/inside/formats/pdf/check-pdf.ts';
import { pdf, pdfWithPacked } from '../../../../uploads/files.ts';

const deflated = (words: string) => deflateSync(Buffer.from(words)).toString('latin1');
const object = (words: string) => pdf(`3 0 obj\n${words}\nendobj`);
const stream = (dictionary: string, content: string) => object(`<<${dictionary}>>\nstream\n${content}\nendstream`);
const script = '<</S/JavaScript/JS(app.alert(1))>>';

const active: Array<[title: string, bytes: Buffer]> = [
	['a script', object(script)],
	['a script with every letter in numbers', object('<</S/#4A#61#76#61#53#63#72#69#70#74>>')],
	['a script whose type is another object', pdf('3 0 obj\n<</S 4 0 R>>\nendobj\n4 0 obj\n/JavaScript\nendobj')],
	['a script behind a comment', object('<</S%x\n/JavaScript>>')],
	['a script in the names of the document', object('<</Names<</JavaScript 4 0 R>>>>')],
	['what happens when a page opens', object('<</AA<</O 4 0 R>>>>')],
	['a program that is started', object('<</S/Launch/F(cmd.exe)>>')],
	['another document', object('<</S/GoToR/F(//server/share/a.pdf)>>')],
	['a document in the document', object('<</S/GoToE>>')],
	['data that are sent', object('<</S/SubmitForm/F(http://a.example)>>')],
	['data that are fetched', object('<</S/ImportData>>')],
	['an attachment', object('<</Type/EmbeddedFile>>')],
	['a form of its own language', object('<</XFA[(template)4 0 R]>>')],
	['an address that it opens by itself', object('<</OpenAction<</S/URI/URI(http://a.example)>>>>')],
	[
		'an address that it opens by way of another object',
		pdf('3 0 obj\n<</OpenAction 4 0 R>>\nendobj\n4 0 obj\n<</S/URI/URI(http://a.example)>>\nendobj'),
	],
	['content that lies elsewhere', stream('/F(http://a.example)/FFilter/FlateDecode', 'x')],
	['a script in packed objects', pdfWithPacked(`3 0 ${script}`)],
	['a script in packed objects that are not compressed', stream('/Type/ObjStm/N 1/First 4', `3 0 <</JS(x)>>`)],
	[
		'a script in packed objects of a type in numbers',
		stream('/Type/#4fbjStm/N 1/#46irst 4/#46ilter/FlateDecode', deflated(`3 0 ${script}`)),
	],
	[
		'a script in packed objects whose type is another object',
		stream('/Type 9 0 R/N 1/First 4/Filter[/FlateDecode]', deflated(`3 0 ${script}`)),
	],
	[
		'a script in packed objects behind a word in a string',
		stream('/Type/ObjStm/First 4/N 1/X(endobj)/Filter/FlateDecode', deflated(`3 0 ${script}`)),
	],
	['a script inside of a stream, where an offset leads', stream('/Length 99', `3 0 obj ${script} endobj`)],
	['a script inside of a string', object(`(3 0 obj ${script} endobj)`)],
	['a script inside of a comment', pdf(`%3 0 obj ${script} endobj\n`)],
];

test.each(active)('%s is refused as active', (_title, bytes) => {
	expect(() => checkPdf(bytes)).toThrow(expect.objectContaining({ reason: 'activePdf' }));
});

const strange: Array<[title: string, bytes: Buffer]> = [
	['packed objects of another packing', stream('/Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode', '33203020>')],
	[
		'packed objects packed twice',
		stream('/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]', deflated(deflated(script))),
	],
	[
		'packed objects that must be put together',
		stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>', deflated(script)),
	],
	['packed objects whose packing is another object', stream('/Type/ObjStm/N 1/First 4/Filter 9 0 R', deflated(script))],
	[
		'packed objects inside of another stream',
		stream('/Length 999', '5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode>> stream'),
	],
	['the type of packed objects kept apart', pdf('9 0 obj\n/ObjStm\nendobj')],
];

test.each(strange)('%s is refused, since nobody can say what is in it', (_title, bytes) => {
	expect(() => checkPdf(bytes)).toThrow(expect.objectContaining({ reason: 'strangePdf' }));
});

/** Deflated in two blocks, the first kept as it is, so that the word for the end of a stream stands among the bytes. */
function deflatedWithEndInside(words: string): string {
	const first = Buffer.from('% endstream\n');
	const stored = Buffer.alloc(5);
	stored.writeUInt16LE(first.length, 1);
	stored.writeUInt16LE(~first.length & 0xffff, 3);
	const rest = deflateRawSync(Buffer.from(words));
	const check = Buffer.alloc(4);
	check.writeUInt32BE(adler32(Buffer.concat([first, Buffer.from(words)])));
	return Buffer.concat([Buffer.from([0x78, 0x9c]), stored, first, rest, check]).toString('latin1');
}

function adler32(bytes: Buffer): number {
	let [a, b] = [1, 0];
	for (const byte of bytes) {
		a = (a + byte) % 65_521;
		b = (b + a) % 65_521;
	}
	return (b * 65_536 + a) >>> 0;
}

const behind = (words: string) => Buffer.concat([pdf(), Buffer.from(`\x1b%-12345X\n${words}\n`, 'latin1')]);
const before = (words: string) => Buffer.concat([Buffer.from(`\x1b%-12345X ${words}\n`, 'latin1'), pdf()]);
const address = '<</S/URI/URI(http://a.example)>>';

const evasive: Array<[title: string, bytes: Buffer]> = [
	['a script behind the end of a print job', behind(`9 0 obj ${script} endobj`)],
	['a script before the beginning', before(`9 0 obj ${script} endobj`)],
	[
		'packed objects whose compression holds the word for their end',
		stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', deflatedWithEndInside(`3 0 ${script}`)),
	],
	[
		'packed objects behind a comment',
		object(`<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>%x\nstream\n${deflated(`3 0 ${script}`)}\nendstream`),
	],
	[
		'packed objects without an end to their compression',
		stream('/Type/ObjStm/N 1/First 4/Filter/Fl', deflated(`3 0 ${script}`.padEnd(4000)).slice(0, -6)),
	],
	[
		'packed objects with parameters in another object',
		stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms 6 0 R', deflated('3 0 <<>>')),
	],
	[
		'packed objects whose packing goes by its short key',
		stream('/Type/ObjStm/N 1/First 4/F/FlateDecode', deflated('3 0 <<>>')),
	],
	['an opening action inside of a stream', stream('/Length 99', `9 0 obj <</OpenAction ${address}>> endobj`)],
	['an address inside of a stream', stream('/Length 99', `9 0 obj ${address} endobj`)],
	['a thread in another file', object('<</S/Thread/F(\\\\evil\\share\\x.pdf)>>')],
	['a stream that lies in another file', stream('/F<</F(\\\\evil\\share)>>', 'x')],
	['a form that stands for a page of another file', stream('/Subtype/Form/Ref<</F(a.pdf)>>', 'x')],
];

test.each(evasive)('%s is refused', (_title, bytes) => {
	expect(() => checkPdf(bytes)).toThrow(expect.objectContaining({ name: 'Error', reason: expect.any(String) }));
});

const paper: Array<[title: string, bytes: Buffer]> = [
	['an outline', object('<</Title(a)/First 4 0 R/Last 4 0 R>>')],
	['a link that a person must touch', object('<</Subtype/Link/A<</S/URI/URI(http://a.example)>>>>')],
	['a page to begin with', object('<</OpenAction[4 0 R/Fit]/Next<</S/URI>>>>')],
	['a stream that speaks of names in part', stream('/Length 9', 'q /JS Do /AA gs Q')],
	[
		'what a typesetter writes: an action that only goes to a page, and a link',
		pdf(
			`8 0 obj\n<</S/GoTo/D[4 0 R/Fit]>>\nendobj\n9 0 obj\n<</OpenAction 8 0 R>>\nendobj\n7 0 obj\n<</A${address}>>\nendobj`,
		),
	],
	[
		'the same in packed objects',
		pdf(
			`3 0 obj\n<</Type/ObjStm/N 3/First 14/Filter/FlateDecode>>\nstream\n${deflated(`8 0 9 26 7 47 ${'<</S/GoTo/D[4 0 R/Fit]>>'.padEnd(26)}${'<</OpenAction 8 0 R>>'}<</A${address}>>`)}\nendstream\nendobj`,
		),
	],
	['a link to an address with words in it', object('<</A<</S/URI/URI(http://a.example/Movie/JavaScript/First/x)>>>>')],
	['a string with brackets', object('(a (b) \\) c /Author)')],
	['compressed bytes that look like nothing', stream('/Filter/FlateDecode', deflated(script.repeat(20)))],
];

test.each(paper)('%s is only paper', (_title, bytes) => {
	expect(checkPdf(bytes)).toBe(bytes.length - 1);
});

test('a document under a password is told from one that hides something', () => {
	const locked = stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', 'encrypted').toString('latin1');
	const bytes = Buffer.from(locked.replace('/Size 3', '/Size 3/Encrypt 8 0 R'), 'latin1');
	expect(() => checkPdf(bytes)).toThrow(expect.objectContaining({ reason: 'lockedPdf' }));
});
