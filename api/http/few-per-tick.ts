import type { MiddlewareHandler } from 'hono';
import { mostConcurrent, overload } from './overload.ts';

/**
 * Starts `few` requests per turn of the event loop. Hundreds that arrive together would otherwise all start at once, and
 * a page opened meanwhile would wait until each of them has been looked up, refused and answered. Throws unavailable
 * where too many wait. Of requests that write, more than one: what is written in a turn shares a commit.
 */
export function fewPerTick(few: number): MiddlewareHandler {
	let waiting: (() => void)[] = [];
	function begin(): void {
		const next = waiting.slice(0, few);
		waiting = waiting.slice(few);
		for (const start of next) start();
		if (waiting.length > 0) setImmediate(begin);
	}
	return async (_c, next) => {
		if (waiting.length >= mostConcurrent) throw overload();
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) setImmediate(begin);
		});
		await next();
	};
}
