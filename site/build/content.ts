import type { Content } from '../../content/content.ts';
import { loadContent } from '../../content/load.ts';
import { refuseDemo } from './refuse-demo.ts';

let loaded: Content | undefined;

/** The content of this build, read and checked once. */
export function content(): Content {
	loaded ??= load();
	return loaded;
}

/** The folders of this build: what was written by hand, then what was published. */
export function contentFolders(): [content: string, record?: string] {
	const { CONTENT_DIR, RECORD_DIR } = process.env;
	return RECORD_DIR ? [CONTENT_DIR || './content', RECORD_DIR] : [CONTENT_DIR || './content'];
}

function load(): Content {
	const all = loadContent(...contentFolders());
	if (process.env.PORTAL_ENV === 'production') refuseDemo(all);
	return all;
}
