import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginDigest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';

/** In each build: its files and a digest of each, so that one that is lost, cut or emptied later is missed. */
export const listName = '.files';

/** A file of a build, by its path in it. */
interface ListedFile {
	path: string;
	digest: string;
}

/** Writes the list of a build whose digests are known. */
export async function writeList(site: string, files: ListedFile[]): Promise<void> {
	const lines = files.map(({ digest, path }) => `${digest} ${path}`);
	await writeFile(join(site, listName), lines.join('\n'), { flush: true });
}

/** The files of a build as it was made, each with its digest; none where it has no list. */
export async function listedFiles(site: string): Promise<Map<string, string>> {
	const list = join(site, listName);
	if (!existsSync(list)) return new Map();
	const listed = new Map<string, string>();
	for (const line of (await readFile(list, 'utf8')).split('\n')) {
		const [, digest, path] = /^(\S+) (.+)$/.exec(line) ?? [];
		if (digest !== undefined && path !== undefined) listed.set(path.replaceAll('\\', '/'), digest);
	}
	return listed;
}

/**
 * Whether every file of a build is there as it was made: a power cut may leave one with all its bytes, and each of them
 * zero. A build without such a list is of an earlier version.
 */
export async function isWhole(site: string): Promise<boolean> {
	const list = join(site, listName);
	if (!existsSync(list)) return false;
	for (const line of (await readFile(list, 'utf8')).split('\n')) {
		const [, digest, path = ''] = /^(\S+) (.+)$/.exec(line) ?? [];
		if (digest === undefined || (await digestOf(join(site, path)).catch(() => null)) !== digest) return false;
	}
	return true;
}

/** Files of two builds that are not the same in both. */
export async function differences(one: string, other: string): Promise<string[]> {
	const [a, b] = await Promise.all([listedFiles(one), listedFiles(other)]);
	return [...new Set([...a.keys(), ...b.keys()])].filter((file) => a.get(file) !== b.get(file)).sort();
}

/** The digest of one file. */
export async function digestOf(path: string): Promise<string> {
	return beginDigest(ownSuites)
		.update(await readFile(path))
		.end();
}
