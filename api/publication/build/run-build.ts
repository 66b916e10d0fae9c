import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A build failed. The message is the last thing it said, for staff. */
export class BuildError extends Error {
	override readonly name = 'BuildError';
}

/** What staff read where the disk is full. */
export const noSpace = '磁盘空间不足，请腾出空间后再更新网站。';

/** Builds still running, to be ended with the server. */
const running = new Set<ChildProcess>();

/** Runs a build in a child process; `onLine` hears what it says. Throws BuildError. */
export async function runBuild(
	args: string[],
	options: { cwd: string; env: Record<string, string>; onLine?: (line: string) => void },
): Promise<void> {
	const child = spawn(process.execPath, args, {
		cwd: options.cwd,
		env: { ...inherited(), ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running.add(child);
	const output: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			output.push(line);
			options.onLine?.(line);
		});
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	running.delete(child);
	if (code !== 0) throw new BuildError(reasonIn(output));
}

/** Ends every running build, for a clean stop. */
export function stopBuilds(): void {
	for (const child of running) child.kill('SIGTERM');
}

/** Secrets of the server are no business of a build. */
function inherited(): Record<string, string> {
	const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'PORTAL_ENV', 'LANG'];
	return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Where in the code it happened, which the log of the build has and no reader needs. */
const place = /^(at |Location:|Stack trace:|\/\S+:\d+:\d+$)/;

/** The sentence of ours if there is one, else the last lines. */
function reasonIn(output: string[]): string {
	const lines = output.map((line) => line.trim()).filter((line) => line !== '' && !place.test(line));
	if (lines.some((line) => line.includes('ENOSPC'))) return noSpace;
	const sentence = lines.find((line) => /内容文件有误|正式运行|网页检查未通过/.test(line));
	return sentence ?? lines.slice(-3).join(' ');
}
