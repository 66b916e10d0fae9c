import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beginDigest, type Digest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';

/** A digest of all files below the given paths and of the settings, fit for a file name: the same digest, the same build. */
export function fingerprint(paths: string[], settings: string[]): string {
	const digest = beginDigest(ownSuites);
	for (const setting of settings) digest.update(`${setting}\0`);
	for (const [nth, path] of paths.entries()) addPath(digest, path, String(nth));
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
