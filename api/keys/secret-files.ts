import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** Where a demonstration keeps the keys that it made. */
export function ownFiles({ dataDir }: Pick<Config, 'dataDir'>): { secretFile: string; identityFile: string } {
	const folder = join(dataDir, 'keys');
	return { secretFile: join(folder, 'portal.secret'), identityFile: join(folder, 'seal.identity') };
}

/** What a secret file holds; empty where it is not there. */
export function readSecret(path: string): string {
	return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** Writes a secret file that is whole and on disk before it has its name. */
export function writeSecret(path: string, secret: string): void {
	mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
	writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600, flush: true });
	renameSync(`${path}.new`, path);
	keepName(join(path, '..'));
}

/** The name must be on disk before anything is written under the key. */
function keepName(folder: string): void {
	if (process.platform === 'win32') return;
	const opened = openSync(folder, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
