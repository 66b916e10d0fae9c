import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PortalError } from '../../http/errors.ts';
import type { Done, Task } from './task.ts';

/** Threads of their own for what takes milliseconds of a processor: neither requests nor files wait for it. */
export interface KeyThreads {
	/** Throws unavailable, with the seconds to wait, where too much waits already. */
	run(task: Task): Promise<Done>;
	stop(): Promise<void>;
}

/** What goes to a thread and comes back, in the order of `nth` or another. */
export interface Numbered {
	nth: number;
	task: Task;
}
export type Answer = { nth: number } & ({ done: Done } | { error: unknown });

interface Entry {
	task: Task;
	resolve(done: Done): void;
	reject(error: unknown): void;
}

interface Thread {
	worker: Worker;
	/** By their number. */
	underWay: Map<number, Entry>;
}

/** So many are sent to a thread ahead, so that it has something to do until its answer was heard. */
const ahead = 4;
/** Less than a second's work of one processor. */
const mostWaiting = 256;
const retrySeconds = 5;

/** Begins each thread when there is something to do for it. */
export function keyThreads(most = availableParallelism()): KeyThreads {
	const threads = new Set<Thread>();
	const waiting: Entry[] = [];
	let nth = 0;
	let stopped = false;

	function begin(): Thread {
		const worker = new Worker(join(import.meta.dirname, 'thread.ts'));
		const thread: Thread = { worker, underWay: new Map() };
		worker.on('message', (answer: Answer) => hear(thread, answer));
		worker.on('error', (error) => end(thread, error));
		worker.on('exit', () => end(thread, new Error('a thread of the keys has ended')));
		threads.add(thread);
		return thread;
	}

	/** The one that has least to do; another one where each has something. */
	function idlest(): Thread | undefined {
		const [first] = [...threads].sort((a, b) => a.underWay.size - b.underWay.size);
		if (first?.underWay.size === 0) return first;
		if (threads.size < most) return begin();
		return first && first.underWay.size < ahead ? first : undefined;
	}

	function send(thread: Thread, entry: Entry): void {
		nth++;
		thread.underWay.set(nth, entry);
		// A thread keeps the process up while somebody waits for it, and no longer.
		thread.worker.ref();
		thread.worker.postMessage({ nth, task: entry.task } satisfies Numbered);
	}

	function hear(thread: Thread, answer: Answer): void {
		const entry = thread.underWay.get(answer.nth);
		thread.underWay.delete(answer.nth);
		const next = waiting.shift();
		if (next) send(thread, next);
		if (thread.underWay.size === 0) thread.worker.unref();
		if ('done' in answer) entry?.resolve(answer.done);
		else entry?.reject(answer.error);
	}

	/** What it was doing fails; the next task begins another. */
	function end(thread: Thread, error: unknown): void {
		threads.delete(thread);
		for (const entry of thread.underWay.values()) entry.reject(error);
		thread.underWay.clear();
		const next = stopped || threads.size > 0 ? undefined : waiting.shift();
		if (next) send(begin(), next);
	}

	return {
		run(task) {
			if (stopped || waiting.length >= mostWaiting) return Promise.reject(full());
			return new Promise((resolve, reject) => {
				const entry = { task, resolve, reject };
				const thread = waiting.length === 0 ? idlest() : undefined;
				if (thread) send(thread, entry);
				else waiting.push(entry);
			});
		},
		async stop() {
			stopped = true;
			for (const { reject } of waiting.splice(0)) reject(full());
			await Promise.all([...threads].map(({ worker }) => worker.terminate()));
		},
	};
}

function full(): PortalError {
	return new PortalError('unavailable', `现在提交和查询的人较多，请 ${retrySeconds} 秒后再试，已填写的内容不会丢失。`, {
		retryAfter: retrySeconds,
	});
}
