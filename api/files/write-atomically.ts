import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file under another name and renames it once it is on disk: a crash leaves the old or the new file, whole. */
export async function writeAtomically(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const unfinished = `${path}.tmp`;
	const file = await open(unfinished, 'w');
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(unfinished, path);
}
