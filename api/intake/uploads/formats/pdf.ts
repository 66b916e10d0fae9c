import { inflateSync } from 'node:zlib';
import { refusals } from '../refusals.ts';

/** Names of what a reader would run, open or unpack. */
const active = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z])/;
const shortActive = /\/(?:JS|XFA|AA)(?=[\s(<[/])/;
const stream = /stream\r?\n[\s\S]*?endstream/g;
/** Objects that are themselves kept compressed. */
const packedObjects = /\/ObjStm[\s\S]{0,400}?stream\r?\n/g;
const mostUnpacked = 50_000_000;

/** Checks that a PDF is complete, open, and only paper: no script, no attachment, nothing that starts by itself. */
export function checkPdf(bytes: Buffer): number {
	const text = bytes.toString('latin1');
	if (!text.slice(-1024).includes('%%EOF') || !text.includes('startxref')) throw refusals.truncated();
	if (/\/Encrypt(?![A-Za-z])/.test(text)) throw refusals.lockedPdf();
	const outside = text.replace(stream, '');
	const objects = [outside, ...unpack(bytes, text)].map(plainNames);
	if (active.test(plainNames(text)) || objects.some((object) => active.test(object) || shortActive.test(object))) {
		throw refusals.activePdf();
	}
	return bytes.length;
}

/** What stands in compressed objects. One that does not open is refused: nobody can say what is in it. */
function unpack(bytes: Buffer, text: string): string[] {
	let left = mostUnpacked;
	return Array.from(text.matchAll(packedObjects), (found) => {
		try {
			const unpacked = inflateSync(bytes.subarray(found.index + found[0].length), { maxOutputLength: left });
			left -= unpacked.length;
			return unpacked.toString('latin1');
		} catch {
			throw refusals.damaged();
		}
	});
}

/** `/#4a#53` is another way to write `/JS`. */
function plainNames(text: string): string {
	return text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
