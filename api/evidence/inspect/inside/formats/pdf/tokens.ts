/**
 * What stands in a PDF, one after the other, each byte looked at once. Names are given as they are meant: `/#4a#53` is
 * another way to write `/JS`.
 */
export type Token =
	| { type: 'name'; name: string; at: number }
	/** `<<`, `>>`, `[`, `]`, a number, or a word such as `obj` or `R`. */
	| { type: 'word'; word: string; at: number }
	/** A name inside of a string, a comment or the content of a stream, where an ordinary reader sees none. */
	| { type: 'inside'; name: string; at: number; end: number }
	/** A string that is never closed. */
	| { type: 'open'; at: number }
	/** Content of a stream from its first byte. */
	| { type: 'stream'; at: number; end: number };

/** Longer words and names are none of those that anybody looks for. */
const longest = 64;
const slash = 0x2f;
const objectWord = Buffer.from('obj', 'latin1');
const streamEnd = Buffer.from('endstream', 'latin1');

const blanks = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const delimiters = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));
const isRegular = (byte: number | undefined) => byte !== undefined && !blanks.has(byte) && !delimiters.has(byte);

/** `from` to `to` of a PDF, or of what was packed in it. */
export function* tokensOf(bytes: Buffer, from = 0, to = bytes.length): Generator<Token> {
	let last = '';
	for (let at = from; at < to; ) {
		const byte = bytes[at] ?? 0;
		if (blanks.has(byte)) {
			at++;
			continue;
		}
		if (byte === slash) {
			const { name, end } = readName(bytes, at + 1, to);
			yield { type: 'name', name, at };
			[at, last] = [end, ''];
			continue;
		}
		const closed = byte === 0x28 || byte === 0x25 ? closedEnd(bytes, at, to) : undefined;
		if (closed !== undefined) {
			// Nobody is led into what holds no object; an address on the web may have any name in it.
			if (bytes.subarray(at, closed).includes(objectWord)) yield* namesInside(bytes, at, closed);
			if (closed === to && byte === 0x28) yield { type: 'open', at };
			// A comment may stand anywhere, between a dictionary and its stream as well.
			[at, last] = [closed, byte === 0x25 ? last : ''];
			continue;
		}
		const { word, end } = readWord(bytes, at, to);
		if (word === 'stream' && last === '>>') {
			const start = contentStart(bytes, end);
			const found = bytes.indexOf(streamEnd, start);
			const stop = found < 0 || found > to ? to : found;
			yield { type: 'stream', at: start, end: stop };
			if (bytes.subarray(start, stop).includes(objectWord)) yield* namesInside(bytes, start, stop);
			[at, last] = [stop, ''];
			continue;
		}
		yield { type: 'word', word, at };
		[at, last] = [end, word];
	}
}

/** End of a string in brackets, which may hold others, or of a comment. */
function closedEnd(bytes: Buffer, from: number, to: number): number {
	if (bytes[from] === 0x25) {
		let at = from;
		while (at < to && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
		return at;
	}
	let depth = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at];
		if (byte === 0x5c) at++;
		else if (byte === 0x28) depth++;
		else if (byte === 0x29 && --depth === 0) return at + 1;
	}
	return to;
}

/** Names wherever a slash stands: an offset may lead a reader to any byte. */
export function* namesInside(bytes: Buffer, from: number, to: number): Generator<Token> {
	const part = bytes.subarray(from, to);
	for (let at = part.indexOf(slash); at >= 0; ) {
		const { name, end } = readName(bytes, from + at + 1, to);
		yield { type: 'inside', name, at: from + at, end };
		at = part.indexOf(slash, end - from);
	}
}

function readName(bytes: Buffer, from: number, to: number): { name: string; end: number } {
	let name = '';
	let at = from;
	while (at < to && isRegular(bytes[at])) {
		const byte = bytes[at] ?? 0;
		const high = byte === 0x23 && at + 2 < to ? hexOf(bytes[at + 1]) : -1;
		const low = high < 0 ? -1 : hexOf(bytes[at + 2]);
		if (name.length < longest) name += String.fromCharCode(low < 0 ? byte : high * 16 + low);
		at += low < 0 ? 1 : 3;
	}
	return { name, end: at };
}

function readWord(bytes: Buffer, from: number, to: number): { word: string; end: number } {
	const two = bytes.subarray(from, from + 2).toString('latin1');
	if (two === '<<' || two === '>>') return { word: two, end: from + 2 };
	let at = from;
	while (at < to && isRegular(bytes[at])) at++;
	// A single sign: a bracket, or one that a careless program left.
	if (at === from) return { word: String.fromCharCode(bytes[from] ?? 0), end: from + 1 };
	return { word: bytes.subarray(from, Math.min(at, from + longest)).toString('latin1'), end: at };
}

/** The content begins behind the end of the line, however that is written. */
function contentStart(bytes: Buffer, behindWord: number): number {
	let at = behindWord;
	if (bytes[at] === 0x0d) at++;
	if (bytes[at] === 0x0a) at++;
	return at;
}

/** Value of a hexadecimal digit given as its character's code; -1 for anything else. */
function hexOf(code = 0): number {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	const letter = code | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
