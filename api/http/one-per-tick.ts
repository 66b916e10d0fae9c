import type { MiddlewareHandler } from 'hono';
import { most, overload } from './overload.ts';

/**
 * Begins one request in each turn of the event loop. Hundreds that arrive together are otherwise begun in one go, and a
 * page that somebody opens waits until all of them have been looked up, refused and answered. Throws unavailable where
 * too many wait to be begun.
 */
export function onePerTick(): MiddlewareHandler {
	const waiting: (() => void)[] = [];
	function begin(): void {
		waiting.shift()?.();
		if (waiting.length > 0) setImmediate(begin);
	}
	return async (_c, next) => {
		if (waiting.length >= most) throw overload();
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) setImmediate(begin);
		});
		await next();
	};
}
