import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { type Log, traceOf } from '../log.ts';
import { dayOf } from '../time.ts';
import { fingerprint } from './fingerprint.ts';
import { BuildError, runBuild } from './run-build.ts';

const root = join(import.meta.dirname, '..', '..');
/** Pages are made and thrown away by the thousand: with room for the young, far less time goes into collecting them. */
export const nodeFlags = ['--max-semi-space-size=64'];
/** Several results approved one after the other are built together. */
const debounceMs = 500;

export interface BuildState {
	state: 'idle' | 'waiting' | 'building' | 'failed';
	since: string;
	finishedAt: string | null;
	/** Why the last build failed; the site before it stays up. */
	error: string | null;
	/** Name of the build that is up, or null before the first. */
	publishedBuild: string | null;
}

export interface SiteBuilder {
	/** Folder that is served; a link that always points to the last good build. */
	readonly folder: string;
	state(): BuildState;
	/** Builds now unless what is up is up to date. Rejects when the build fails. */
	ensure(onLine?: (line: string) => void): Promise<void>;
	/** Asks for a build soon; failures show in `state`. Resolves when the build that includes this request is done. */
	request(): Promise<void>;
	stop(): void;
}

/** Rebuilds the public site beside the one that is up and swaps it in by one rename. */
export function siteBuilder(config: Config, log: Log): SiteBuilder {
	const home = join(config.dataDir, 'public');
	const folder = join(home, 'current');
	const state: BuildState = {
		state: 'idle',
		since: new Date().toISOString(),
		finishedAt: null,
		error: null,
		publishedBuild: buildName(folder),
	};
	let chain: Promise<void> = Promise.resolve();
	let waiting: Promise<void> | null = null;

	function enter(next: BuildState['state']): void {
		state.state = next;
		state.since = new Date().toISOString();
	}

	async function build(onLine?: (line: string) => void): Promise<void> {
		const print = inputs(config);
		if (state.publishedBuild && printOf(folder) === print) return enter('idle');
		enter('building');
		const name = `build-${Date.now().toString(36)}-${print}`;
		try {
			await buildInto(config, join(home, name), onLine);
			writeFileSync(join(home, name, '.fingerprint'), print);
			await swap(home, folder, name);
			Object.assign(state, { error: null, publishedBuild: name, finishedAt: new Date().toISOString() });
			enter('idle');
		} catch (error) {
			rmSync(join(home, name), { recursive: true, force: true });
			state.error = error instanceof BuildError ? error.message : '网站更新失败，请联系运维人员查看日志。';
			enter('failed');
			log.error({ event: 'site.build-failed', ...traceOf(error) });
			throw error;
		}
	}

	function ensure(onLine?: (line: string) => void): Promise<void> {
		const turn = chain.then(() => build(onLine));
		chain = turn.catch(() => undefined);
		return turn;
	}

	return {
		folder,
		state: () => ({ ...state }),
		ensure,
		request() {
			if (waiting) return waiting;
			if (state.state !== 'building') enter('waiting');
			waiting = new Promise((resolve) => setTimeout(resolve, debounceMs)).then(() => {
				waiting = null;
				return ensure();
			});
			return waiting;
		},
		stop() {
			chain = Promise.reject(new BuildError('正在停止'));
			chain.catch(() => undefined);
		},
	};
}

/** Everything a build depends on; the day, because the pages say what is overdue today. */
function inputs(config: Config): string {
	const sources = ['site', 'content', 'astro.config.mjs', 'package-lock.json'].map((name) => join(root, name));
	const paths = [...sources, config.contentDir, join(config.dataDir, 'record')];
	return fingerprint(paths, [config.siteUrl.href, config.env, dayOf(new Date())]);
}

async function buildInto(config: Config, out: string, onLine?: (line: string) => void): Promise<void> {
	// Astro puts its working files below the folder it is started in: each build has one of its own, so that two
	// portals of one checkout do not disturb each other. Inside the project, where packages are found.
	const workshop = join(root, '.astro', 'builds', basename(out));
	await mkdir(workshop, { recursive: true });
	try {
		await buildIn(workshop, config, onLine);
		await mkdir(dirname(out), { recursive: true });
		await moveFolder(join(workshop, 'out'), out);
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
}

/** Builds into `out` of the workshop: Astro renames files between the two, so both must lie on one disk. */
async function buildIn(workshop: string, config: Config, onLine?: (line: string) => void): Promise<void> {
	const out = join(workshop, 'out');
	await runBuild([...nodeFlags, join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--root', root], {
		cwd: workshop,
		env: {
			CONTENT_DIR: config.contentDir,
			RECORD_DIR: join(config.dataDir, 'record'),
			SITE_OUT_DIR: out,
			SITE_CACHE_DIR: join(config.dataDir, 'cache'),
			SITE_URL: config.siteUrl.href,
			PORTAL_ENV: config.env,
			ASTRO_TELEMETRY_DISABLED: '1',
		},
		...(onLine && { onLine }),
	});
	if (!existsSync(join(out, 'index.html'))) throw new BuildError('网站没有生成首页，已保留原来的网站。');
}

/** Moves a folder, also to another disk: the data often has one of its own. */
async function moveFolder(from: string, to: string): Promise<void> {
	try {
		await rename(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
		await cp(from, to, { recursive: true });
	}
}

/** One rename replaces the link; the build before stays for pages that are still being read. */
async function swap(home: string, folder: string, name: string): Promise<void> {
	const before = buildName(folder);
	const link = join(home, 'next');
	await rm(link, { force: true });
	await symlink(name, link, process.platform === 'win32' ? 'junction' : 'dir');
	await rename(link, folder);
	for (const old of readdirSync(home)) {
		if (old.startsWith('build-') && old !== name && old !== before) {
			await rm(join(home, old), { recursive: true, force: true });
		}
	}
}

function buildName(folder: string): string | null {
	try {
		return readlinkSync(folder);
	} catch {
		return null;
	}
}

function printOf(folder: string): string | null {
	const file = join(folder, '.fingerprint');
	return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
