import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { encodings } from '../../../http/accepted-encoding.ts';
import { packable } from '../../../http/built-files.ts';

const inGzip = promisify(gzip);
const inBrotli = promisify(brotliCompress);

/** Smaller files fit into one packet as they are. */
const least = 512;
/** Beyond this the last per cent takes twenty times as long. */
const brotliQuality = 6;

/**
 * Writes the packed forms of a built file beside it, so that serving it takes no work. Each gets the moment of its file:
 * that is how the server knows that they belong together. Resolves with the paths of what it wrote.
 */
export async function packFile(path: string): Promise<string[]> {
	if (!packable.test(path)) return [];
	const [{ mtimeMs, atime }, bytes] = await Promise.all([stat(path), readFile(path)]);
	if (bytes.length < least) return [];
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: brotliQuality,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	};
	const forms = [
		[path + encodings.br, await inBrotli(bytes, { params })],
		[path + encodings.gzip, await inGzip(bytes)],
	] as const;
	for (const [form, packed] of forms) {
		await writeFile(form, packed);
		await utimes(form, atime, new Date(Math.floor(mtimeMs)));
	}
	return forms.map(([form]) => form);
}
