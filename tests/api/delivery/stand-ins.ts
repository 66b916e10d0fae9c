import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How a stand-in meets the next one that comes: closes at once, says nothing, refuses, or takes it. */
export type Mood = 'closes' | 'stalls' | 'refuses' | 'takes';

export interface Post {
	headers: IncomingHttpHeaders;
	body: string;
}

/** A real mail server on this machine with moods. */
export async function mailServer() {
	const taken: string[] = [];
	let mood: Mood = 'takes';
	let met = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onConnect(_session, done) {
			met += 1;
			if (mood === 'stalls') return;
			if (mood === 'closes') return done(Object.assign(new Error('busy'), { responseCode: 421 }));
			done();
		},
		onRcptTo(_address, _session, done) {
			done(mood === 'refuses' ? Object.assign(new Error('not today'), { responseCode: 450 }) : null);
		},
		onData(stream, _session, done) {
			let text = '';
			stream.on('data', (chunk: Buffer) => {
				text += chunk.toString();
			});
			stream.on('end', () => {
				taken.push(text);
				done();
			});
		},
	});
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		taken,
		met: () => met,
		be(next: Mood) {
			mood = next;
		},
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

/** A web server on this machine that takes posts, with moods. */
export async function webServer() {
	const taken: Post[] = [];
	let mood: Mood = 'takes';
	const server: Server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		if (mood === 'stalls') return;
		if (mood === 'closes') return void request.socket.destroy();
		if (mood === 'takes') taken.push({ headers: request.headers, body });
		response.writeHead(mood === 'takes' ? 204 : 500).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		taken,
		be(next: Mood) {
			mood = next;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
