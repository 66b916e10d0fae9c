import { type Content, loadContent } from '../content/load.ts';
import { refuseDemo } from './refuse-demo.ts';

let loaded: Content | undefined;

/** The content of this build, read and checked once. */
export function content(): Content {
	loaded ??= load();
	return loaded;
}

function load(): Content {
	const all = loadContent(process.env.CONTENT_DIR || './content', process.env.RECORD_DIR || undefined);
	if (process.env.PORTAL_ENV === 'production') refuseDemo(all);
	return all;
}
