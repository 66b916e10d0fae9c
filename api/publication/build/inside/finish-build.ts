import { linkSync, lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { copyFile, readFile, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { errorCode } from '../../../error-code.ts';
import { encodings } from '../../../http/accepted-encoding.ts';
import { digestOf, listedFiles, listName, writeList } from '../site-files.ts';
import { packFile } from './pack-file.ts';

/** As many as libuv has threads. */
const atOnce = 4;
/** What the build of the pages leaves for this: files that are to be taken over from the site that is up. */
const keptName = '.kept';

/**
 * Makes a built folder ready to be served. What is the same in the site that is up is taken over from it, with its packed
 * forms and its moment, so that readers need not load it anew; the rest is packed; all of it is listed. Pages that were not
 * made, since they are the same there, come from it as well. Throws where that one is not as it was built: then nothing of
 * it can be relied on.
 */
export async function finishBuild(folder: string, before?: string): Promise<void> {
	const digests = new Map<string, string>();
	const earlier = before === undefined ? undefined : await openEarlier(before);
	const kept = await keptFiles(folder);
	for (const file of kept) {
		if (!earlier || !isUntouched(earlier, file)) throw new Error(`${file} is not as it was built`);
		await takeOver(earlier, folder, file, digests);
	}
	const inTurn = pLimit(atOnce);
	await inTurn.map(filesBelow(folder), async (file) => {
		if (digests.has(file)) return;
		const digest = await digestOf(join(folder, file));
		if (earlier?.digests.get(file) === digest && isUntouched(earlier, file)) {
			return takeOver(earlier, folder, file, digests);
		}
		digests.set(file, digest);
		for (const packed of await packFile(join(folder, file))) {
			digests.set(`${file}${packed.slice(join(folder, file).length)}`, await digestOf(packed));
		}
	});
	if (kept.length > 0 && earlier) refuseLost(earlier, digests);
	const files = [...digests].map(([path, digest]) => ({ path, digest }));
	await writeList(
		folder,
		files.sort((a, b) => (a.path < b.path ? -1 : 1)),
	);
}

/** A site that is up, as it was when it was listed. */
interface Earlier {
	folder: string;
	digests: Map<string, string>;
	listed: Stats;
}

async function openEarlier(folder: string): Promise<Earlier> {
	const digests = await listedFiles(folder);
	if (digests.size === 0) throw new Error('the site that is up has no list of its files');
	return { folder, digests, listed: lstatSync(join(folder, listName)) };
}

async function keptFiles(folder: string): Promise<string[]> {
	const file = join(folder, keptName);
	// A list that is there and cannot be read is not none: the pages that it names would be missing from the site.
	const text = await readFile(file, 'utf8').catch(unlessMissing);
	await rm(file, { force: true });
	return text === null || text === '' ? [] : text.split('\n');
}

function unlessMissing(error: unknown): null {
	if (errorCode(error) === 'ENOENT') return null;
	throw error;
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll('\\', '/'),
		);
}

/** Folders that are there for certain. */
const made = new Set<string>();

/** A file with its packed forms. */
async function takeOver(earlier: Earlier, folder: string, file: string, digests: Map<string, string>): Promise<void> {
	const home = dirname(join(folder, file));
	if (!made.has(home)) mkdirSync(home, { recursive: true });
	made.add(home);
	for (const [name, digest] of formsIn(earlier, file)) {
		await linkOrCopy(join(earlier.folder, name), join(folder, name));
		digests.set(name, digest);
	}
}

function formsIn({ digests }: Earlier, file: string): Array<[name: string, digest: string]> {
	const names = [file, ...Object.values(encodings).map((ending) => file + ending)];
	return names.flatMap((name) => {
		const digest = digests.get(name);
		return digest === undefined ? [] : [[name, digest] as [string, string]];
	});
}

/** Whether a file is there as it was listed: whatever was hidden since, or touched by anybody, is younger than the list. */
function isUntouched(earlier: Earlier, file: string): boolean {
	const forms = formsIn(earlier, file);
	return (
		earlier.digests.has(file) &&
		forms.every(([name]) => {
			const stats = lstatSync(join(earlier.folder, name), { throwIfNoEntry: false });
			return stats?.isFile() && stats.mtimeMs <= earlier.listed.mtimeMs;
		})
	);
}

/** A second name for the same file, or a copy where the disk knows none. */
async function linkOrCopy(from: string, to: string): Promise<void> {
	try {
		linkSync(from, to);
	} catch (error) {
		// What was made anew, and the same.
		if (errorCode(error) === 'EEXIST') {
			rmSync(to);
			return linkOrCopy(from, to);
		}
		const { atime, mtime } = lstatSync(from);
		await copyFile(from, to);
		await utimes(to, atime, mtime);
	}
}

/** A page that is there no more may be what a page that was kept leads to. */
function refuseLost(earlier: Earlier, digests: Map<string, string>): void {
	for (const file of earlier.digests.keys()) {
		if (file.endsWith('.html') && !digests.has(file)) throw new Error(`${file} is gone`);
	}
}
