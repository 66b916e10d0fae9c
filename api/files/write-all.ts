import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all of `bytes`, at `position` where one is given. A disk that is nearly full writes a part and reports only the
 * count; the next write then fails. Throws the system's error.
 */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null = null): Promise<void> {
	for (let done = 0; done < bytes.length; ) {
		const at = position === null ? null : position + done;
		const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
		if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
		done += bytesWritten;
	}
}
