import type { Server } from 'node:http';
import type { ServerType } from '@hono/node-server';

/** How often connections without a request are looked for. */
const lookEveryMs = 50;

/** Takes no new connections, lets the requests under way end, and cuts off what is left after `withinMs`. */
export async function drain(servers: ServerType[], withinMs: number): Promise<void> {
	await Promise.all(servers.map((server) => drainOne(server as Server, withinMs)));
}

function drainOne(server: Server, withinMs: number): Promise<void> {
	return new Promise((resolve) => {
		// A browser keeps its connection open after the answer: without looking it would be waited for to the end.
		const look = setInterval(() => server.closeIdleConnections(), lookEveryMs);
		const end = setTimeout(() => server.closeAllConnections(), withinMs);
		server.close(() => {
			clearInterval(look);
			clearTimeout(end);
			resolve();
		});
	});
}
