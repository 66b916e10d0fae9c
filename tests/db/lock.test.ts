import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderTaken, lockFolder } from '../../db/sqlite/lock.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** A process that takes the folder; resolves with it and with what it said. */
async function another(): Promise<{ child: ChildProcess; said: string }> {
	const script = `
		const { lockFolder } = await import('./db/sqlite/lock.ts');
		try {
			lockFolder('${folder}');
			console.log('taken');
			setInterval(() => {}, 1000);
			gc();
		} catch (error) { console.log(error.name); }
	`;
	const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	const said = await new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))));
	return { child, said: said.trim() };
}

test('one process is the staff side of a folder: a second one is refused', async () => {
	expect((await another()).said).toBe('taken');
	expect((await another()).said).toBe('FolderTaken');
	expect(() => lockFolder(folder)).toThrow(FolderTaken);
});

test('a process that was killed leaves no lock behind, though its files are still there', async () => {
	const { child, said } = await another();
	expect(said).toBe('taken');
	const ended = new Promise((resolve) => child.on('close', resolve));
	child.kill('SIGKILL');
	await ended;
	lockFolder(folder)();
	expect((await another()).said).toBe('taken');
});
