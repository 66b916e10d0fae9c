import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../error-code.ts';

/** Below DATA_DIR: files that the database knows nothing of. People decide about them. */
const setAsideName = 'set-aside';

/**
 * Moves a file of DATA_DIR, named by its path in it, below the folder of what was set aside, in place of an earlier one
 * of that name. Nothing is ever deleted for being unknown: the database may be an older one than the file.
 */
export async function setAside(dataDir: string, path: string): Promise<void> {
	const from = join(dataDir, path);
	const to = join(dataDir, setAsideName, path);
	await mkdir(dirname(to), { recursive: true });
	try {
		await rename(from, to);
	} catch (error) {
		// A folder of it may be a link to another disk.
		if (errorCode(error) !== 'EXDEV') throw error;
		await copyFile(from, to);
		const copy = await open(to, 'r+');
		await copy.sync().finally(() => copy.close());
		await rm(from);
	}
}
