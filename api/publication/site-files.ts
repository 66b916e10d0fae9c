import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In each build: its files and their bytes, so that one that is lost or cut later is missed. */
const listName = '.files';

/** Lists the files of a finished build. */
export async function listFiles(site: string): Promise<void> {
	const lines: string[] = [];
	for (const entry of await readdir(site, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		lines.push(`${(await stat(path)).size} ${path.slice(site.length + 1)}`);
	}
	await writeFile(join(site, listName), lines.join('\n'));
}

/** Whether every file of a build is there with all its bytes. A build without a list is of an earlier version. */
export async function isWhole(site: string): Promise<boolean> {
	const list = join(site, listName);
	if (!existsSync(list)) return false;
	for (const line of (await readFile(list, 'utf8')).split('\n')) {
		const [, size, path = ''] = /^(\d+) (.+)$/.exec(line) ?? [];
		const found = await stat(join(site, path)).catch(() => null);
		if (found?.size !== Number(size)) return false;
	}
	return true;
}
