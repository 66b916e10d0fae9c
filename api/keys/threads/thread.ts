import { parentPort } from 'node:worker_threads';
import { a1HardWork } from '../suites/a1-hard-work.ts';
import { doTask } from './task.ts';
import type { Answer, Numbered } from './threads.ts';

// All that runs in a thread of threads.ts. It imports little, as each thread has it in memory once more.
const known = [a1HardWork];

parentPort?.on('message', ({ nth, task }: Numbered) => {
	let answer: Answer;
	try {
		answer = { nth, done: doTask(known, task) };
	} catch (error) {
		answer = { nth, error };
	}
	parentPort?.postMessage(answer);
});
