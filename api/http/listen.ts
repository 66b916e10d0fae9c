import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { watchConnections } from './drain.ts';
import type { PageListener } from './page-listener.ts';
import type { Timeouts } from './timeouts.ts';

/** How often node looks for connections whose time is up. */
const everyMs = 5000;

/**
 * Listens, and ends connections that make no progress. There is no time limit for bodies here, since an upload over a
 * slow connection may take long: each route that reads a body sets its own. `pages` answers first whatever it can.
 */
export function listen(
	app: Hono,
	at: { host: string; port: number },
	timeouts: Timeouts,
	pages: PageListener = () => false,
): Server {
	const routes = getRequestListener(app.fetch, { hostname: at.host });
	const options = {
		headersTimeout: timeouts.headMs,
		requestTimeout: 0,
		keepAliveTimeout: timeouts.idleMs,
		connectionsCheckingInterval: Math.min(everyMs, timeouts.headMs),
	};
	const server = createServer(options, (request, answer) => {
		if (!pages(request, answer)) void routes(request, answer);
	});
	watchConnections(server);
	server.setTimeout(timeouts.silentMs);
	server.listen(at.port, at.host);
	return server;
}
