import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beginDigest, type Digest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';

/** A digest of all files below the given paths and of the settings, fit for a file name: the same digest, the same build. */
export function fingerprint(paths: string[], settings: string[]): string {
	const digest = beginDigest(ownSuites);
	for (const setting of settings) digest.update(`${setting}\0`);
	for (const path of paths) addPath(digest, path);
	const [suite, hex = ''] = digest.end().split(':');
	return `${suite}-${hex.slice(0, 16)}`;
}

function addPath(digest: Digest, path: string): void {
	if (!existsSync(path)) return;
	if (statSync(path).isFile()) {
		digest.update(`${path}\0`).update(readFileSync(path));
		return;
	}
	for (const name of readdirSync(path).sort()) {
		if (!name.startsWith('.') && !name.endsWith('.tmp')) addPath(digest, join(path, name));
	}
}
