import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAll } from '../files/write-all.ts';
import type { KeyedHash } from '../keys/keyed-hash.ts';
import type { Head } from './chain.ts';

/** Below DATA_DIR, beside the database: what a day's last row of the log was. */
export const headsName = 'audit-heads.ndjson';

/** The head of the log on a day, written down outside the database. */
export interface NotedHead extends Head {
	/** In Asia/Shanghai. */
	day: string;
	/** Rows of the log by then. */
	count: number;
}

/** What the file says. */
export interface NotedHeads {
	/** Lines that are as they were written. */
	heads: NotedHead[];
	/** Days of all lines that can be read, whether they still hold or not. */
	days: Set<string>;
	/** Numbers of lines that were changed, or before which a line was taken out. */
	changed: number[];
}

/** The append-only file of heads: each line is bound to the one before it under the portal's key. */
export interface HeadsFile {
	read(): Promise<NotedHeads>;
	/** The line is on disk when this resolves. */
	add(head: NotedHead): Promise<void>;
}

const Line = z.object({
	day: z.iso.date(),
	seq: z.int(),
	hash: z.string(),
	count: z.int(),
	/** Over the line and the MAC of the line before it, with the id of its suite. */
	mac: z.string(),
});
type Line = z.infer<typeof Line>;

export function headsFile(path: string, keys: Pick<KeyedHash, 'of' | 'knows' | 'matches'>): HeadsFile {
	const contentOf = (before: string, { day, seq, hash, count }: NotedHead) =>
		JSON.stringify([before, day, seq, hash, count]);
	const holds = (before: string, line: Line) =>
		keys.knows(line.mac) && keys.matches('audit-head', contentOf(before, line), line.mac);
	return {
		async read() {
			const found: NotedHeads = { heads: [], days: new Set(), changed: [] };
			let before = '';
			for (const [index, text] of (await headLines(path)).entries()) {
				const line = headOf(text);
				// Half a line is what a power cut leaves; a whole one that somebody broke is missed by its day.
				if (!line) continue;
				found.days.add(line.day);
				if (holds(before, line)) found.heads.push(line);
				else found.changed.push(index + 1);
				before = line.mac;
			}
			return found;
		},
		async add({ day, seq, hash, count }) {
			const lines = await headLines(path);
			const before = lines.map(headOf).findLast((line) => line !== null)?.mac ?? '';
			const mac = keys.of('audit-head', contentOf(before, { day, seq, hash, count }));
			const line = `${JSON.stringify({ day, seq, hash, count, mac } satisfies Line)}\n`;
			// Opened for appending only, so that nothing written before can be overwritten here.
			const file = await open(path, 'a', 0o600);
			try {
				await writeAll(file, Buffer.from(lines.at(-1) === undefined || lines.at(-1) === '' ? line : `\n${line}`));
				await file.sync();
			} finally {
				await file.close();
			}
		},
	};
}

/** The lines of a file of heads; the last is empty where the one before it is whole. */
export async function headLines(path: string): Promise<string[]> {
	return existsSync(path) ? (await readFile(path, 'utf8')).split('\n') : [];
}

/** What a line says, without asking whether it was changed; null for half a line. */
export function headOf(text: string): Line | null {
	try {
		return Line.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
