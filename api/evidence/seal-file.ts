import { open, rename } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import { writeAll } from '../files/write-all.ts';
import { beginDigest } from '../keys/digest.ts';
import { unfinished } from './evidence-files.ts';

/**
 * Writes a file sealed to the operator, and to `recipients` where they are named, so that it is there as a whole or not
 * at all; resolves with the digest of what went in.
 */
export async function sealFile(
	{ sealer, keys }: Pick<Deps, 'sealer' | 'keys'>,
	source: ReadableStream<Uint8Array>,
	path: string,
	...recipients: string[]
): Promise<string> {
	const digest = beginDigest(keys.suites);
	const hashed = source.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				digest.update(chunk);
				controller.enqueue(chunk);
			},
		}),
	);
	const file = await open(unfinished(path), 'w', 0o660);
	try {
		for await (const chunk of await sealer.sealStream(hashed, ...recipients)) await writeAll(file, chunk);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(unfinished(path), path);
	return digest.end();
}
