import { type ELDHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Log } from './log.ts';

/** No call may hold the event loop longer. */
const mostMs = 50;
/** The loop is looked at so often: what held it is known to be at most so much longer than the figure says. */
const resolutionMs = 10;
const overlapMs = 10 * resolutionMs;
const everyMs = 5 * 60_000;

/** For how long calls held the event loop, in milliseconds: figures alone, of no request. */
export interface LoopDelay {
	/** The longest since the process answers requests. */
	longest: number;
	/** Of the last whole five minutes; null before they are over. */
	recent: { p50: number; p99: number; max: number } | null;
}

export interface LoopWatch {
	delay(): LoopDelay;
	/** Begins once the process answers requests: a start holds the loop for longer, and nobody waits. */
	start(): void;
	stop(): Promise<void>;
}

/**
 * Measures for how long calls hold the event loop, and logs it every five minutes, as a warning where one of them held it
 * longer than 50 ms. The log gets numbers and nothing of what was being done.
 */
export function loopWatch(log: Log, periodMs = everyMs): LoopWatch {
	let histogram = monitorEventLoopDelay({ resolution: resolutionMs });
	let timer: NodeJS.Timeout | undefined;
	let [longest, recent]: [number, LoopDelay['recent']] = [0, null];

	function note(over: ELDHistogram): void {
		over.disable();
		if (over.count === 0) return;
		recent = { p50: held(over.percentile(50)), p99: held(over.percentile(99)), max: held(over.max) };
		longest = Math.max(longest, recent.max);
		const line = { event: 'loop.delay', ...recent };
		if (recent.max > mostMs) log.warn(line);
		else log.info(line);
	}

	/** One histogram follows the other, and both measure for a moment: a reset would lose what is just holding the loop. */
	function look(): void {
		const over = histogram;
		histogram = monitorEventLoopDelay({ resolution: resolutionMs });
		histogram.enable();
		// Behind all timers that are due, so that what held the loop until now has been measured.
		setTimeout(() => setImmediate(() => note(over)), overlapMs).unref();
	}

	return {
		delay: () => ({ longest: histogram.count === 0 ? longest : Math.max(longest, held(histogram.max)), recent }),
		start() {
			histogram.enable();
			timer ??= setInterval(look, periodMs).unref();
		},
		async stop() {
			clearInterval(timer);
			histogram.disable();
		},
	};
}

/** Between two looks lies their distance at least. In tenths of a millisecond. */
function held(nanoseconds: number): number {
	return Math.max(0, Math.round((nanoseconds / 1e6 - resolutionMs) * 10) / 10);
}
