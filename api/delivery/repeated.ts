/** Work that is done now, and again every so often, never twice at once. */
export interface Repeated {
	/** Does it now; resolves when it is done. Whoever asks meanwhile waits for the same. */
	run(): Promise<void>;
	/** Does it at once, and again `everyMs` after it ended, until stopped. */
	start(everyMs: number): void;
	stop(): Promise<void>;
}

/** `failed` hears of what went wrong where nobody waits for it. */
export function repeated(work: () => Promise<void>, failed: (error: unknown) => void): Repeated {
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
					.catch(failed)
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
