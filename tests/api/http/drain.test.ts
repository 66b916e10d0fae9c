import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { drain, watchConnections } from '../../../api/http/drain.ts';

/** A server whose answers wait until they are let go. */
async function aServer(): Promise<{ server: Server; port: number; letGo: () => void; asked: Promise<void> }> {
	let letGo = () => {};
	const free = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	let isAsked = () => {};
	const asked = new Promise<void>((resolve) => {
		isAsked = resolve;
	});
	const server = createServer(async (_request, response) => {
		isAsked();
		await free;
		response.end('done');
	});
	watchConnections(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, port: (server.address() as AddressInfo).port, letGo, asked };
}

test('a request under way is answered, a new one finds nobody, and the connection of a browser holds nothing up', async () => {
	const { server, port, letGo, asked } = await aServer();
	const answer = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
	await asked;
	const drained = drain([server], 60_000);
	await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
	letGo();
	expect(await answer).toBe('done');
	// fetch keeps its connection open: without looking for idle ones this would take its five seconds.
	const before = performance.now();
	await drained;
	expect(performance.now() - before).toBeLessThan(3000);
});

test('a request that never ends is cut off when its time is over', async () => {
	const { server, port, asked } = await aServer();
	const broken = new Promise((resolve) => {
		request({ port, host: '127.0.0.1' }).on('error', resolve).end();
	});
	await asked;
	await drain([server], 100);
	expect(await broken).toMatchObject({ code: 'ECONNRESET' });
});

test.each([
	['says nothing', ''],
	['never comes to the end of its head', 'GET / HTTP/1.1\r\nHost: a\r\n'],
])('a connection that %s is not waited for, while a request under way is answered', async (_what, sent) => {
	const { server, port, letGo, asked } = await aServer();
	const silent = connect(port, '127.0.0.1');
	await once(silent, 'connect');
	silent.write(sent);
	const ended = once(silent, 'close');
	silent.on('error', () => undefined);
	const answer = fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } }).then((each) => each.text());
	await asked;
	const drained = drain([server], 60_000);
	await ended;
	letGo();
	expect(await answer).toBe('done');
	await drained;
});
