/** A task that runs periodically or on request, never twice at the same time. */
export interface PeriodicTask {
	/** Runs it now; resolves when it is done. Calls during a run share that run. */
	run(): Promise<void>;
	/** Runs it at once, and again `everyMs` after each end, until stopped. */
	start(everyMs: number): void;
	stop(): Promise<void>;
}

/** `onFailure` is called for failures of scheduled runs, which nobody awaits. */
export function periodicTask(work: () => Promise<void>, onFailure: (error: unknown) => void): PeriodicTask {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | null = null;
	let [started, stopped] = [false, false];

	function run(): Promise<void> {
		running ??= work().finally(() => {
			running = null;
		});
		return running;
	}

	return {
		run,
		start(everyMs) {
			if (started || stopped) return;
			started = true;
			const tick = () => {
				run()
					.catch(onFailure)
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
