import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, removed afterwards. */
export function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'content-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

/** A copy of content/ that one test may break. */
export function copyOfContent(): string {
	const folder = emptyFolder();
	cpSync('content', folder, { recursive: true });
	return folder;
}

/** Replaces `from` by `to` once in a file. Throws when `from` is not there, so that no test breaks nothing. */
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
	const path = join(folder, file);
	const text = readFileSync(path, 'utf8');
	if (typeof from === 'string' ? !text.includes(from) : !from.test(text))
		throw new Error(`${file} does not hold ${from}`);
	writeFileSync(path, text.replace(from, to));
}
