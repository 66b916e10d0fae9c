import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { fingerprint } from './fingerprint.ts';
import { runBuild } from './run-build.ts';

const root = join(import.meta.dirname, '..', '..');

/** Builds the console if its sources changed and returns the folder to serve. Throws BuildError. */
export async function buildConsole(config: Config): Promise<string> {
	const sources = ['site/console', 'site/scripts', 'site/styles', 'package-lock.json'].map((name) => join(root, name));
	const print = fingerprint(
		[...sources, join(config.contentDir, 'areas'), join(config.contentDir, 'site.yaml')],
		[config.siteUrl.pathname],
	);
	const home = join(config.dataDir, 'public');
	const out = join(home, `console-${print}`);
	const complete = join(out, '.complete');
	if (existsSync(complete)) return out;
	mkdirSync(home, { recursive: true });
	await runBuild(
		[join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'site/console/vite.config.ts'],
		{
			cwd: root,
			env: {
				CONSOLE_BASE: `${config.siteUrl.pathname}console/`,
				CONSOLE_OUT_DIR: out,
				CONTENT_DIR: config.contentDir,
			},
		},
	);
	writeFileSync(complete, '');
	for (const old of readdirSync(home)) {
		if (old.startsWith('console-') && join(home, old) !== out)
			rmSync(join(home, old), { recursive: true, force: true });
	}
	return out;
}
