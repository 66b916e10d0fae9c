import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all of `bytes`, from `position` on where one is given. A disk that is nearly full takes a part and says so by
 * its count alone; the next try brings the error. Throws what the system throws, with nothing more written.
 */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null = null): Promise<void> {
	for (let done = 0; done < bytes.length; ) {
		const at = position === null ? null : position + done;
		const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
		if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
		done += bytesWritten;
	}
}
