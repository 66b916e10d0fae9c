/**
 * Loaded before anything else in the confined process and in each of its threads. Reading, writing, starting programs
 * and native code are refused by the runtime's permissions; the network it does not know how to refuse, so what would
 * open a connection is taken away here.
 */
const net = require('node:net') as typeof import('node:net');
const dgram = require('node:dgram') as typeof import('node:dgram');
const dns = require('node:dns') as typeof import('node:dns');
const fs = require('node:fs') as typeof import('node:fs');

function refuse(): never {
	throw Object.assign(new Error('no network here'), { code: 'ERR_ACCESS_DENIED' });
}

net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.Socket.prototype.bind = refuse;
dgram.Socket.prototype.send = refuse;
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'] as const) {
	Object.assign(dns, { [name]: refuse });
	Object.assign(dns.promises, { [name]: refuse });
}
Object.assign(globalThis, { fetch: refuse, WebSocket: refuse, EventSource: refuse });
// The bindings below hold a way round all of it. sharp asks one of them, for the names of the flags of files.
Object.assign(process, { binding: () => ({ fs: fs.constants }), dlopen: refuse });
