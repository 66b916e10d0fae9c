import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { errorCode } from '../../error-code.ts';
import { writeAll } from '../../files/write-all.ts';
import type { StreamCipher } from '../../keys/suite.ts';

/**
 * A file that is still arriving. On disk it is enciphered under a key that only the phone's draft token completes:
 * neither a crash nor a stolen disk leaves anything readable, and any part can be read or continued.
 */
export interface PartFile {
	/** Bytes that have arrived. */
	size(): Promise<number>;
	/** Writes what comes, from `offset` on, until `chunks` ends or fails; resolves with the new size. */
	append(offset: number, chunks: AsyncIterable<Uint8Array>): Promise<number>;
	read(start: number, length: number): Promise<Buffer>;
	stream(): ReadableStream<Uint8Array>;
	remove(): Promise<void>;
}

/** Bytes of a file that have arrived; 0 where none has. */
export async function bytesOf(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return 0;
		throw error;
	}
}

export function partFile(path: string, cipherAt: (offset: number) => StreamCipher): PartFile {
	return {
		size: () => bytesOf(path),
		async append(offset, chunks) {
			const file = await open(path, offset === 0 ? 'w' : 'r+', 0o660);
			let position = offset;
			try {
				const cipher = cipherAt(offset);
				for await (const chunk of chunks) {
					await writeAll(file, cipher.update(chunk), position);
					position += chunk.length;
				}
				return position;
			} finally {
				// The disk may refuse what it took before; the file is closed all the same.
				await file.datasync().finally(() => file.close());
			}
		},
		async read(start, length) {
			const file = await open(path);
			try {
				const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
				return cipherAt(start).update(buffer.subarray(0, bytesRead));
			} finally {
				await file.close();
			}
		},
		stream: () => Readable.toWeb(createReadStream(path).compose(cipherAt(0))) as ReadableStream<Uint8Array>,
		remove: () => rm(path, { force: true }),
	};
}
