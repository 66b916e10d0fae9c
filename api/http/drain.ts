import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections without a request are looked for. */
const pollMs = 50;

/** Connections of a server, and those of them with a request under way. */
interface Connections {
	all: Set<Socket>;
	busy: Set<Socket>;
}

const watched = new WeakMap<object, Connections>();

/** From here on it is known which connections of a server have a request under way. Call before it listens. */
export function watchConnections(server: Server): void {
	const connections: Connections = { all: new Set(), busy: new Set() };
	watched.set(server, connections);
	server.on('connection', (socket: Socket) => {
		connections.all.add(socket);
		socket.once('close', () => connections.all.delete(socket));
	});
	server.on('request', ({ socket }, answer) => {
		connections.busy.add(socket);
		answer.once('close', () => connections.busy.delete(socket));
	});
}

/** Takes no new connections, lets the requests under way end, and cuts off what is left after `withinMs`. */
export async function drain(servers: Server[], withinMs: number): Promise<void> {
	await Promise.all(servers.map((server) => drainOne(server, withinMs)));
}

function drainOne(server: Server, withinMs: number): Promise<void> {
	return new Promise((resolve) => {
		// Browsers keep connections open without a request; they must be found and closed, or the drain would wait for them.
		const findIdle = setInterval(() => endIdle(server), pollMs);
		const end = setTimeout(() => server.closeAllConnections(), withinMs);
		server.close(() => {
			clearInterval(findIdle);
			clearTimeout(end);
			resolve();
		});
	});
}

function endIdle(server: Server): void {
	server.closeIdleConnections();
	const { all, busy } = watched.get(server) ?? { all: [], busy: new Set<Socket>() };
	for (const socket of all) if (!busy.has(socket)) socket.destroy();
}
