import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { BaseDeps } from '../../base-deps.ts';
import type { Storage } from '../../files/storage.ts';
import { beginDigest } from '../../keys/digest.ts';
import { ownSuites } from '../../keys/suites.ts';
import { BuildManifest, nameOfFile, nameOfList, sharedFiles, sharedLists } from './build-manifest.ts';
import { isLast, publishSharedBuild, type SharedBuild, sharedBuilds } from './shared-builds.ts';
import { digestOf, listedFiles } from './site-files.ts';

/** What builds are shared with. */
export interface ShareDeps extends Pick<BaseDeps, 'db' | 'now' | 'log'> {
	storage: Storage;
}

const atOnce = 16;

/** A build that is not as it was made, and not without what was taken from it either: it goes to nobody. */
export class DamagedBuild extends Error {
	override readonly name = 'DamagedBuild';
}

/**
 * Puts a finished build into the storage, each file that is not there yet and then their list, and makes it the one that
 * is up everywhere. Throws DamagedBuild, StorageAway.
 */
export async function shareBuild(deps: ShareDeps, folder: string, { nr, name }: Omit<SharedBuild, 'digest'>) {
	const { storage, db, log } = deps;
	const manifest = await manifestOf(folder);
	const there = await namesBelow(storage, sharedFiles);
	const missing = new Map(manifest.files.map(({ path, digest }) => [nameOfFile(digest), path]));
	for (const file of there) missing.delete(file);
	const inTurn = pLimit(atOnce);
	await inTurn.map([...missing], async ([file, path]) => {
		const bytes = await readFile(join(folder, path));
		// Something may just have been taken off it.
		if (nameOfFile(beginDigest(ownSuites).update(bytes).end()) !== file) throw new DamagedBuild(path);
		await storage.put(file, once(bytes));
	});
	const list = Buffer.from(JSON.stringify(manifest));
	await storage.put(nameOfList(name), once(list));
	const [before] = await sharedBuilds(db.read);
	const digest = beginDigest(ownSuites).update(list).end();
	await publishSharedBuild(deps, { nr, name, digest }, before?.nr ?? nr);
	log.info({ event: 'site.shared', files: manifest.files.length, fresh: missing.size });
	if (await isLast(db.read, nr)) await removeUnused(storage, manifest, [name, ...(before ? [before.name] : [])]);
}

async function manifestOf(folder: string): Promise<BuildManifest> {
	const print = join(folder, '.fingerprint');
	const fingerprint = existsSync(print) ? await readFile(print, 'utf8') : null;
	const listed = await listedFiles(folder);
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = found
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll('\\', '/'),
		)
		.filter((path) => !path.split('/').some((part) => part.startsWith('.')));
	const files: BuildManifest['files'] = [];
	for (const path of paths.sort()) {
		const digest = await digestOf(join(folder, path));
		if (fingerprint !== null && listed.get(path) !== digest) throw new DamagedBuild(path);
		files.push({ path, digest });
	}
	return { fingerprint, files };
}

/** Files and lists that neither this build nor the one before has; nobody is sharing another one. */
async function removeUnused(storage: Storage, manifest: BuildManifest, names: string[]): Promise<void> {
	const kept = new Set([...names.map(nameOfList), ...manifest.files.map(({ digest }) => nameOfFile(digest))]);
	for (const name of names.slice(1)) {
		const text = await new Response(await storage.get(nameOfList(name))).text();
		for (const { digest } of BuildManifest.parse(JSON.parse(text)).files) kept.add(nameOfFile(digest));
	}
	const stored = [...(await namesBelow(storage, sharedFiles)), ...(await namesBelow(storage, sharedLists))];
	await storage.remove(stored.filter((name) => !kept.has(name)));
}

async function namesBelow(storage: Storage, prefix: string): Promise<string[]> {
	const names: string[] = [];
	for await (const { name } of storage.list(prefix)) names.push(name);
	return names;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
