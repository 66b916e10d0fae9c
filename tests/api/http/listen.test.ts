import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from '../../../api/http/listen.ts';
import { createPublicApp } from '../../../api/start/public-app.ts';
import { createStaffApp } from '../../../api/start/staff-app.ts';
import { createWebApp } from '../../../api/start/web-app.ts';
import { phoneOf, placeOf } from '../evidence/uploads/phone.ts';
import { aReport, openTestPortal, type TestPortal } from '../portal.ts';

/** The real limits, a hundred times shorter. */
const patient = { headMs: 400, bodyMs: 600, chunkMs: 600, idleMs: 650, silentMs: 6000 };

let portal: TestPortal;
let server: Server;
let open: Socket[] = [];
beforeAll(async () => {
	portal = await openTestPortal();
	const web = createWebApp(
		{ siteUrl: portal.intake.siteUrl, captcha: { provider: 'off' }, tlsProxy: false },
		{
			publicApi: createPublicApp(portal.intake, patient),
			staffApi: createStaffApp(portal.staff, portal.auth, portal.site, patient),
		},
	);
	server = listen(web, { host: '127.0.0.1', port: 0 }, patient) as Server;
	if (!server.listening) await once(server, 'listening');
});
afterEach(() => {
	for (const socket of open) socket.destroy();
	open = [];
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await portal.remove();
});

/** A connection to the real server; `heard` is what came back once the server has closed it. */
function dial(): { socket: Socket; say(text: string | Uint8Array): void; heard: Promise<string>; took(): number } {
	const started = Date.now();
	const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	open.push(socket);
	let text = '';
	socket.on('data', (chunk) => {
		text += chunk.toString();
	});
	socket.on('error', () => undefined);
	const heard = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
	return { socket, say: (said) => void socket.write(said), heard, took: () => Date.now() - started };
}

const head = (method: string, path: string, headers: Record<string, string | number>) =>
	`${[`${method} ${path} HTTP/1.1`, 'Host: localhost', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`;
const json = (length: number) => ({ 'Content-Type': 'application/json', 'Content-Length': length });

test('a connection that says nothing is closed', async () => {
	const { heard, took } = dial();
	await heard;
	expect(took()).toBeLessThan(3000);
});

test('a head that trickles in is not waited for', async () => {
	const { say, heard, took, socket } = dial();
	say('GET /api/health HTTP/1.1\r\nHost: localhost\r\n');
	const drip = setInterval(() => socket.writable && say('X-Slow: 1\r\n'), 50);
	expect(await heard).toMatch(/^HTTP\/1\.1 408/);
	clearInterval(drip);
	expect(took()).toBeLessThan(3000);
});

