import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'CHANGELOG.md', 'api/README.md'];
const files = globSync('{api,content,db,site,tests,.github}/**/*.*');

/** Made at run time, or of whoever runs the portal. */
const elsewhere =
	/^(data\/|DATA_DIR|set-aside\/|record\/|portal\.(?:env|json)$|seal\.identity$|audit-heads\.ndjson$|\/|https?:)/;

/** Files and folders that a document names in code marks or links to. */
function named(document: string): string[] {
	const text = readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
	const marked = [...text.matchAll(/`([\w./*-]+(?:\.(?:ts|cts|mjs|vue|astro|yaml|md|json)|\/))`/g)];
	const linked = [...text.matchAll(/\]\(([^)#]+)\)/g)];
	return [...marked, ...linked].map(([, path = '']) => path).filter((path) => !elsewhere.test(path));
}

/** From the root, from beside the document, or the end of a path when the room was named before. */
function isThere(path: string, document: string): boolean {
	if ([path, join(dirname(document), path), join('api', path)].some((each) => existsSync(each))) return true;
	return files.some((file) => file.endsWith(`/${path}`) || `/${dirname(file)}/`.includes(`/${path}`));
}

test.each(documents)('%s names no file and no folder that is not there', (document) => {
	expect(named(document).filter((path) => !isThere(path, document))).toEqual([]);
});
