import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with one attempt. */
export type Behaviour =
	| 'answer'
	| 'lose-answer'
	| 'refuse-connection'
	| 'error-page'
	| 'too-many'
	| 'dearer'
	| 'captcha-failed'
	| 'invalid';

/** Stands in for POST api/reports: as strict as the contract, as unreliable as a village's network. */
export async function standIn(behaviours: Behaviour[]) {
	const stored = new Map<string, { request: string; receipt: object }>();
	let attempts = 0;
	const server = createServer(async (request, response) => {
		attempts++;
		const key = String(request.headers['idempotency-key']);
		const behaviour = behaviours.shift() ?? 'answer';
		const { captcha, ...rest } = JSON.parse(await read(request)) as Record<string, unknown>;
		if (behaviour === 'refuse-connection') return request.socket.destroy();
		if (behaviour === 'error-page') return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>');
		if (behaviour === 'too-many') return problem(429, 'too_many', { 'retry-after': '7' });
		if (behaviour === 'dearer') return problem(429, 'too_many', { 'retry-after': '600' }, [], { captcha: true });
		if (behaviour === 'captcha-failed') return problem(422, 'captcha_failed');
		if (behaviour === 'invalid') return problem(422, 'invalid', {}, [{ path: 'description', message: '太短' }]);
		if (typeof captcha !== 'string') return problem(422, 'captcha_required');
		const known = stored.get(key);
		const text = JSON.stringify(rest);
		if (known && known.request !== text) return problem(422, 'idempotency_reused');
		const receipt = known?.receipt ?? { number: String(100000000000 + stored.size), secret: '1234567890123456' };
		stored.set(key, { request: text, receipt });
		if (behaviour === 'lose-answer') return request.socket.destroy();
		return response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(receipt));

		function problem(status: number, code: string, headers = {}, errors: object[] = [], more = {}) {
			const body = JSON.stringify({ status, code, title: '没有成功', detail: '请修改后再提交。', errors, ...more });
			return response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		stored,
		attempts: () => attempts,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function read(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const part of request.setEncoding('utf8')) text += part;
	return text;
}