test('an idle connection is closed after its time, and serves more than one request before', async () => {
	const { say, heard, took } = dial();
	say(head('GET', '/api/health', {}));
	await wait(200);
	say(head('GET', '/api/health', {}));
	expect((await heard).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
	expect(took()).toBeLessThan(5000);
});

test.each(['/api/reports', '/api/staff/session'])(
	'a body for %s that trickles in is refused in words after its time, and the connection closed',
	async (path) => {
		const body = JSON.stringify(aReport());
		const { say, heard, took, socket } = dial();
		say(head('POST', path, json(Buffer.byteLength(body))));
		const drip = setInterval(() => socket.writable && say('{'), 50);
		const answer = await heard;
		clearInterval(drip);
		expect(answer).toMatch(/^HTTP\/1\.1 408/);
		expect(answer).toContain('"code":"too_slow"');
		expect(answer).toContain('已填写的内容不会丢失');
		expect(took()).toBeLessThan(4000);
	},
);

test.each([
	['/api/reports', 'application/json'],
	['/api/staff/session', 'application/json'],
	['/api/staff/import/check', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('a body of no announced length for %s that trickles in is refused like any other', async (path, type) => {
	const as = await portal.signIn('city');
	const { say, heard, took, socket } = dial();
	say(head('POST', path, { 'Content-Type': type, 'Transfer-Encoding': 'chunked', Cookie: as }));
	const drip = setInterval(() => socket.writable && say('1\r\n{\r\n'), 50);
	const answer = await heard;
	clearInterval(drip);
	expect(answer).toMatch(/^HTTP\/1\.1 408/);
	expect(answer).toContain('"code":"too_slow"');
	expect(took()).toBeLessThan(patient.silentMs + 3000);
});

test('a report of no announced length that comes in time is taken, and one too large refused', async () => {
	const send = async (body: string) => {
		const { say, heard } = dial();
		say(
			head('POST', '/api/reports', {
				'Content-Type': 'application/json',
				'Transfer-Encoding': 'chunked',
				Connection: 'close',
			}),
		);
		for (const part of body.match(/.{1,3000}/gs) ?? []) {
			const bytes = Buffer.from(part);
			say(`${bytes.length.toString(16)}\r\n`);
			say(Buffer.concat([bytes, Buffer.from('\r\n')]));
		}
		say('0\r\n\r\n');
		return heard;
	};
	expect(await send(JSON.stringify(aReport()))).toMatch(/^HTTP\/1\.1 201/);
	expect(await send(JSON.stringify({ ...aReport(), description: '长'.repeat(30_000) }))).toMatch(/^HTTP\/1\.1 413/);
});

test('a report on a slow line that arrives within the time is taken', async () => {
	const body = Buffer.from(JSON.stringify(aReport()));
	const { say, heard } = dial();
	say(head('POST', '/api/reports', { ...json(body.length), Connection: 'close' }));
	for (let from = 0; from < body.length; from += 100) {
		say(body.subarray(from, from + 100));
		await wait(40);
	}
	expect(await heard).toMatch(/^HTTP\/1\.1 201/);
});

/** Begins a piece of `size` bytes of an announced upload by hand. */
async function beginPiece(size: number) {
	const phone = phoneOf(portal);
	const path = placeOf(await phone.announce(size));
	const line = dial();
	line.say(
		head('PATCH', path, {
			'Tus-Resumable': '1.0.0',
			'Upload-Draft': phone.draft,
			'Upload-Offset': 0,
			'Content-Type': 'application/offset+octet-stream',
			'Content-Length': size,
		}),
	);
	const offset = async () => Number((await phone.ask(path)).headers.get('upload-offset'));
	return { ...line, phone, path, offset };
}

test('a piece of a file on a slow line goes on for many times as long as any other body may, while it makes progress', async () => {
	const { say, socket, offset, took } = await beginPiece(1_000_000);
	for (let nth = 0; nth < 25; nth++) {
		say(new Uint8Array(1200));
		await wait(100);
	}
	expect(took()).toBeGreaterThan(4 * patient.bodyMs);
	expect(socket.destroyed).toBe(false);
	expect(await offset()).toBe(30_000);
});

test.each([
	['stops', 0],
	['trickles', 1],
])('a piece of a file that %s is ended, and what arrived stays', async (_how, bytes) => {
	const { say, heard, socket, offset, took } = await beginPiece(1_000_000);
	say(new Uint8Array(5000));
	const drip = setInterval(() => socket.writable && bytes > 0 && say(new Uint8Array(bytes)), 50);
	const answer = await heard;
	clearInterval(drip);
	expect(answer).toMatch(/^HTTP\/1\.1 408/);
	expect(answer).toContain('"code":"too_slow"');
	expect(took()).toBeLessThan(5000);
	expect(await offset()).toBeGreaterThanOrEqual(5000);
});

test('fifty connections that hold their bodies back keep nobody else from reporting', async () => {
	const held = Array.from({ length: 50 }, () => dial());
	for (const { say } of held) say(head('POST', '/api/reports', json(50_000)));
	await portal.report();
	const body = JSON.stringify(aReport());
	const { say, heard } = dial();
	say(head('POST', '/api/reports', { ...json(Buffer.byteLength(body)), Connection: 'close' }) + body);
	expect(await heard).toMatch(/^HTTP\/1\.1 201/);
	for (const answer of await Promise.all(held.map((each) => each.heard))) expect(answer).toMatch(/^HTTP\/1\.1 408/);
});
