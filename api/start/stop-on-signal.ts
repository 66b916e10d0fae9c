import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { drain } from '../http/drain.ts';
import { print } from './print.ts';

let stopping = false;
let stopSince = 0;

/** Whether the process was told to stop. */
export function isStopping(): boolean {
	return stopping;
}

/** One Ctrl-C may arrive twice, from the terminal and through npm. */
const repeatMs = 1000;
/** Time for running requests to end. */
const drainMs = 8000;
/** Time for the whole stop, as container engines kill after ten seconds: a mail server that hangs is not waited for. */
const stopMs = 9000;

/** What ends with the process. */
export interface Stoppable {
	servers: Server[];
	/** Begins no more work of its own, and waits for what is under way. */
	stopWork(): Promise<void>;
	/** Closes what requests need, once none is left. */
	close(): Promise<void>;
}

/** Lets running requests end before everything closes; called anew, it replaces what was to be stopped. */
export function stopOnSignal(running: Stoppable): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.removeAllListeners(signal);
		process.on(signal, () => {
			if (stopping) return signal === 'SIGINT' && stopAtOnce();
			stopping = true;
			stopSince = Date.now();
			void stop(running).finally(() => process.exit(0));
		});
	}
}

/** A second signal ends the process at once; what was acknowledged is on disk. */
function stopAtOnce(): void {
	if (Date.now() - stopSince > repeatMs) process.exit(130);
}

async function stop({ servers, stopWork, close }: Stoppable): Promise<void> {
	const stopped = Promise.all([drain(servers, drainMs), stopWork()]).then(close);
	await Promise.race([stopped, setTimeout(stopMs)]);
	print('已停止。');
}
