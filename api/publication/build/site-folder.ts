import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, chown, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Link to the site that is up, below the folder of all builds. */
export function siteFolder(home: string): string {
	return join(home, 'current');
}

/**
 * While it is there, no process may serve the site: something that was withdrawn could not be taken off it. A file, since
 * the public side may be another process than the one that found this out.
 */
const closedName = 'closed';

export function isSiteClosed(home: string): boolean {
	return existsSync(join(home, closedName));
}

/** Throws where the disk refuses. */
export function setSiteClosed(home: string, closed: boolean): void {
	if (closed) writeFileSync(join(home, closedName), '');
	else rmSync(join(home, closedName), { force: true });
}

const setGroup = 0o2000;

/**
 * Gives what will be made in a folder the group of another one, where that hands its own down: the user of the public side
 * reads what is moved there by it.
 */
export async function shareGroup(folder: string, like: string): Promise<void> {
	const { gid, mode } = await stat(like);
	if (process.platform === 'win32' || (mode & setGroup) === 0) return;
	await chown(folder, -1, gid);
	await chmod(folder, mode & 0o7777);
}
