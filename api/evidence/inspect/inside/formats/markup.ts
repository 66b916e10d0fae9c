import { isUtf8 } from 'node:buffer';

/** What a browser or a server might run or draw as a page: elements, and what must follow their name. */
const elements = ['script', 'iframe', 'object', 'embed', 'html', 'svg'].map((name) => Buffer.from(name, 'latin1'));
const html = Buffer.from('html', 'latin1');
const doctype = Buffer.from('!doctype', 'latin1');
const php = Buffer.from('?php', 'latin1');
/** How many bytes behind `<svg` or `<html` are looked at: these stand by chance in one photo of a thousand. */
const wordsBehind = 8;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const isBlank = (byte: number | undefined) => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);

/** True where a page, a script or a drawing in words stands anywhere in the bytes. Looks at each byte once. */
export function hasMarkup(bytes: Buffer): boolean {
	for (let at = bytes.indexOf(lessThan); at >= 0; at = bytes.indexOf(lessThan, at + 1)) {
		const name = elements.find((each) => startsAt(bytes, at + 1, each)) ?? longer(bytes, at + 1);
		if (!name) continue;
		if (isElement(bytes, name, at + 1 + name.length)) return true;
	}
	return false;
}

function isElement(bytes: Buffer, name: Buffer, end: number): boolean {
	if (name === doctype) return isOfPage(bytes, end);
	if (name === php) return isBlank(bytes[end]);
	if (!isBlank(bytes[end]) && bytes[end] !== greaterThan) return false;
	return name.length > html.length || isText(bytes.subarray(end, end + wordsBehind));
}

/** What a browser would read on with: letters of any script, blanks and signs. */
function isText(bytes: Buffer): boolean {
	if (bytes.some((byte) => byte < 0x20 && !isBlank(byte))) return false;
	// A letter of several bytes may be cut at the end.
	return [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))));
}

/** Other documents than pages begin so as well, such as the lists that a phone writes into its films. */
function isOfPage(bytes: Buffer, from: number): boolean {
	let at = from;
	while (isBlank(bytes[at])) at++;
	return at > from && startsAt(bytes, at, html);
}

function longer(bytes: Buffer, at: number): Buffer | undefined {
	if (startsAt(bytes, at, php)) return php;
	return startsAt(bytes, at, doctype) ? doctype : undefined;
}

/** In capitals or small letters alike. */
function startsAt(bytes: Buffer, at: number, name: Buffer): boolean {
	for (let index = 0; index < name.length; index++) {
		const byte = bytes[at + index];
		if (byte === undefined) return false;
		const small = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
		if (small !== name[index]) return false;
	}
	return true;
}
