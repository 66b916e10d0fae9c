import type { MiddlewareHandler } from 'hono';
import { PortalError } from './errors.ts';

/** A second's work of a small server. Whoever comes beyond it would only make all others wait longer. */
export const most = 500;

/**
 * Sends away whoever comes while too many are being served, in words and with the time to come again. Stands behind the
 * limit of time for bodies: who only pretends to send something takes nobody's place.
 */
export function refuseOverload(): MiddlewareHandler {
	let underWay = 0;
	return async (_c, next) => {
		if (underWay >= most) throw overload();
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
