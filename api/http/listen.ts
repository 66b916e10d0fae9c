import { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { watchConnections } from './drain.ts';
import type { Timeouts } from './timeouts.ts';

/** How often node looks for connections whose time is up. */
const everyMs = 5000;

/**
 * Listens, and ends connections that make no progress. There is no time limit for bodies here, since an upload over a
 * slow connection may take long: each route that reads a body sets its own.
 */
export function listen(app: Hono, at: { host: string; port: number }, timeouts: Timeouts): Server {
	const server = serve({
		fetch: app.fetch,
		port: at.port,
		hostname: at.host,
		serverOptions: {
			headersTimeout: timeouts.headMs,
			requestTimeout: 0,
			keepAliveTimeout: timeouts.idleMs,
			connectionsCheckingInterval: Math.min(everyMs, timeouts.headMs),
		},
	});
	if (!(server instanceof Server)) throw new Error('a server of another protocol was made');
	watchConnections(server);
	server.setTimeout(timeouts.silentMs);
	return server;
}
