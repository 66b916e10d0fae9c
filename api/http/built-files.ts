import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { getMimeType } from 'hono/utils/mime';
import { type Encoding, encodings } from './accepted-encoding.ts';

/** A file of a built folder as it is on disk now. */
export interface BuiltFile {
	path: string;
	size: number;
	type: string;
	/** True where a smaller form may lie beside it, so that answers differ by what the client takes. */
	packable: boolean;
	/** Names this content; a packed form of it adds its encoding. */
	tag: string;
	/** In whole seconds, as HTTP counts, since 1970. */
	modified: number;
	/** Forms of it that were read: the file itself under `''`. */
	forms: Map<Encoding | '', Form>;
	stats: Stats;
	/** When the disk was last asked for it. */
	seen: number;
}

/** The bytes of a file, or of a packed form of it. */
export interface Form {
	path: string;
	size: number;
	/** Undefined where it is too large to be kept: it is read from the disk as it is sent. */
	bytes: Buffer | undefined;
	/** Ready heads of answers with it, by what is asked for; filled by whoever answers. */
	heads: Map<string, string[]>;
}

/** Built files, kept in memory as far as they find room. */
export interface BuiltFiles {
	/** The file of that path; undefined where there is none. A folder is none. */
	find(path: string): BuiltFile | undefined;
	/** The file in this encoding; undefined where it is not packed in it. */
	form(file: BuiltFile, encoding: Encoding | ''): Form | undefined;
}

/** Kinds of file that the list at hand does not know, by their endings: phones open them by this type. */
const officeTypes: Record<string, string> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xls: 'application/vnd.ms-excel',
	doc: 'application/msword',
};
/** Kinds of file that get smaller. */
export const packable = /\.(?:html|css|js|mjs|svg|json|geojson|csv|xml|txt|webmanifest)$/;

/** A larger file is never kept: a table of all results is many megabytes, and nobody asks for it a hundred times a second. */
const mostKept = 256 * 1024;
/** What a kept file costs beside its bytes. */
const overhead = 2048;
/** The disk is asked for the same file no more often than this: a request is longer on its way. */
const sameForMs = 20;

/**
 * Files read once and kept while they are as they were, the longest unused making room for others: never more than
 * `room` bytes. The disk is asked whether the file is still the same, since a page that shows what was withdrawn is replaced
 * in place, perhaps by another process.
 */
export function builtFiles(room = 16 * 1024 * 1024): BuiltFiles {
	const kept = new Map<string, BuiltFile>();
	let used = 0;

	function forget(path: string): void {
		const file = kept.get(path);
		if (!file) return;
		kept.delete(path);
		used -= weightOf(file);
	}

	function keep(file: BuiltFile): void {
		kept.set(file.path, file);
		used += weightOf(file);
		for (const oldest of kept.keys()) {
			if (used <= room) return;
			forget(oldest);
		}
	}

	return {
		find(path) {
			const now = performance.now();
			const before = kept.get(path);
			if (before && now - before.seen < sameForMs) return before;
			const stats = statSync(path, { throwIfNoEntry: false });
			if (before && stats && isSame(before.stats, stats)) {
				before.seen = now;
				// Whatever was asked for last goes last.
				kept.delete(path);
				kept.set(path, before);
				return before;
			}
			forget(path);
			if (!stats?.isFile()) return undefined;
			const file = describe(path, stats, now);
			keep(file);
			return file;
		},
		form(file, encoding) {
			const known = file.forms.get(encoding);
			if (known) return known;
			const form = readForm(file, encoding);
			if (!form) return undefined;
			const isKept = kept.get(file.path) === file;
			if (isKept) forget(file.path);
			file.forms.set(encoding, form);
			if (isKept) keep(file);
			return form;
		},
	};
}

function weightOf({ forms }: BuiltFile): number {
	return [...forms.values()].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), overhead);
}

function isSame(a: Stats, b: Stats): boolean {
	return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

function describe(path: string, stats: Stats, seen: number): BuiltFile {
	const ending = path.slice(path.lastIndexOf('.') + 1);
	return {
		path,
		size: stats.size,
		type: officeTypes[ending] ?? getMimeType(path) ?? 'application/octet-stream',
		packable: packable.test(path),
		tag: `${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}`,
		modified: Math.floor(stats.mtimeMs / 1000),
		forms: new Map(),
		stats,
		seen,
	};
}

/** A packed form belongs to its file by the same moment: one of another moment is of another content. */
function readForm(file: BuiltFile, encoding: Encoding | ''): Form | undefined {
	if (encoding !== '' && !file.packable) return undefined;
	const path = encoding === '' ? file.path : file.path + encodings[encoding];
	const fd = openIfThere(path);
	if (fd === undefined) return undefined;
	try {
		const stats = fstatSync(fd);
		const belongs =
			encoding === '' ? isSame(stats, file.stats) : Math.floor(stats.mtimeMs) === Math.floor(file.stats.mtimeMs);
		if (!belongs) return undefined;
		const bytes = stats.size > mostKept ? undefined : readWhole(fd, stats.size);
		return { path, size: stats.size, bytes, heads: new Map() };
	} finally {
		closeSync(fd);
	}
}

/** Opens a file for reading; undefined where it is gone. */
export function openIfThere(path: string): number | undefined {
	try {
		return openSync(path, 'r');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}

function readWhole(fd: number, size: number): Buffer {
	const bytes = Buffer.allocUnsafeSlow(size);
	let read = 0;
	while (read < size) {
		const count = readSync(fd, bytes, read, size - read, read);
		if (count === 0) throw new Error('a built file was cut while it was read');
		read += count;
	}
	return bytes;
}
