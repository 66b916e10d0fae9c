import { existsSync, readdirSync } from 'node:fs';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { encodings } from '../../http/accepted-encoding.ts';

/** Something that was taken back, by the folder of its files and its public id. */
export interface Withdrawn {
	folder: string;
	publicId: string;
}

/** What can be taken back: folder of the files, data file of the site, address of the pages. */
const shown = [
	{ folder: 'results', data: 'results', path: 'results/' },
	{ folder: 'acceptances', data: 'acceptance', path: 'results/acceptance/' },
	{ folder: 'decisions', data: 'decisions', path: 'results/decisions/' },
	{ folder: 'restorations', data: 'restoration', path: 'results/restoration/' },
];

/** What a data file of the site says of its entries. */
const DataFile = z.object({ items: z.array(z.object({ id: z.string(), withdrawn: z.unknown().optional() })) });

/** Files that hold text as it is read. */
const texts = /\.(html|json|geojson|csv|xml|txt)$/;

/** What was taken off a site that is up. */
export interface TakenDown {
	/** Ids of what was withdrawn. */
	ids: string[];
	/** Pages and files that are not served any more. */
	files: number;
}

/**
 * Takes off a built site whatever still shows something that was withdrawn: for when no new build takes its place. Every
 * page, list, feed and data file that has an entry links to its page, and is known by that. `folders` are those of the
 * content, the later ones before the earlier ones; `stored` is what the database says, whose files may lag behind. Asks
 * nothing of the content but which entries are withdrawn, for it may be what stops the build. Rejects where something
 * stayed, after all else is gone.
 */
export async function takeDown(site: string, folders: string[], stored: Withdrawn[] = []): Promise<TakenDown> {
	const links: string[] = [];
	for (const { folder, data, path } of shown) {
		const ofKind = stored.flatMap((each) => (each.folder === folder ? each.publicId : []));
		const ids = new Set([...(await idsWithdrawn(folders, folder)), ...ofKind]);
		if (ids.size === 0) continue;
		const inFull = await idsShown(site, data);
		for (const id of ids) if (inFull?.has(id) ?? true) links.push(`${path}${id}/`);
	}
	const found = await filesWith(site, links);
	await hideAll(site, found);
	return { ids: links.map((link) => link.split('/').at(-2) ?? ''), files: found.length };
}

async function hideAll(site: string, files: string[]): Promise<void> {
	const failures: unknown[] = [];
	for (const file of files) await hide(site, file).catch((error: unknown) => failures.push(error));
	if (failures.length > 0) throw failures[0];
}

/** Replaces the page of something that was taken back by a notice at once, ahead of the build. */
export async function hidePage(site: string, { folder, publicId }: Withdrawn): Promise<void> {
	const path = shown.find((each) => each.folder === folder)?.path ?? `${folder}/`;
	const page = `${path}${publicId}/index.html`;
	if (existsSync(join(site, page))) await hide(site, page);
}

/** Ids that the site shows in full; undefined where it cannot tell any more: its data file is lost, cut or not ours. */
async function idsShown(site: string, data: string): Promise<Set<string> | undefined> {
	try {
		const text = await readFile(join(site, 'data', `${data}.json`), 'utf8');
		const { items } = DataFile.parse(JSON.parse(text));
		return new Set(items.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id));
	} catch {
		return undefined;
	}
}

async function idsWithdrawn(folders: string[], kind: string): Promise<string[]> {
	const files = new Map<string, string>();
	for (const folder of folders) {
		if (!existsSync(join(folder, kind))) continue;
		for (const name of readdirSync(join(folder, kind))) {
			if (name.endsWith('.yaml')) files.set(name.slice(0, -'.yaml'.length), join(folder, kind, name));
		}
	}
	const ids: string[] = [];
	for (const [id, file] of files) {
		const text = await readFile(file, 'utf8').catch(() => null);
		// What cannot be read may say so.
		if (text === null || saysWithdrawn(text)) ids.push(id);
	}
	return ids;
}

/** Of a file that cannot be read as a whole the word alone decides. */
function saysWithdrawn(text: string): boolean {
	if (!text.includes('withdrawn')) return false;
	try {
		const values = load(text);
		return typeof values === 'object' && values !== null && 'withdrawn' in values;
	} catch {
		return true;
	}
}

/** Files of the site that hold one of the links; with the page of a batch goes its sheet, which is packed. */
async function filesWith(site: string, links: string[]): Promise<string[]> {
	if (links.length === 0) return [];
	const found: string[] = [];
	for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
		if (!texts.test(file)) continue;
		const text = await readFile(join(site, file), 'utf8').catch(() => null);
		// What cannot be read may be what holds it.
		if (text === null || links.some((link) => text.includes(link))) found.push(file.replaceAll('\\', '/'));
	}
	const sheets = found.map((file) => file.replace(/\/index\.html$/, '.xlsx'));
	return [...new Set([...found, ...sheets.filter((file) => file.endsWith('.xlsx') && existsSync(join(site, file)))])];
}

/** A page makes room for a notice, any other file is gone. The build is not up to date any more. */
async function hide(site: string, file: string): Promise<void> {
	await rm(join(site, '.fingerprint'), { force: true });
	// First what the server prefers to the file itself.
	for (const ending of Object.values(encodings)) await rm(join(site, file + ending), { force: true });
	const notice = ['withheld/index.html', '404.html'].map((page) => join(site, page)).find(existsSync);
	if (!file.endsWith('.html') || !notice) return rm(join(site, file));
	try {
		await copyFile(notice, join(site, `${file}.tmp`));
		await rename(join(site, `${file}.tmp`), join(site, file));
	} catch {
		// On a full disk there is no room for a notice: the page goes all the same.
		await rm(join(site, file), { force: true });
	}
}
