import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginDigest, type Digest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';

/** A digest of all files below the given paths and of the settings, fit for a file name: the same digest, the same build. */
export function fingerprint(paths: string[], settings: string[]): string {
	const digest = beginDigest(ownSuites);
	for (const setting of settings) digest.update(`${setting}\0`);
	for (const [nth, path] of paths.entries()) addPath(digest, path, String(nth));
	return nameOf(digest);
}

/** The same of one folder that may hold tens of thousands of files: a file at a time, so that nobody waits for it. */
export async function fingerprintApart(folder: string): Promise<string> {
	const digest = beginDigest(ownSuites);
	const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
	const names = entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.tmp'))
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
		.sort();
	for (const name of names) digest.update(`${name}\0`).update(await readFile(join(folder, name)));
	return nameOf(digest);
}

function nameOf(digest: Digest): string {
	const [suite, hex = ''] = digest.end().split(':');
	return `${suite}-${hex.slice(0, 16)}`;
}

/** By their names below the given paths: another machine may have them elsewhere. */
function addPath(digest: Digest, path: string, name: string): void {
	if (!existsSync(path)) return;
	if (statSync(path).isFile()) {
		digest.update(`${name}\0`).update(readFileSync(path));
		return;
	}
	for (const entry of readdirSync(path).sort()) {
		if (!entry.startsWith('.') && !entry.endsWith('.tmp')) addPath(digest, join(path, entry), `${name}/${entry}`);
	}
}
