import { Refused } from '../refused.ts';
import { hasMarkup } from './markup.ts';

const archives = [
	'PK\x03\x04',
	'PK\x05\x06',
	'Rar!\x1a\x07',
	'7z\xbc\xaf\x27\x1c',
	'\xfd7zXZ\x00',
	'\x1f\x8b\x08',
	'BZh',
	'MSCF\x00',
];
const programs = ['MZ', '\x7fELF', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', '#!', 'dex\n'];
const wholeMarkup = /^(?:\xef\xbb\xbf)?\s*(?:<[?!a-z]|\{\\rtf|%!ps)/i;
/** Readers of archives look for their directory in the last 64 KiB. */
const zipTail = 65_557;

/** Says what a file that is none of ours is, where that helps the person. */
export function refuseWhole(head: Buffer, mime: string | undefined): void {
	if (startsWith(head, archives) || /zip|rar|7z|tar|gzip|bzip|compress|xz|cab|openxml|opendocument/.test(mime ?? '')) {
		throw new Refused('archive');
	}
	if (startsWith(head, programs) || /executable|msdownload|elf|mach-binary|java-vm/.test(mime ?? '')) {
		throw new Refused('program');
	}
	if (wholeMarkup.test(head.toString('latin1'))) throw new Refused('markup');
}

/** Refuses a file that is another one as well. `end`: where the file ends by its own account. */
export function refuseAppended(bytes: Buffer, end: number, isPdf: boolean): void {
	const behind = skipPadding(bytes, end);
	if (startsWith(behind, [...archives, ...programs]) || hasZipDirectory(bytes)) throw new Refused('appended');
	if (bytes.includes('Rar!\x1a\x07', 0, 'latin1') || bytes.includes('7z\xbc\xaf\x27\x1c', 0, 'latin1')) {
		throw new Refused('appended');
	}
	if (!isPdf && bytes.includes('%PDF-')) throw new Refused('appended');
	if (hasMarkup(bytes)) throw new Refused('appended');
}

/** The same for a box that players skip, in a file too large to hold. */
export function refuseHidden(bytes: Buffer): void {
	if (startsWith(skipPadding(bytes, 0), [...archives, ...programs])) throw new Refused('appended');
	refuseHiddenBehind(bytes);
}

/** The same for the end of such a file, which begins anywhere: its first bytes mean nothing. */
export function refuseHiddenBehind(bytes: Buffer): void {
	if (hasZipDirectory(bytes) || bytes.includes('%PDF-') || hasMarkup(bytes)) throw new Refused('appended');
}

/** The end record of a ZIP that points to a directory, or reaches exactly to the end of the file. */
function hasZipDirectory(bytes: Buffer): boolean {
	const tail = bytes.subarray(-zipTail);
	for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
		if (at + 22 <= tail.length) {
			const directory = tail.length - (tail.length - at) - tail.readUInt32LE(at + 12);
			const points = bytes.length - tail.length + directory;
			if (at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
			if (points >= 0 && bytes.subarray(points, points + 4).toString('latin1') === 'PK\x01\x02') return true;
		}
		if (at === 0) return false;
		at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
	}
	return false;
}

function skipPadding(bytes: Buffer, from: number): Buffer {
	let at = from;
	while (at < bytes.length && (bytes[at] === 0 || bytes[at] === 0x0a || bytes[at] === 0x0d)) at++;
	return bytes.subarray(at);
}

function startsWith(bytes: Buffer, signatures: string[]): boolean {
	const start = bytes.subarray(0, 8).toString('latin1');
	return signatures.some((signature) => start.startsWith(signature));
}
