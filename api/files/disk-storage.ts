import { createReadStream, type Dirent } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { errorCode } from '../error-code.ts';
import { type ByteRange, NotStored, type Storage, type StoredFile } from './storage.ts';
import { writeAll } from './write-all.ts';

/** Ending of a file while it is being written. */
const unfinishedEnding = '.new';

/** A disk also has files that a crash left half-written. */
export interface DiskStorage extends Storage {
	/** Removes what was never finished of files with these names. */
	removeUnfinished(names: string[]): Promise<void>;
}

/** Files below a folder of this machine, which is made where it is missing. A name is the path in it. */
export function diskStorage(folder: string): DiskStorage {
	const pathOf = (name: string) => join(folder, ...name.split('/'));
	return {
		put: (name, source) =>
			writeWhole(pathOf(name), async (beside) => {
				const file = await open(beside, 'w', 0o660);
				try {
					for await (const chunk of source) await writeAll(file, chunk);
					await file.sync();
				} finally {
					await file.close();
				}
			}),
		async get(name, range) {
			const file = await open(pathOf(name)).catch(orNotStored);
			return readFrom(file, range);
		},
		size: (name) =>
			stat(pathOf(name)).then(
				({ size }) => size,
				(error: unknown) => {
					if (errorCode(error) === 'ENOENT') return null;
					throw error;
				},
			),
		copy: (from, to) =>
			writeWhole(pathOf(to), async (beside) => {
				await copyFile(pathOf(from), beside).catch(orNotStored);
				await syncFile(beside, 'r+');
			}),
		async remove(names) {
			await removeAll([...names, ...names.map(unfinished)].map(pathOf));
		},
		removeUnfinished: (names) => removeAll(names.map(unfinished).map(pathOf)),
		list: (prefix) => listFolder(folder, prefix),
		answers: async () => true,
	};
}

/** Writes beside the file and renames, so that a crash leaves the old or the new one, whole. */
async function writeWhole(path: string, write: (beside: string) => Promise<void>): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o770 });
	await write(unfinished(path));
	await rename(unfinished(path), path);
	// The new name is on disk once its folder is. Windows opens no folders.
	if (process.platform !== 'win32') await syncFile(dirname(path), 'r');
}

const unfinished = (path: string): string => `${path}${unfinishedEnding}`;

async function removeAll(paths: string[]): Promise<void> {
	await Promise.all(paths.map((path) => rm(path, { force: true })));
}

async function syncFile(path: string, flags: 'r' | 'r+'): Promise<void> {
	const file = await open(path, flags);
	await file.sync().finally(() => file.close());
}

function readFrom(file: FileHandle, range: ByteRange | undefined): ReadableStream<Uint8Array> {
	const part = range && { start: range.start, end: range.start + range.length - 1 };
	return Readable.toWeb(createReadStream('', { fd: file, ...part })) as ReadableStream<Uint8Array>;
}

function orNotStored(error: unknown): never {
	throw errorCode(error) === 'ENOENT' ? new NotStored() : error;
}

/** `prefix` begins with the folder that is read, e.g. `sealed/` or `sealed/0192`; folders in it are read, too. */
async function* listFolder(root: string, prefix: string): AsyncGenerator<StoredFile> {
	const parent = prefix.slice(0, prefix.lastIndexOf('/') + 1);
	for (const entry of await entriesOf(join(root, parent))) {
		const name = `${parent}${entry.name}`;
		if (entry.isDirectory() && `${name}/`.startsWith(prefix)) yield* listFolder(root, `${name}/`);
		if (!entry.isFile() || !name.startsWith(prefix)) continue;
		const found = await stat(join(root, name)).catch(unlessMissing);
		// Removed since the folder was read.
		if (!found) continue;
		const whole = !name.endsWith(unfinishedEnding);
		yield {
			name: whole ? name : name.slice(0, -unfinishedEnding.length),
			writtenAt: found.mtimeMs,
			whole,
		};
	}
}

async function entriesOf(folder: string): Promise<Dirent[]> {
	try {
		return await readdir(folder, { withFileTypes: true });
	} catch (error) {
		return unlessMissing(error) ?? [];
	}
}

function unlessMissing(error: unknown): null {
	if (errorCode(error) === 'ENOENT') return null;
	throw error;
}
