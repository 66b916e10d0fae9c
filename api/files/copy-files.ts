import { diskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

/** What was copied from one storage into another. */
export interface CopiedFiles {
	files: number;
	/** Of these, how many were there before. */
	already: number;
}

/**
 * Copies every file whose name begins so, and looks whether each is there as long as it was. Begun anew it goes on where
 * it stopped: a file is there as a whole or not at all. Throws what either storage does, or Error where one is cut.
 */
export async function copyFiles(from: Storage, to: Storage, prefix: string): Promise<CopiedFiles> {
	const copied: CopiedFiles = { files: 0, already: 0 };
	for await (const { name, whole } of from.list(prefix)) {
		if (!whole) continue;
		const size = await from.size(name);
		// Removed meanwhile, as a reporter may.
		if (size === null) continue;
		if ((await to.size(name)) === size) copied.already++;
		else await to.put(name, await from.get(name));
		if ((await to.size(name)) !== size) throw new Error('a file was cut on the way');
		copied.files++;
	}
	return copied;
}

/** Whether there is a whole file on the disk below this folder. */
export async function hasFiles(dataDir: string, prefix: string): Promise<boolean> {
	for await (const { whole } of diskStorage(dataDir).list(prefix)) if (whole) return true;
	return false;
}
