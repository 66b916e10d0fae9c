import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The network a request comes from: /24 of IPv4, /48 of IPv6. Used for limits only, hashed at once, never kept.
 * Behind our own proxy the address it added last is believed.
 */
export function networkOf(c: Context, behindProxy: boolean): string {
	const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
	const address = (forwarded ?? getConnInfo(c).remote.address ?? '').replace(/^::ffff:/, '');
	return address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');
}
