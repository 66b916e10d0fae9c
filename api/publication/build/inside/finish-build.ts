import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { listFiles } from '../site-files.ts';
import { packFile } from './pack-file.ts';

/** As many as libuv has threads. */
const atOnce = 4;

/** Makes a built folder ready to be served: packs what gets smaller, and lists all of it. */
export async function finishBuild(folder: string): Promise<void> {
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const inTurn = pLimit(atOnce);
	await inTurn.map(
		files.filter((entry) => entry.isFile()),
		(entry) => packFile(join(entry.parentPath, entry.name)),
	);
	await listFiles(folder);
}
