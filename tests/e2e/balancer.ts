import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A reverse proxy as an operator has one: it hands requests to each process in turn, and passes over one that is gone. */
export interface Balancer {
	/** Ending in a slash. */
	url: string;
	/** Requests that each process was handed, by port. */
	handed: Map<number, number>;
	close(): Promise<void>;
}

/** Starts one in front of processes on this machine. What breaks in the middle of a request is answered with 502. */
export async function balance(ports: number[]): Promise<Balancer> {
	const agent = new Agent({ keepAlive: true });
	const handed = new Map(ports.map((port) => [port, 0]));
	let turn = 0;

	async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
		const body = await buffer(incoming);
		for (let tried = 0; tried < ports.length; tried++) {
			const port = ports[turn++ % ports.length] ?? 0;
			const outcome = await handOn({ port, incoming, body, answer }, agent);
			if (outcome === 'refused') continue;
			handed.set(port, (handed.get(port) ?? 0) + 1);
			if (outcome === 'broken') answer.destroyed || answer.headersSent ? answer.destroy() : answer.writeHead(502).end();
			return;
		}
		answer.writeHead(503).end();
	}

	const server: Server = createServer((incoming, answer) => {
		handle(incoming, answer).catch(() => answer.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		handed,
		close: () =>
			new Promise((resolve) => {
				agent.destroy();
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

interface Handed {
	port: number;
	incoming: IncomingMessage;
	body: Buffer;
	answer: ServerResponse;
}

/** `refused`: nobody listens there, so that another one may be asked; `broken`: it may have done what was asked. */
function handOn({ port, incoming, body, answer }: Handed, agent: Agent): Promise<'answered' | 'refused' | 'broken'> {
	return new Promise((resolve) => {
		const { method, url: path, headers } = incoming;
		const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent }, (reply) => {
			answer.writeHead(reply.statusCode ?? 502, reply.headers);
			reply.pipe(answer);
			reply.on('end', () => resolve('answered'));
			reply.on('error', () => resolve('broken'));
		});
		outgoing.on('error', (error: NodeJS.ErrnoException) =>
			resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'),
		);
		outgoing.end(body);
	});
}
