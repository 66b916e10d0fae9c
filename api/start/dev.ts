import { type ChildProcess, spawn } from 'node:child_process';
import { readConfig } from '../config.ts';

// Development with reload: the site by Astro, the console by Vite, the API restarted when its files change.
// One address for all three: Astro's server passes the other two on.
const config = readConfig(process.env);
const api = config.port + 1;
const console = config.port + 2;
const base = config.siteUrl.pathname;

const env = {
	...process.env,
	CONTENT_DIR: config.contentDir,
	RECORD_DIR: `${config.dataDir}/record`,
	SITE_URL: config.siteUrl.href,
	CONSOLE_BASE: `${base}console/`,
	DEV_API: `http://${config.host}:${api}`,
	DEV_CONSOLE: `http://${config.host}:${console}`,
	ASTRO_TELEMETRY_DISABLED: '1',
};
const at = (port: number) => ['--host', config.host, '--port', String(port), '--strictPort'];

const children: ChildProcess[] = [
	run(['--watch-path=api', '--watch-path=db', '--watch-path=content', 'api/start/dev-api.ts'], {
		DEV_API_PORT: String(api),
	}),
	run(['node_modules/astro/bin/astro.mjs', 'dev', '--host', config.host, '--port', String(config.port)]),
	run(['node_modules/vite/bin/vite.js', '--config', 'site/console/vite.config.ts', ...at(console)]),
];
process.stdout.write(`开发模式：http://${config.host}:${config.port}${base} 和 ${base}console/\n`);

for (const child of children) child.on('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

function run(args: string[], more: Record<string, string> = {}): ChildProcess {
	return spawn(process.execPath, args, { env: { ...env, ...more }, stdio: 'inherit' });
}

function stop(): void {
	for (const child of children) child.kill('SIGTERM');
	process.exitCode = 0;
}
