import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of all files below the given paths and of the settings: the same hash, the same build. */
export function fingerprint(paths: string[], settings: string[]): string {
	const hash = createHash('sha256');
	for (const setting of settings) hash.update(`${setting}\0`);
	for (const path of paths) addPath(hash, path);
	return hash.digest('hex').slice(0, 16);
}

function addPath(hash: ReturnType<typeof createHash>, path: string): void {
	if (!existsSync(path)) return;
	if (statSync(path).isFile()) {
		hash.update(`${path}\0`).update(readFileSync(path));
		return;
	}
	for (const name of readdirSync(path).sort()) {
		if (!name.startsWith('.') && !name.endsWith('.tmp')) addPath(hash, join(path, name));
	}
}
