import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog, traceOf } from '../../api/log.ts';

test('of an error the log keeps name, code and where, never its message, whatever it looks like', () => {
	const message = 'insert failed, params: 井口\n    at 欧阳建国 (13804217788)';
	const trace = traceOf(Object.assign(new RangeError(message), { code: 'SQLITE_FULL' }));
	expect(trace.error).toBe('RangeError SQLITE_FULL');
	expect(trace.at.length).toBeGreaterThan(0);
	expect(trace.at.every((frame) => frame.startsWith('at '))).toBe(true);
	expect(JSON.stringify(trace)).not.toMatch(/欧阳|1380|井口/);
});

test('what is thrown without being an error is logged by its type only', () => {
	expect(traceOf('欧阳建国')).toEqual({ error: 'string', at: [] });
});

test('what a library wrapped is logged with the code of the system', () => {
	const cause = Object.assign(new Error('13804217788'), { code: 'SQLITE_FULL' });
	expect(traceOf(new Error('insert 欧阳建国', { cause })).error).toBe('Error SQLITE_FULL');
});

/** Every write to this device says that the disk is full. */
const fullDisk = '/dev/full';

test.skipIf(!existsSync(fullDisk))('a log on a full disk ends nothing, to a file or to what started it', async () => {
	const script = `
		const { openLog } = await import('./api/log.ts');
		const { ignoreOutputErrors, print } = await import('./api/start/print.ts');
		ignoreOutputErrors();
		for (const logFile of ['${fullDisk}', '-']) {
			const log = openLog({ logFile, logLevel: 'info' });
			for (let nth = 0; nth < 20000; nth++) log.info({ event: 'a line', nth });
		}
		print('a word');
		await new Promise((resolve) => setTimeout(resolve, 50));
		process.exit(7);
	`;
	const full = openSync(fullDisk, 'w');
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', full, full] });
	expect(await new Promise((resolve) => child.on('close', resolve))).toBe(7);
});

test('where no log file can be made the portal logs to what started it, and a log file is nobody else’s to read', () => {
	const folder = mkdtempSync(join(tmpdir(), 'log-'));
	expect(() => openLog({ logFile: '/dev/null/log/portal.log', logLevel: 'silent' })).not.toThrow();
	const logFile = join(folder, 'deep', 'portal.log');
	openLog({ logFile, logLevel: 'info' }).info({ event: 'begun' });
	expect(readFileSync(logFile, 'utf8')).toContain('"event":"begun"');
	expect(statSync(logFile).mode & 0o007).toBe(0);
	rmSync(folder, { recursive: true });
});
