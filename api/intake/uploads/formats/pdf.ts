import { inflateSync } from 'node:zlib';
import { refusals } from '../refusals.ts';

/** Names of what a reader would run, open or unpack. */
const active = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z])/;
const shortActive = /\/(?:JS|XFA|AA)(?=[\s(<[/])/;
const streamStart = /stream\r?\n/g;
const streamEnd = 'endstream';
/** Says of an object that other objects are kept in its stream, compressed. */
const packed = '/ObjStm';
/** At most so many characters stand between that word and the stream. */
const packedReach = 400;
const mostUnpacked = 50_000_000;

/** Checks that a PDF is complete, open, and only paper: no script, no attachment, nothing that starts by itself. */
export function checkPdf(bytes: Buffer): number {
	const text = bytes.toString('latin1');
	if (!text.slice(-1024).includes('%%EOF') || !text.includes('startxref')) throw refusals.truncated();
	if (/\/Encrypt(?![A-Za-z])/.test(text)) throw refusals.lockedPdf();
	const outside = outsideStreams(text);
	const objects = [outside, ...unpack(bytes, text)].map(plainNames);
	if (active.test(plainNames(text)) || objects.some((object) => active.test(object) || shortActive.test(object))) {
		throw refusals.activePdf();
	}
	return bytes.length;
}

/** All but the streams. One pass: a file of nothing but beginnings of streams takes no longer than any other. */
function outsideStreams(text: string): string {
	const parts: string[] = [];
	let at = 0;
	for (let start = nextStream(text, at); start; start = nextStream(text, at)) {
		const end = text.indexOf(streamEnd, start.content);
		// What has no end hides nothing: it is looked into like the rest.
		if (end < 0) break;
		parts.push(text.slice(at, start.word));
		at = end + streamEnd.length;
	}
	return parts.join('') + text.slice(at);
}

/** Where the next stream begins, and its content behind the word. */
function nextStream(text: string, from: number): { word: number; content: number } | undefined {
	streamStart.lastIndex = from;
	const found = streamStart.exec(text);
	return found ? { word: found.index, content: streamStart.lastIndex } : undefined;
}

/** Where the streams of packed objects begin, each once. */
function packedStreams(text: string): number[] {
	const found: number[] = [];
	let start: ReturnType<typeof nextStream>;
	for (let at = text.indexOf(packed); at >= 0; at = text.indexOf(packed, at + packed.length)) {
		if (!start || start.word < at) start = nextStream(text, at);
		if (!start) break;
		if (start.word - at - packed.length <= packedReach && found.at(-1) !== start.content) found.push(start.content);
	}
	return found;
}

/** What stands in compressed objects. One that does not open is refused: nobody can say what is in it. */
function unpack(bytes: Buffer, text: string): string[] {
	let left = mostUnpacked;
	return packedStreams(text).map((start) => {
		try {
			const unpacked = inflateSync(bytes.subarray(start), { maxOutputLength: left });
			left -= unpacked.length;
			return unpacked.toString('latin1');
		} catch {
			throw refusals.damaged();
		}
	});
}

/** `/#4a#53` is another way to write `/JS`. Byte by byte: a file may be made of nothing else. */
function plainNames(text: string): string {
	if (!text.includes('#')) return text;
	const from = Buffer.from(text, 'latin1');
	let length = 0;
	for (let at = 0; at < from.length; at++) {
		const byte = from[at] as number;
		const high = byte === 0x23 ? hexOf(from[at + 1]) : -1;
		const low = high < 0 ? -1 : hexOf(from[at + 2]);
		from[length++] = low < 0 ? byte : high * 16 + low;
		if (low >= 0) at += 2;
	}
	return from.subarray(0, length).toString('latin1');
}

/** Value of a hexadecimal digit given as its character's code; -1 for anything else. */
function hexOf(code = 0): number {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	const letter = code | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
