import { type Content, loadContent } from '../content/load.ts';

let loaded: Content | undefined;

/** The content of this build, read and checked once. */
export function content(): Content {
	loaded ??= loadContent(process.env.CONTENT_DIR || './content', process.env.RECORD_DIR || undefined);
	return loaded;
}
