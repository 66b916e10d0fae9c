import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { Storage } from '../../files/storage.ts';
import { beginDigest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';
import { BuildManifest, nameOfFile, nameOfList } from './build-manifest.ts';
import type { SharedBuild } from './shared-builds.ts';
import { digestOf, listedFiles, writeList } from './site-files.ts';

const atOnce = 16;

/** What came is not what the database names: somebody else wrote it, or it was cut. */
export class ForeignBuild extends Error {
	override readonly name = 'ForeignBuild';
}

/**
 * Fetches a build below `home`, under its name, once each of its files is there as it was made; what `current` has is
 * taken from there. Throws ForeignBuild, NotStored, StorageAway.
 */
export async function fetchBuild(
	storage: Storage,
	{ home, current }: { home: string; current: string },
	{ name, digest }: SharedBuild,
): Promise<void> {
	if (existsSync(join(home, name))) return;
	const text = await new Response(await storage.get(nameOfList(name))).text();
	if (beginDigest(ownSuites).update(text).end() !== digest) throw new ForeignBuild(name);
	const { files, fingerprint } = BuildManifest.parse(JSON.parse(text));
	// Several processes of one folder may fetch it at the same moment.
	const unfinished = join(home, `fetching-${name}-${process.pid}`);
	await rm(unfinished, { recursive: true, force: true });
	try {
		const here = await pathsByDigest(current);
		const inTurn = pLimit(atOnce);
		await inTurn.map(files, async (file) => {
			const to = join(unfinished, file.path);
			await mkdir(dirname(to), { recursive: true });
			const own = here.get(file.digest);
			if (own !== undefined && (await take(join(current, own), to, file.digest))) return;
			await writeFile(to, await storage.get(nameOfFile(file.digest)));
			if ((await digestOf(to)) !== file.digest) throw new ForeignBuild(file.path);
		});
		await alignPacked(unfinished, files);
		await writeList(unfinished, files);
		if (fingerprint !== null) await writeFile(join(unfinished, '.fingerprint'), fingerprint);
		await rename(unfinished, join(home, name));
	} catch (error) {
		if (existsSync(join(home, name))) return;
		throw error;
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
}

/** A packed form is served only with the moment of its file, which is that of its coming here. */
async function alignPacked(folder: string, files: BuildManifest['files']): Promise<void> {
	const paths = new Set(files.map(({ path }) => path));
	for (const form of paths) {
		const file = form.replace(/\.(?:br|gz)$/, '');
		if (file === form || !paths.has(file)) continue;
		const { atime, mtimeMs } = await stat(join(folder, file));
		await utimes(join(folder, form), atime, new Date(Math.floor(mtimeMs)));
	}
}

async function pathsByDigest(current: string): Promise<Map<string, string>> {
	return new Map([...(await listedFiles(current))].map(([path, digest]) => [digest, path]));
}

/** A second name for a file that is here; false where it is not what it was any more. */
async function take(from: string, to: string, digest: string): Promise<boolean> {
	try {
		// A system may allow no second name for a file of another user.
		await link(from, to).catch(() => copyFile(from, to));
		if ((await digestOf(to)) === digest) return true;
	} catch {
		// Gone: taken off the site, or lost.
	}
	await rm(to, { force: true });
	return false;
}
