import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { lastHop, networkOfAddress } from './address.ts';

/** Requests without a readable address share the limits of one network. */
const unknown = 'unknown';

/**
 * The network a request comes from. Used for limits only, hashed at once, never kept. Behind our own proxy the address
 * it added last to the one header it writes is believed, and no other header: what it does not write, it hands on as anybody
 * sent it. Where that is none, the proxy itself stands for whoever it is.
 */
export function networkOf(c: Context, proxyHeader: string | null): string {
	const hop = proxyHeader ? lastHop(proxyHeader, c.req.header(proxyHeader)) : undefined;
	return networkOfAddress(hop ?? '') ?? networkOfAddress(getConnInfo(c).remote.address ?? '') ?? unknown;
}
