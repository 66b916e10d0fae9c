import { existsSync, readFileSync } from 'node:fs';

/** A site as it was built, for the checks that may refuse it. */
export interface BuiltSite {
	/** Path below the host that the site is mounted at, with both slashes: `/` or `/zt/kszz/`. */
	base: string;
	/** A file, a character for each byte: addresses are ASCII, and sizes are right. */
	read(file: string): string;
	has(file: string): boolean;
}

/**
 * The site in a folder. Files are named from it: `ponds/demo-01/index.html`. Those in `known` are there for certain, and
 * the disk is not asked.
 */
export function builtSite(folder: string, base: string, known: readonly string[] = []): BuiltSite {
	const certain = new Set(known);
	return {
		base: base.replace(/\/*$/, '/'),
		read: (file) => readFileSync(`${folder}/${file}`, 'latin1'),
		has: (file) => certain.has(file) || existsSync(`${folder}/${file}`),
	};
}
