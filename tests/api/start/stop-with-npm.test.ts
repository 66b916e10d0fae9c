import { spawn } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';

const pids: number[] = [];
afterEach(() => {
	for (const pid of pids.splice(0)) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
});

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** A parent that starts the program, as npm does, and the program's process. */
async function startBelow(by: string): Promise<{ parent: number; child: number }> {
	const command = `require('node:child_process').spawn(process.execPath, ['tests/api/left-alone.ts', '${by}'], { stdio: 'inherit' })`;
	const parent = spawn(process.execPath, ['-e', command], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [output] = await new Promise<Buffer[]>((resolve) => parent.stdout.once('data', (...all) => resolve(all)));
	const child = Number(String(output).trim());
	pids.push(parent.pid ?? 0, child);
	return { parent: parent.pid ?? 0, child };
}

test('what npm started stops when npm is gone, and does not serve on as an orphan', async () => {
	const { parent, child } = await startBelow('start');
	expect(isRunning(child)).toBe(true);
	process.kill(parent, 'SIGKILL');
	await vi.waitFor(() => expect(isRunning(child)).toBe(false), { timeout: 15_000 });
});

test('started by anything else it goes on: a service manager may leave it alone', async () => {
	const { parent, child } = await startBelow('other');
	process.kill(parent, 'SIGKILL');
	await vi.waitFor(() => expect(isRunning(parent)).toBe(false), { timeout: 15_000 });
	// Two looks of the program later.
	await new Promise((resolve) => setTimeout(resolve, 1200));
	expect(isRunning(child)).toBe(true);
});
