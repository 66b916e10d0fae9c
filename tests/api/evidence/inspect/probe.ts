import { execFileSync } from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns/promises';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** Tries what a confined process must not be able to do, and says of each what came of it. */
const { port = 0, secret = '', place = '' } = JSON.parse(process.argv[2] ?? '{}') as Record<string, never>;

const tries: Record<string, () => unknown> = {
	'read a key': () => readFileSync(secret, 'utf8'),
	'read the system': () => readFileSync('/etc/hostname', 'utf8'),
	'write a file': () => writeFileSync(place, 'x'),
	'remove a file': () => rmSync(secret),
	'start a program': () => execFileSync('/bin/true'),
	'load native code': () => process.dlopen({ exports: {} }, secret),
	'reach a binding': () =>
		(process as unknown as { binding(n: string): { TCP?: unknown } }).binding('tcp_wrap').TCP ?? none(),
	connect: () => settled((done, fail) => net.connect(port, '127.0.0.1', done as () => void).on('error', fail)),
	fetch: () => fetch(`http://127.0.0.1:${port}/`),
	'ask by HTTP': () => settled((done, fail) => http.get(`http://127.0.0.1:${port}/`, done).on('error', fail)),
	'send a datagram': () =>
		settled((done, fail) => dgram.createSocket('udp4').on('error', fail).send('x', port, '127.0.0.1', done)),
	listen: () =>
		settled((done, fail) =>
			net
				.createServer()
				.on('error', fail)
				.listen(0, done as () => void),
		),
	'ask a name': () => dns.lookup('localhost'),
	'connect from a thread': () =>
		settled((done, fail) =>
			new Worker(`require('node:net').connect(${port}, '127.0.0.1')`, { eval: true })
				.on('error', fail)
				.on('exit', done),
		),
};

function settled(start: (done: (value: unknown) => void, fail: (error: Error) => void) => void): Promise<unknown> {
	return new Promise(start);
}

function none(): never {
	throw new Error('nothing there');
}

const came: Record<string, string> = {};
for (const [name, attempt] of Object.entries(tries)) {
	came[name] = await Promise.resolve()
		.then(attempt)
		.then(
			() => 'done',
			() => 'refused',
		);
}
process.stdout.write(JSON.stringify({ came, environment: Object.keys(process.env) }), () => process.exit(0));
