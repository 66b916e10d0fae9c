/** The first bytes of a PDF may stand behind what copiers and printers put before it, no further than this. */
const startWithin = 1024;
const header = Buffer.from('%PDF-', 'latin1');
export const lastLine = Buffer.from('%%EOF', 'latin1');
const byteOrderMark = Buffer.from('\xef\xbb\xbf', 'latin1');
/** Universal exit language: begins and ends a print job. */
const printJob = Buffer.from('\x1b%-12345X', 'latin1');

/** Where a PDF begins in the first bytes of a file: at once, or behind blanks, a byte order mark or a print job; else -1. */
export function pdfStart(head: Buffer): number {
	const at = head.subarray(0, startWithin + header.length).indexOf(header);
	if (at <= 0) return at;
	const before = head.subarray(0, at);
	if (before.subarray(0, printJob.length).equals(printJob)) return at;
	const mark = before.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0;
	return before.subarray(mark).every(isPadding) ? at : -1;
}

/** Where its last line ends, with what fills a block or ends a print job taken off. */
export function pdfEnd(bytes: Buffer): number {
	const end = withoutPadding(bytes, bytes.length);
	const job = bytes.lastIndexOf(printJob);
	// A print job says a few words behind the last line.
	const isBehind = job > bytes.lastIndexOf(lastLine) && end - job <= startWithin;
	return isBehind ? withoutPadding(bytes, job) : end;
}

function withoutPadding(bytes: Buffer, from: number): number {
	let end = from;
	while (end > 0 && isPadding(bytes[end - 1])) end--;
	return end;
}

function isPadding(byte = -1): boolean {
	return byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
