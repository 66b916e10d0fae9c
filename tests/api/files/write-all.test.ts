import type { FileHandle } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { writeAll } from '../../../api/files/write-all.ts';

/** A disk that takes little at a time, and nothing more once it is full. */
function nearlyFull(space: number) {
	const written: number[] = [];
	const write = async (bytes: Uint8Array, offset: number, length: number) => {
		const taken = Math.min(3, length, space - written.length);
		written.push(...bytes.subarray(offset, offset + taken));
		return { bytesWritten: taken, buffer: bytes };
	};
	return { written, file: { write } as unknown as FileHandle };
}

test('what a disk takes in parts is written whole', async () => {
	const { file, written } = nearlyFull(100);
	await writeAll(file, Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
	expect(written).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a disk that takes a part and then no more is full, and nothing passes for whole', async () => {
	const { file } = nearlyFull(4);
	await expect(writeAll(file, Uint8Array.from([1, 2, 3, 4, 5]))).rejects.toMatchObject({ code: 'ENOSPC' });
});
