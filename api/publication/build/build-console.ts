import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../config.ts';
import { fingerprint } from './fingerprint.ts';
import { finishFolder } from './finish-folder.ts';
import { runBuild } from './run-build.ts';
import { isWhole } from './site-files.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Folder of the console as its sources are now; empty until it was built. */
export function consoleFolder(config: Config): string {
	const sources = ['site/console', 'site/browser', 'site/tokens.css', 'package-lock.json'].map((name) =>
		join(root, name),
	);
	const print = fingerprint(
		[...sources, join(config.contentDir, 'areas'), join(config.contentDir, 'site.yaml')],
		[config.siteUrl.pathname],
	);
	return join(config.dataDir, 'public', `console-${print}`);
}

/** Builds the console if its sources changed, or a file of it is lost. Throws BuildError. */
export async function buildConsole(config: Config, out: string): Promise<void> {
	const home = dirname(out);
	const complete = join(out, '.complete');
	if (existsSync(complete) && (await isWhole(out))) return;
	rmSync(out, { recursive: true, force: true });
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
	await finishFolder(out);
	writeFileSync(complete, '');
	for (const old of readdirSync(home)) {
		if (old.startsWith('console-') && join(home, old) !== out)
			rmSync(join(home, old), { recursive: true, force: true });
	}
}
