import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { errorCode } from '../../error-code.ts';
import { writeAll } from '../../files/write-all.ts';
import type { StreamCipher } from '../../keys/suite.ts';

/**
 * A file that is still arriving. It is stored enciphered under a key that only the phone's draft token completes:
 * neither a crash nor a stolen disk leaves anything readable, and any part can be read or continued.
 */
export interface PartFile {
	/** Bytes that have arrived. */
	size(): Promise<number>;
	/**
	 * Stores what comes, from `offset` on, until `chunks` ends or fails; `stored` hears up to where it is. Throws
	 * upload_conflict where another process went on from there meanwhile.
	 */
	append(
		offset: number,
		chunks: AsyncIterable<Uint8Array>,
		stored?: (position: number) => Promise<void>,
	): Promise<void>;
	stream(): ReadableStream<Uint8Array>;
}

/** The cipher of a file from a byte on. */
export type CipherAt = (offset: number) => StreamCipher;

/** Bytes of a file that have arrived; 0 where none has. */
export async function bytesOf(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return 0;
		throw error;
	}
}

/** One that arrives in a file of this machine. */
export function partFile(path: string, cipherAt: CipherAt): PartFile {
	return {
		size: () => bytesOf(path),
		async append(offset, chunks, stored) {
			const file = await open(path, offset === 0 ? 'w' : 'r+', 0o660);
			let position = offset;
			try {
				const cipher = cipherAt(offset);
				for await (const chunk of chunks) {
					await writeAll(file, cipher.update(chunk), position);
					position += chunk.length;
					await stored?.(position);
				}
			} finally {
				// The disk may refuse what it took before; the file is closed all the same.
				await file.datasync().finally(() => file.close());
			}
		},
		stream: () => Readable.toWeb(createReadStream(path).compose(cipherAt(0))) as ReadableStream<Uint8Array>,
	};
}
