import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect } from 'node:net';

export const sitekey = '10000000-ffff-ffff-ffff-000000000001';
export const secret = '0x1000000000000000000000000000000000000001';

/** How the stand-in behaves: like hCaptcha, or like hCaptcha in trouble. */
export type Mood = 'well' | 'silent' | 'closing' | 'broken' | 'unreadable' | 'strange';

export interface StandIn {
	mood: Mood;
	/** Host and port that each request was meant for. */
	readonly asked: string[];
	/** A token as the widget gives it to one visitor, good once. */
	token(): string;
	close(): Promise<void>;
}

/**
 * Stands in for https://hcaptcha.com: takes the connections that the real package opens with node's own agent and
 * answers as strictly as the documented siteverify does.
 */
export async function openStandIn(): Promise<StandIn> {
	const fresh = new Set<string>();
	const known = new Set<string>();
	const asked: string[] = [];
	const server = createServer((request, response) => answer(request, response).catch(() => response.destroy()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	const agent = https.globalAgent as unknown as { createConnection: unknown };
	const original = agent.createConnection;
	agent.createConnection = ({ host, port: wanted }: { host: string; port: number }) => {
		asked.push(`${host}:${wanted}`);
		return connect(port, '127.0.0.1');
	};

	const standIn: StandIn = {
		mood: 'well',
		asked,
		token() {
			const token = `P1_${crypto.randomUUID()}`;
			fresh.add(token);
			known.add(token);
			return token;
		},
		async close() {
			agent.createConnection = original;
			https.globalAgent.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let body = '';
		for await (const chunk of request) body += chunk;
		switch (standIn.mood) {
			case 'silent':
				return;
			case 'closing':
				request.socket.destroy();
				return;
			case 'broken':
				response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>');
				return;
			case 'unreadable':
				response.writeHead(200, { 'content-type': 'text/html' }).end('<p>maintenance</p>');
				return;
			case 'strange':
				response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":"true"}');
				return;
			case 'well':
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(verdict(request, new URLSearchParams(body))));
		}
	}

	function verdict(request: IncomingMessage, form: URLSearchParams): Record<string, unknown> {
		const refused = (code: string) => ({ success: false, 'error-codes': [code] });
		const rightType = request.headers['content-type'] === 'application/x-www-form-urlencoded';
		if (request.method !== 'POST' || request.url !== '/siteverify' || !rightType) return refused('bad-request');
		if (!form.get('secret')) return refused('missing-input-secret');
		if (form.get('secret') !== secret) return refused('invalid-input-secret');
		if (form.get('sitekey') !== sitekey) return refused('sitekey-secret-mismatch');
		const token = form.get('response') ?? '';
		if (!token) return refused('missing-input-response');
		if (!known.has(token)) return refused('invalid-input-response');
		if (!fresh.delete(token)) return refused('already-seen-response');
		return { success: true, challenge_ts: new Date().toISOString(), hostname: 'localhost' };
	}

	return standIn;
}
