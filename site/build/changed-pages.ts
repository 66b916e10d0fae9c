import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pages and files of which a site has thousands, and what each was made of. */
export interface PageLedger {
	/** A digest of what each is made of, by its file: `results/a1/index.html`. */
	made: Map<string, string>;
	/** Files that the site that is up has already, made of the same. */
	kept: string[];
	/** Absolute addresses of the pages among them; one array for the whole build, as it grows. */
	keptPages: string[];
	/** What those of the site that is up are made of; null where everything is made anew. */
	before: Map<string, string> | null;
}

declare global {
	/** One for the process of a build: its pages and what surrounds them are loaded apart. */
	var sitePages: PageLedger | undefined;
}

/** In each build: what its pages are made of. */
export const pagesName = '.pages';
/** In a build that keeps pages of the site that is up, until they are there: their files. */
export const keptName = '.kept';

/** The ledger of this build. */
export function pageLedger(): PageLedger {
	globalThis.sitePages ??= { made: new Map(), kept: [], keptPages: [], before: pagesBefore() };
	return globalThis.sitePages;
}

/**
 * Of the pages of a route those that must be made: all, or where SITE_BEFORE names the site that is up, those that it has
 * not or that are made of something else. `madeOf` names all that a page shows beside the ground, which is the same
 * in both (see `ground.ts`): what it leaves out would stay as it was.
 */
export function changedPages<Path>(
	paths: Path[],
	file: (path: Path) => string,
	madeOf: (path: Path) => unknown,
): Path[] {
	if (import.meta.env.DEV) return paths;
	const { made, kept, keptPages, before } = pageLedger();
	return paths.filter((path) => {
		const name = file(path);
		const digest = hash('sha256', JSON.stringify(madeOf(path)), 'base64url');
		made.set(name, digest);
		if (before?.get(name) !== digest) return true;
		kept.push(name);
		if (name.endsWith('/index.html')) keptPages.push(absoluteOf(name.slice(0, -'index.html'.length)));
		return false;
	});
}

function absoluteOf(path: string): string {
	return new URL(import.meta.env.BASE_URL.replace(/\/*$/, '/') + path, import.meta.env.SITE).href;
}

function pagesBefore(): Map<string, string> | null {
	const folder = process.env.SITE_BEFORE;
	if (!folder) return null;
	const lines = readFileSync(join(folder, pagesName), 'utf8').split('\n');
	return new Map(lines.flatMap((line) => (line === '' ? [] : [[line.slice(44), line.slice(0, 43)] as const])));
}
