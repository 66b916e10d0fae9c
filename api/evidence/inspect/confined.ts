import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/**
 * Resource limits of a confined process. A JPEG of 108 and a PNG of 50 million pixels stay below 270 MB; what needs more
 * is not a photograph, or gets no preview.
 */
export const limits = { seconds: 60, megabytes: 300, heapMb: 64, wasmPages: 2240 };
const watchEveryMs = 50;

const root = join(import.meta.dirname, '..', '..', '..');
/** Readable paths: code only, neither data folder nor keys nor settings. */
const readable = [join(root, 'package.json'), join(root, 'node_modules', '*'), join(import.meta.dirname, '*')];

/** How a confined process came to its end. */
export type Ending =
	/** By itself, also where it crashed on its input. */
	| 'ended'
	/** Killed for exceeding its limits of time or memory. */
	| 'took-too-much'
	/** Killed from outside, or unable to start: not the fault of the file. */
	| 'cut-off';

/** A sandboxed process, whose only output is its pipe. */
export interface Confined {
	pid: number | undefined;
	input: Writable;
	output: Readable;
	ended: Promise<Ending>;
	kill(): void;
}

/** The system cannot create another process or pipe at the moment. */
export class CannotStart extends Error {}

/** Signals by which a process ends itself, such as when its heap is full. */
const ownSignals: Array<NodeJS.Signals | null> = [null, 'SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS'];

/**
 * Starts one of our programs on untrusted input: without network, environment, keys or write access, with limits of time
 * and memory, and at the lowest priority. Throws CannotStart.
 */
export function startConfined(program: string, args: string[], { seconds, megabytes } = limits): Confined {
	const child = spawn(
		process.execPath,
		[
			'--permission',
			...[...readable, program].map((path) => `--allow-fs-read=${path}`),
			// sharp, made of WebAssembly here, draws in threads; native code stays refused.
			'--allow-worker',
			'--no-addons',
			'--disable-warning=PERM0006',
			`--require=${join(import.meta.dirname, 'inside', 'block-network.cjs')}`,
			`--max-old-space-size=${limits.heapMb}`,
			'--max-semi-space-size=1',
			'--v8-pool-size=1',
			'--optimize-for-size',
			'--expose-gc',
			`--wasm-max-mem-pages=${limits.wasmPages}`,
			program,
			...args,
		],
		{
			// Separate memory arenas for each thread would take a fifth more memory.
			env: { MALLOC_ARENA_MAX: '1' },
			cwd: root,
			stdio: ['pipe', 'pipe', 'ignore'],
			// In a process group of its own, so that Ctrl-C at the portal does not interrupt an inspection.
			detached: true,
		},
	);
	// Where no more files can be opened node gives a child without pipes, whatever its types say, and then the error.
	const { stdin, stdout }: { stdin: Writable | undefined; stdout: Readable | undefined } = child;
	if (!stdin || !stdout) {
		child.once('error', () => undefined);
		throw new CannotStart();
	}
	let exceeded = false;
	const stopIt = () => {
		exceeded = true;
		child.kill('SIGKILL');
	};
	const timer = setTimeout(stopIt, seconds * 1000);
	const ended = new Promise<Ending>((resolve) => {
		child.once('error', () => resolve('cut-off'));
		child.once('close', (_code, signal) => {
			if (exceeded) resolve('took-too-much');
			else resolve(ownSignals.includes(signal) ? 'ended' : 'cut-off');
		});
	});
	const unwatch = watchMemory(child, megabytes, stopIt);
	void ended.then(() => {
		clearTimeout(timer);
		unwatch();
	});
	lowerPriority(child);
	// It may stop before reading everything; its output says why.
	stdin.on('error', () => undefined);
	return { pid: child.pid, input: stdin, output: stdout, ended, kill: () => child.kill('SIGKILL') };
}

/** Serving pages and reports has priority. */
function lowerPriority({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	try {
		setPriority(pid, 5);
	} catch {
		// It has ended already, or the system knows no priorities.
	}
}

/** Where the system tells how much memory a process holds; elsewhere the limits of heap and WebAssembly do alone. */
function watchMemory({ pid }: ChildProcess, megabytes: number, tooMuch: () => void): () => void {
	if (process.platform !== 'linux' || pid === undefined) return () => undefined;
	const timer = setInterval(async () => {
		const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
		const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
		if (Number(kilobytes) > megabytes * 1000) tooMuch();
	}, watchEveryMs);
	return () => clearInterval(timer);
}
