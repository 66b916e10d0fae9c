import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type RunningPortal, removeData, startPortal } from './server.ts';

let portal: RunningPortal;
afterEach(async () => {
	await portal.kill();
	removeData(portal);
});

test('a request that does not end holds the stop up until Ctrl-C is pressed again', async () => {
	portal = await startPortal({ until: /公开网站：/ });
	const slow = request(`${portal.url}api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'content-length': '100', expect: '100-continue' },
	});
	const cut = once(slow, 'error');
	slow.flushHeaders();
	// The server has begun with it.
	await once(slow, 'continue');
	const ended = portal.stop();
	// Twice at once is npm and the terminal speaking of the same key.
	void portal.stop();
	const pressing = setInterval(() => void portal.stop(), 300);
	expect(await ended).toBe(130);
	clearInterval(pressing);
	expect(portal.printed()).not.toContain('已停止');
	await cut;
});

test('a connection that says nothing holds nothing up', async () => {
	portal = await startPortal({ until: /公开网站：/ });
	const silent = connect(portal.port, '127.0.0.1');
	await once(silent, 'connect');
	const closed = once(silent, 'close');
	const before = performance.now();
	expect(await portal.stop()).toBe(0);
	await closed;
	expect(portal.printed()).toContain('已停止');
	// The drain alone would take eight seconds.
	expect(performance.now() - before).toBeLessThan(7000);
});
