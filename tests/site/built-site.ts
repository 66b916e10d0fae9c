import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A page of the built site. */
export interface BuiltPage {
	/** File below the site's folder, with forward slashes: `ponds/demo-01/index.html`. */
	file: string;
	html: string;
}

/** The folder of the built site. */
export const siteDir = inject('siteDir');

/** Every file of the built site, below its folder. */
export const files = readdirSync(siteDir, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) =>
		join(entry.parentPath, entry.name)
			.slice(siteDir.length + 1)
			.replaceAll('\\', '/'),
	);

/** Every page, read once. */
export const pages: BuiltPage[] = files
	.filter((file) => file.endsWith('.html'))
	.map((file) => ({ file, html: readFileSync(join(siteDir, file), 'utf8') }));

/** Text of a file of the site. */
export const read = (file: string): string => readFileSync(join(siteDir, file), 'utf8');

/** Values of an attribute in a page, entities resolved. */
export function attributes(html: string, name: string): string[] {
	return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) =>
		value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#38;', '&'),
	);
}
