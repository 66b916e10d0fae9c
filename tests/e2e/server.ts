import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };

export interface RunningPortal {
	/** Address of the public site, ending in a slash. */
	url: string;
	/** Port on this machine, where `url` is the address behind a proxy. */
	port: number;
	/** Process of the server. */
	pid: number | undefined;
	/** Password of all demo accounts. */
	password: string;
	dataDir: string;
	/** Folder with the built site. */
	siteDir: string;
	/** Everything the server printed. */
	printed(): string;
	/** Stops the server as Ctrl-C does; resolves with its exit code. */
	stop(): Promise<number | null>;
	/** Kills the server without warning, as a power cut does. */
	kill(): Promise<void>;
}

const password = 'demo-password-2026';

/** Which process of the portal: both sides in one, or one of them. */
type Script = 'start' | 'start:public' | 'start:staff';

/** What npm would start node with. */
function argumentsOf(script: Script): string[] {
	return packageJson.scripts[script].split(' ').slice(1);
}

interface StartOptions {
	env?: Record<string, string>;
	dataDir?: string;
	basePath?: string;
	port?: number;
	/** Left out: `start`. A public process has no password, which the staff side alone is given. */
	script?: Script;
	/** Runs it as this user and group of the system, as only root can. */
	as?: { uid: number; gid: number } | undefined;
	/** What the server prints once it is where the test wants it; left out: the last line of the announcement. */
	until?: RegExp;
}

/** Starts the real server as `npm start` does and waits until it answers, or until it has printed `until`. */
export async function startPortal(options: StartOptions = {}): Promise<RunningPortal> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'portal-'));
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}${options.basePath ?? '/'}`;
	const script = options.script ?? 'start';
	const child = spawn(process.execPath, argumentsOf(script), {
		env: {
			...process.env,
			[script === 'start:staff' ? 'STAFF_PORT' : 'PORT']: String(port),
			SITE_URL: url,
			DATA_DIR: dataDir,
			...(script !== 'start:public' && { DEMO_PASSWORD: password }),
			...options.env,
		},
		...options.as,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	await new Promise<void>((resolve, reject) => {
		const hear = (chunk: Buffer) => {
			text += chunk.toString();
			if ((options.until ?? /按 Ctrl-C 停止。/).test(text)) resolve();
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		void ended.then((code) => reject(new Error(`the server ended with ${code}: ${text}`)));
	});
	return {
		url,
		port,
		pid: child.pid,
		password: options.env?.DEMO_PASSWORD ?? password,
		dataDir,
		siteDir: join(dataDir, 'public', 'current'),
		printed: () => text,
		stop: () => {
			child.kill('SIGINT');
			return ended;
		},
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() =>
				address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
			);
		});
	});
}

/** Removes the data of a portal that a test started. */
export function removeData({ dataDir }: Pick<RunningPortal, 'dataDir'>): void {
	rmSync(dataDir, { recursive: true, force: true });
}
