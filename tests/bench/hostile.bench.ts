import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { aReport } from '../api/portal.ts';
import { removeData, startPortal } from '../e2e/server.ts';
import { hostileFiles } from './hostile-files.ts';
import { bytes, measured } from './print.ts';

// One person with a laptop against a server: what an ordinary page waits meanwhile, and what the server holds.
const mostWait = 300;
const mostMemory = 400_000_000;

interface Round {
	longest: number;
	memory: number;
	loads: number;
}

const files = await hostileFiles();
const portal = await startPortal({ env: { CAPTCHA: 'off' } });
try {
	const watcher = new Worker(new URL('watch-page.ts', import.meta.url), {
		workerData: { url: `${portal.url}ponds/`, pid: portal.pid },
	});
	// Whoever attacks has a machine of their own: this thread takes no processor from the server, and the watcher keeps its.
	setPriority(10);
	const endRound = () =>
		new Promise<Round>((resolve, reject) => {
			watcher.once('message', (seen: Round) => {
				watcher.off('error', reject);
				resolve(seen);
			});
			watcher.once('error', reject);
			watcher.postMessage('end');
		});
	const round = async (name: string, attack: () => Promise<string>) => {
		await endRound();
		const said = await attack();
		const { longest, memory, loads } = await endRound();
		measured(`${name}: ${said}`, `${Math.round(longest)} ms`, { text: `${mostWait} ms`, kept: longest <= mostWait });
		measured(`  of ${loads} pages; server held`, bytes(memory), {
			text: bytes(mostMemory),
			kept: memory <= mostMemory,
		});
	};
	await pause(5000);
	await round('nothing', async () => {
		await pause(3000);
		return 'for comparison';
	});
	for (const [name, file] of files) await round(name, () => upload(file));
	await round('all of them at once', async () => (await Promise.all(files.map(([, file]) => upload(file)))).join(' '));
	await round('300 wrong sign-ins at once', wrongSignIns);
	await round('2,000 messages on one receipt, then 20 trackings', manyMessages);
	await round('102 announced files of 200 MB with a byte each', announcedFiles);
	await round('300 connections that say nothing more', silentConnections);
	await watcher.terminate();
} finally {
	await portal.stop();
	removeData(portal);
}

/** Sends a file as a phone does; what the server said of it. */
async function upload(file: Buffer): Promise<string> {
	const headers = { 'tus-resumable': '1.0.0', 'upload-draft': randomUUID() };
	const made = await fetch(`${portal.url}api/uploads`, {
		method: 'POST',
		headers: { ...headers, 'upload-length': String(file.length) },
	});
	if (made.status !== 201) return String(made.status);
	const sent = await fetch(new URL(made.headers.get('location') ?? '', portal.url), {
		method: 'PATCH',
		headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
		body: new Uint8Array(file),
	});
	return String(sent.status);
}

async function wrongSignIns(): Promise<string> {
	const answers = await Promise.all(
		Array.from({ length: 300 }, (_, index) =>
			post('api/staff/session', { username: `nobody-${index}`, password: 'wrong-password-2026' }),
		),
	);
	return counted(answers);
}

async function manyMessages(): Promise<string> {
	const report = await fetch(`${portal.url}api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
		body: JSON.stringify(aReport()),
	});
	const { number, secret } = (await report.json()) as { number: string; secret: string };
	const answers: number[] = [];
	for (let sent = 0; sent < 2000; sent += 50) {
		const some = Array.from({ length: 50 }, (_, index) =>
			post('api/reports/track/messages', { number, secret, text: `补充 ${sent + index}` }),
		);
		answers.push(...(await Promise.all(some)));
	}
	const tracked = Array.from({ length: 20 }, () => post('api/reports/track', { number, secret }));
	return `${counted(answers)}; ${counted(await Promise.all(tracked))}`;
}

async function announcedFiles(): Promise<string> {
	const answers = await Promise.all(
		Array.from({ length: 102 }, async () => {
			const headers = { 'tus-resumable': '1.0.0', 'upload-draft': randomUUID() };
			const made = await fetch(`${portal.url}api/uploads`, {
				method: 'POST',
				headers: { ...headers, 'upload-length': '200000000', 'upload-metadata': `filetype ${btoa('video/mp4')}` },
			});
			if (made.status !== 201) return made.status;
			const sent = await fetch(new URL(made.headers.get('location') ?? '', portal.url), {
				method: 'PATCH',
				headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
				body: new Uint8Array(1),
			});
			return sent.status;
		}),
	);
	return counted(answers);
}

async function silentConnections(): Promise<string> {
	const sockets = Array.from({ length: 300 }, () => {
		const socket = connect(portal.port, '127.0.0.1');
		socket.on('error', () => undefined);
		socket.write('POST /api/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{');
		return socket;
	});
	await pause(5000);
	for (const socket of sockets) socket.destroy();
	return 'open';
}

async function post(path: string, body: object): Promise<number> {
	const response = await fetch(portal.url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
		body: JSON.stringify(body),
	});
	await response.arrayBuffer();
	return response.status;
}

/** `[200, 429, 429]` as `1 × 200, 2 × 429`. */
function counted(statuses: number[]): string {
	const counts = new Map<number, number>();
	for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
	return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
}
