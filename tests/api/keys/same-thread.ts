import type { Suites } from '../../../api/keys/suites.ts';
import { doTask } from '../../../api/keys/threads/task.ts';
import type { KeyThreads } from '../../../api/keys/threads/threads.ts';

/** Does the work of the threads in their place, with whatever suites a test has. */
export const sameThread = ({ known }: Suites): KeyThreads => ({
	run: async (task) => doTask(known, task),
	stop: async () => undefined,
});
