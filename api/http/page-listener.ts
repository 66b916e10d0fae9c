import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFile, type FileAnswer, type FileRequest } from './answer-file.ts';
import { builtFiles } from './built-files.ts';

/** Answers a request for a built file on its connection; false where the request is for others. */
export type PageListener = (request: IncomingMessage, answer: ServerResponse) => boolean;

/** Whether a folder is closed is asked no more often than this, as it may cost a look at the disk. */
const askedEveryMs = 20;

/** A built folder that is served below `base`, with a slash at both ends. */
export interface ServedFolder {
	base: string;
	folder: string;
	isClosed: () => boolean;
}

/**
 * Serves what is asked for most, without the way through routes: files of built folders at their plain addresses. The
 * first folder whose base fits is meant, and nothing below `besides`. `always` says what every answer to a request carries,
 * names and values in turn; undefined while that is not known. Whatever is in doubt (escapes, folders without their slash,
 * missing files, a closed site) is left to the routes, which answer the same.
 */
export function pageListener(
	folders: ServedFolder[],
	besides: string[],
	always: (request: IncomingMessage) => string[] | undefined,
): PageListener {
	const files = builtFiles();
	const served = folders.map((each) => ({ ...each, isClosed: askedSeldom(each.isClosed) }));
	return (request, answer) => {
		const { method = '', url = '' } = request;
		if (method !== 'GET' && method !== 'HEAD') return false;
		const end = url.indexOf('?');
		const path = end === -1 ? url : url.slice(0, end);
		if (!plain.test(path) || besides.some((other) => path.startsWith(other))) return false;
		const at = served.find(({ base }) => path.startsWith(base));
		const common = always(request);
		if (!at || at.isClosed() || !common) return false;
		const below = path.slice(at.base.length);
		const file = `${at.folder}/${below === '' || below.endsWith('/') ? `${below}index.html` : below}`;
		const found = answerFile(files, file, requestOf(request, method));
		if (!found) return false;
		send(answer, found, common);
		return true;
	};
}

function askedSeldom(ask: () => boolean): () => boolean {
	let [said, at] = [false, Number.NEGATIVE_INFINITY];
	return () => {
		const now = performance.now();
		if (now - at >= askedEveryMs) [said, at] = [ask(), now];
		return said;
	};
}

/** Names of letters, digits, and what may stand between them: no escapes, no hidden files, no empty names. */
const plain = /^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/;

function requestOf({ headers }: IncomingMessage, method: string): FileRequest {
	return { method, header: (name) => headers[name]?.toString() };
}

/** Both heads in one, put together once for each file and what all answers carry. */
function joined(head: string[], common: string[]): string[] {
	const known = heads.get(head)?.get(common);
	if (known) return known;
	const both = [...head, ...common];
	const ofHead = heads.get(head) ?? new Map<string[], string[]>();
	heads.set(head, ofHead.set(common, both));
	return both;
}

/** They go with the files that they belong to. */
const heads = new WeakMap<string[], Map<string[], string[]>>();

function send(answer: ServerResponse, { status, head, body }: FileAnswer, common: string[]): void {
	answer.writeHead(status, joined(head, common));
	if (body === undefined || Buffer.isBuffer(body)) {
		answer.end(body);
		return;
	}
	const { path, start, end } = body;
	const file = createReadStream(path, { start, end });
	// A file that cannot be read to its end: the client sees that the rest is missing.
	file.on('error', () => answer.destroy());
	answer.on('close', () => file.destroy());
	file.pipe(answer);
}
