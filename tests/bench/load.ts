import { connect, type Socket } from 'node:net';

/** A request as it goes over the wire. */
export interface Wire {
	method: string;
	path: string;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	body?: unknown;
}

export interface Load {
	port: number;
	/** Connections that are kept open, each with one request at a time. */
	connections: number;
	/** How long requests are begun; those under way are waited for. */
	ms: number;
	/** The request of that number. */
	request: (nth: number) => Wire;
	/** Requests a second, begun evenly whatever the server does; left out, each connection asks again at once. */
	rate?: number;
	/** No more than so many in all. */
	most?: number;
	/** Sees each answer. */
	onAnswer?: (answer: WireAnswer) => void;
}

export interface WireAnswer {
	status: number;
	head: string;
	body: string;
	/** From when it was due to be sent, not from when a connection was free. */
	ms: number;
}

export interface Outcome {
	perSecond: number;
	p50: number;
	p99: number;
	max: number;
	/** Answers by status. */
	statuses: Record<string, number>;
}

/**
 * Asks a server on this machine as fast as it answers, or at a steady rate. Its own client, as the machine has few
 * processors: what the client uses up is missing to the server.
 */
export async function load({ onAnswer, ...asked }: Load): Promise<Outcome> {
	const taken: number[] = [];
	const statuses: Record<string, number> = {};
	const started = performance.now();
	let ended = started;
	const hear = (answer: WireAnswer) => {
		ended = performance.now();
		// Refusals are quick: they must not make the answers look so.
		if (answer.status < 300) taken.push(answer.ms);
		statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
		onAnswer?.(answer);
	};
	await (asked.rate === undefined ? atOnce(asked, hear) : evenly(asked, asked.rate, hear));
	taken.sort((a, b) => a - b);
	const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] ?? Number.NaN;
	return { perSecond: (taken.length / (ended - started)) * 1000, p50: at(0.5), p99: at(0.99), max: at(1), statuses };
}

type Hear = (answer: WireAnswer) => void;

async function atOnce({ port, connections, ms, request, most = Infinity }: Load, hear: Hear): Promise<void> {
	const until = performance.now() + ms;
	let nth = 0;
	const one = async () => {
		const line = await openLine(port);
		while (performance.now() < until && nth < most) hear(await line.ask(request(nth++), performance.now()));
		line.close();
	};
	await Promise.all(Array.from({ length: connections }, one));
}

async function evenly({ port, connections, ms, request }: Load, rate: number, hear: Hear): Promise<void> {
	const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
	const free = [...lines];
	const waiting: Array<{ wire: Wire; due: number }> = [];
	const running = new Set<Promise<void>>();
	const started = performance.now();
	const next = () => {
		const [line, asked] = [free.at(-1), waiting[0]];
		if (!line || !asked) return;
		free.pop();
		waiting.shift();
		const asking = line.ask(asked.wire, asked.due).then((answer) => {
			hear(answer);
			free.push(line);
			running.delete(asking);
			next();
		});
		running.add(asking);
	};
	let nth = 0;
	await new Promise<void>((resolve) => {
		const timer = setInterval(() => {
			const passed = performance.now() - started;
			for (; nth < (Math.min(passed, ms) / 1000) * rate; nth++) {
				waiting.push({ wire: request(nth), due: started + (nth / rate) * 1000 });
				next();
			}
			if (passed < ms) return;
			clearInterval(timer);
			resolve();
		}, 1);
	});
	while (running.size > 0) await Promise.all(running);
	for (const line of lines) line.close();
}

interface Line {
	ask(wire: Wire, due: number): Promise<WireAnswer>;
	close(): void;
}

/** One connection of HTTP/1.1. It knows answers with a length and answers in chunks, and none that ends with the connection. */
async function openLine(port: number): Promise<Line> {
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
	let got = '';
	let heard: ((answer: Omit<WireAnswer, 'ms'>) => void) | undefined;
	let failed: ((error: Error) => void) | undefined;
	socket.setEncoding('latin1');
	socket.on('data', (text: string) => {
		got += text;
		const answer = wholeAnswer(got);
		if (!answer) return;
		got = '';
		heard?.(answer);
	});
	for (const event of ['close', 'error'] as const) {
		socket.on(event, () => failed?.(new Error('the server ended a connection')));
	}
	return {
		async ask(wire, due) {
			const answer = await new Promise<Omit<WireAnswer, 'ms'>>((resolve, reject) => {
				[heard, failed] = [resolve, reject];
				send(socket, wire);
			});
			return { ...answer, ms: performance.now() - due };
		},
		close() {
			failed = undefined;
			socket.destroy();
		},
	};
}

function send(socket: Socket, { method, path, headers = {}, body }: Wire): void {
	const text = body === undefined ? '' : JSON.stringify(body);
	const typed = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
	const lines = Object.entries(typed).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(
		`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
	);
}

function wholeAnswer(text: string): Omit<WireAnswer, 'ms'> | null {
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return null;
	const head = text.slice(0, end);
	const status = Number(head.slice(9, 12));
	const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
	const rest = text.slice(end + 4);
	if (length === undefined) {
		if (!rest.endsWith('0\r\n\r\n')) return null;
		return { status, head, body: rest.replace(/(^|\r\n)[\da-f]+\r\n/gi, '') };
	}
	return rest.length < Number(length) ? null : { status, head, body: rest };
}
