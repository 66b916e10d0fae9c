import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** A container's may be far smaller: then the disk serves, and a portal there is not short of room. */
const enough = 4_000_000_000;

/**
 * A new, empty data folder, in memory where the machine has plenty: each transaction of a portal waits for its disk, and
 * thousands of them that nobody will ever read again would take minutes.
 */
export function newDataFolder(): string {
	return mkdtempSync(join(hasMemory() ? memory : tmpdir(), 'portal-'));
}

function hasMemory(): boolean {
	if (!existsSync(memory)) return false;
	const { bavail, bsize } = statfsSync(memory);
	return bavail * bsize > enough;
}
