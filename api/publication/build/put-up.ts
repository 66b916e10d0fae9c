import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, traceOf } from '../../log.ts';
import { siteFolder } from './site-folder.ts';

/** Makes a build the one that is up: one rename replaces the link. */
export async function putUp(home: string, name: string): Promise<void> {
	const folder = siteFolder(home);
	const link = join(home, `next-${process.pid}`);
	await rm(link, { force: true });
	// A folder in place of the link comes from a copy that followed it.
	if (existsSync(folder) && !lstatSync(folder).isSymbolicLink()) await rm(folder, { recursive: true });
	await symlink(name, link, process.platform === 'win32' ? 'junction' : 'dir');
	await rename(link, folder);
}

/**
 * Removes all builds but the one that is up: an older one may hold what was withdrawn since. A file that is just being
 * read is read to its end; on Windows it stays until the next build.
 */
export async function removeOthers(home: string, name: string, log: Log): Promise<void> {
	for (const old of readdirSync(home).filter((each) => each.startsWith('build-') && each !== name)) {
		try {
			await rm(join(home, old), { recursive: true, force: true, maxRetries: 3 });
		} catch (error) {
			log.error({ event: 'site.old-build-kept', ...traceOf(error) });
		}
	}
}

/** Name of the build that is up; null before the first. */
export function buildThatIsUp(home: string): string | null {
	try {
		return readlinkSync(siteFolder(home));
	} catch {
		return null;
	}
}
