import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In each build: its files and a hash of each, so that one that is lost, cut or emptied later is missed. */
const listName = '.files';

/** Lists the files of a finished build. */
export async function listFiles(site: string): Promise<void> {
	const lines: string[] = [];
	for (const entry of await readdir(site, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		lines.push(`${await hashOf(path)} ${path.slice(site.length + 1)}`);
	}
	await writeFile(join(site, listName), lines.join('\n'), { flush: true });
}

/**
 * Whether every file of a build is there as it was made: a power cut may leave one with all its bytes, and each of them
 * zero. A build without such a list is of an earlier version.
 */
export async function isWhole(site: string): Promise<boolean> {
	const list = join(site, listName);
	if (!existsSync(list)) return false;
	for (const line of (await readFile(list, 'utf8')).split('\n')) {
		const [, hash, path = ''] = /^([0-9a-f]{64}) (.+)$/.exec(line) ?? [];
		if (hash === undefined || (await hashOf(join(site, path)).catch(() => null)) !== hash) return false;
	}
	return true;
}

async function hashOf(path: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}
