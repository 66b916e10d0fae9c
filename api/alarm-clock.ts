import { isDiskFull } from '../db/room.ts';
import type { Deps } from './deps.ts';
import { callDue } from './handling/alarms/call-due.ts';
import { traceOf } from './log.ts';

/** Passes on what nobody answers, by the clock on the wall: nights, weekends and holidays are like any other time. */
export interface AlarmClock {
	/** Calls everybody whose turn has come; resolves when they are called. */
	run(): Promise<void>;
	/** Looks at once, and again every `everyMs` until stopped. */
	start(everyMs: number): void;
	stop(): Promise<void>;
}

export function alarmClock(deps: Deps): AlarmClock {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | null = null;
	let stopped = false;

	function run(): Promise<void> {
		running ??= callDue(deps).finally(() => {
			running = null;
		});
		return running;
	}

	return {
		run,
		start(everyMs) {
			const tick = () => {
				run()
					.catch((error: unknown) => {
						// A full disk is said once, where the room is watched.
						if (!isDiskFull(error)) deps.log.error({ event: 'alarms.failed', ...traceOf(error) });
					})
					.finally(() => {
						if (!stopped) timer = setTimeout(tick, everyMs);
					});
			};
			tick();
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
	};
}
