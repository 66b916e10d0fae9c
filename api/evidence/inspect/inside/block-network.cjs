/**
 * Loaded before anything else in the confined process and in each of its threads. Node's permission model refuses file
 * access, child processes and native code, but knows no permission for the network: everything that would open a
 * connection is disabled here.
 *
 * Plain JavaScript: loading what takes types off costs Node more than the rest of a thread's start, and five threads draw
 * a picture.
 */
const net = require('node:net');
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');

function refuse() {
	throw Object.assign(new Error('no network here'), { code: 'ERR_ACCESS_DENIED' });
}

net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.Socket.prototype.bind = refuse;
dgram.Socket.prototype.send = refuse;
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) {
	Object.assign(dns, { [name]: refuse });
	Object.assign(dns.promises, { [name]: refuse });
}
Object.assign(globalThis, { fetch: refuse, WebSocket: refuse, EventSource: refuse });
// process.binding would give access to all of it. sharp reads one binding, for the names of file flags.
Object.assign(process, { binding: () => ({ fs: fs.constants }), dlopen: refuse });
