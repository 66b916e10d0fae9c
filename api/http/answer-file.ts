import { acceptedEncodings, type Encoding } from './accepted-encoding.ts';
import type { BuiltFile, BuiltFiles, Form } from './built-files.ts';

/** What a request for a file says, as far as the answer depends on it. */
export interface FileRequest {
	method: string;
	header(name: 'accept-encoding' | 'if-none-match' | 'if-modified-since' | 'if-range' | 'range'): string | undefined;
}

/** An answer with a file of a built folder. */
export interface FileAnswer {
	status: 200 | 206 | 304 | 416;
	/** Names and values in turn. */
	head: string[];
	/** What is sent: bytes at hand, or a part of a file on the disk; undefined where there is no body. */
	body: Buffer | FilePart | undefined;
}

/** Bytes of a file from the first up to and with the last. */
export interface FilePart {
	path: string;
	start: number;
	end: number;
}

/** Files with a hash in their name never change. */
const hashed = /\.[\w-]{8,}\.(?:css|js|woff2|png|svg|webp)$|\/assets\//;

/**
 * The answer to a request for the file at `path`: packed where the client takes that, without a body where it has the
 * file already, a part where it asks for one. Undefined where there is no such file.
 */
export function answerFile(files: BuiltFiles, path: string, request: FileRequest): FileAnswer | undefined {
	// Between the look and the reading a file may be replaced: then by one that is looked at anew.
	for (let tries = 0; tries < 2; tries++) {
		const file = files.find(path);
		if (!file) return undefined;
		const range = rangeOf(file, request);
		const [encoding, form] = chooseForm(files, file, range ? undefined : request.header('accept-encoding'));
		if (!form) continue;
		const tag = `"${file.tag}${encoding && `-${encoding}`}"`;
		if (hasIt(file, tag, request)) {
			return { status: 304, head: ready(form, '304', () => commonHead(file, tag)), body: undefined };
		}
		if (range) return answerRange(file, form, tag, range);
		return answerWhole(file, { form, tag, encoding }, request.method);
	}
	return undefined;
}

function chooseForm(
	files: BuiltFiles,
	file: BuiltFile,
	accepted: string | undefined,
): [encoding: Encoding | '', form: Form | undefined] {
	for (const encoding of file.packable ? acceptedEncodings(accepted) : []) {
		const form = files.form(file, encoding);
		if (form) return [encoding, form];
	}
	return ['', files.form(file, '')];
}

/** What is the same for one form of a file in every answer is put together once. */
function ready({ heads }: Form, answer: string, make: () => string[]): string[] {
	const known = heads.get(answer);
	if (known) return known;
	const head = make();
	heads.set(answer, head);
	return head;
}

function commonHead(file: BuiltFile, tag: string): string[] {
	return [
		'etag',
		tag,
		'last-modified',
		new Date(file.modified * 1000).toUTCString(),
		'cache-control',
		hashed.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
		...(file.packable ? ['vary', 'Accept-Encoding'] : []),
	];
}

function answerWhole(
	file: BuiltFile,
	{ form, tag, encoding }: { form: Form; tag: string; encoding: Encoding | '' },
	method: string,
): FileAnswer {
	const head = ready(form, '200', () => [
		...commonHead(file, tag),
		'content-type',
		file.type,
		'content-length',
		String(form.size),
		'accept-ranges',
		'bytes',
		...(encoding === '' ? [] : ['content-encoding', encoding]),
	]);
	const body = form.bytes ?? { path: form.path, start: 0, end: form.size - 1 };
	return { status: 200, head, body: method === 'HEAD' ? undefined : body };
}

/** Whether the client has the file as it is: by its tag, or else by the time. */
function hasIt(file: BuiltFile, tag: string, request: FileRequest): boolean {
	const tags = request.header('if-none-match');
	if (tags !== undefined) {
		return tags.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim()));
	}
	const since = Date.parse(request.header('if-modified-since') ?? '');
	return !Number.isNaN(since) && file.modified * 1000 <= since;
}

interface Range {
	first: number;
	/** Undefined where it goes to the end. */
	last: number | undefined;
}

/**
 * The part that is asked for, of the file as it is stored. Whoever asks for several parts, or for one of a file that has
 * changed meanwhile, gets all of it.
 */
function rangeOf(file: BuiltFile, request: FileRequest): Range | undefined {
	if (request.method !== 'GET') return undefined;
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.header('range') ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	const unless = request.header('if-range');
	if (unless !== undefined && unless !== `"${file.tag}"` && Date.parse(unless) !== file.modified * 1000)
		return undefined;
	if (first === '') return { first: last === '0' ? file.size : Math.max(0, file.size - Number(last)), last: undefined };
	return { first: Number(first), last: last === '' ? undefined : Number(last) };
}

function answerRange(
	file: BuiltFile,
	form: Form,
	tag: string,
	{ first, last = Number.MAX_SAFE_INTEGER }: Range,
): FileAnswer {
	const end = Math.min(last, form.size - 1);
	const common = [...commonHead(file, tag), 'accept-ranges', 'bytes'];
	if (first > end) {
		return {
			status: 416,
			head: [...common, 'content-range', `bytes */${form.size}`, 'content-length', '0'],
			body: undefined,
		};
	}
	const head = [
		...common,
		'content-type',
		file.type,
		'content-length',
		String(end - first + 1),
		'content-range',
		`bytes ${first}-${end}/${form.size}`,
	];
	return { status: 206, head, body: form.bytes?.subarray(first, end + 1) ?? { path: form.path, start: first, end } };
}
