import { readSync } from 'node:fs';
import { findFormat } from './find-format.ts';
import { incoming } from './incoming.ts';
import { Refused } from './refused.ts';
import type { Found, InsideRules } from './rules.ts';
import { sendFrame } from './send-frame.ts';

/**
 * Inspects one untrusted file, in a process that `../confined.ts` starts: without network, environment, keys or write
 * access, within limits of time and memory. The file arrives on standard input; its format, or why it is refused, and
 * then the pictures made of it are written to standard output.
 */
const [size = '', rulesText = ''] = process.argv.slice(2);
const rules: InsideRules = JSON.parse(rulesText);
const standardInput = 0;
const fromPipe = incoming(Number(size), (into, offset, length) => readSync(standardInput, into, offset, length, null));

const found = await find();
if (found) await draw(found);

async function find(): Promise<(Found & { bytes: Buffer | null }) | undefined> {
	try {
		const { bytes, ...what } = await findFormat(rules, fromPipe);
		await sendFrame({ type: 'found', ...what });
		return { bytes, ...what };
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		await sendFrame({ type: 'refused', reason: error.reason, kind: error.kind });
		return undefined;
	}
}

/** A file that cannot be drawn has no pictures, but is accepted all the same. */
async function draw({ kind, format, bytes }: Found & { bytes: Buffer | null }): Promise<void> {
	if (!bytes || (kind !== 'picture' && kind !== 'document')) return;
	if (kind === 'picture') {
		// Decoded before sharp is loaded: both together would take more memory than there is.
		const picture = format === 'heic' ? (await import('./draw/heic.ts')).decodeHeic(rules, bytes) : bytes;
		const { drawPicture } = await import('./draw/picture.ts');
		await sendFrame({ type: 'picture', bytes: await drawPicture(rules, picture) });
		return;
	}
	const { drawPdf } = await import('./draw/pdf.ts');
	const { count, pictures } = await drawPdf(rules, bytes);
	await sendFrame({ type: 'pages', count });
	for await (const picture of pictures) await sendFrame({ type: 'picture', bytes: picture });
}
