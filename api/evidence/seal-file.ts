import type { Deps } from '../deps.ts';
import { beginDigest } from '../keys/digest.ts';

/**
 * Stores a file sealed to the operator, and to `recipients` where they are named, under the name `name`, so that it is
 * there as a whole or not at all; resolves with the digest of what went in.
 */
export async function sealFile(
	{ sealer, keys, files }: Pick<Deps, 'sealer' | 'keys' | 'files'>,
	source: ReadableStream<Uint8Array>,
	name: string,
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
	await files.storage.put(name, await sealer.sealStream(hashed, ...recipients));
	return digest.end();
}
