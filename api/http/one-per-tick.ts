import type { MiddlewareHandler } from 'hono';
import { mostConcurrent, overload } from './overload.ts';

/**
 * Starts one request per turn of the event loop. Hundreds that arrive together would otherwise all start at once, and a
 * page opened meanwhile would wait until each of them has been looked up, refused and answered. Throws unavailable where
 * too many wait.
 */
export function onePerTick(): MiddlewareHandler {
	const waiting: (() => void)[] = [];
	function begin(): void {
		waiting.shift()?.();
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
