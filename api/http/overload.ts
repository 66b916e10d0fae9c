import type { MiddlewareHandler } from 'hono';
import { PortalError } from './errors.ts';

/** About a second's work of a small server; more would only make all others wait longer. */
export const mostConcurrent = 500;

/**
 * Answers 503 with Retry-After while too many requests are being served. Mounted behind the reading of bodies, so that
 * slow senders do not count.
 */
export function refuseOverload(): MiddlewareHandler {
	let underWay = 0;
	return async (_c, next) => {
		if (underWay >= mostConcurrent) throw overload();
		underWay++;
		try {
			await next();
		} finally {
			underWay--;
		}
	};
}

export function overload(): PortalError {
	return new PortalError(
		'unavailable',
		'现在访问的人太多，请稍后再试；已填写的内容不会丢失，紧急情况请拨打 110 或 12350。',
		{ retryAfter: 10 },
	);
}
