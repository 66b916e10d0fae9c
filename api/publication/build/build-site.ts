import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { dayOf } from '../../../content/facts/time.ts';
import { isDiskFull } from '../../../db/disk-space.ts';
import type { Config } from '../../config.ts';
import { errorCode } from '../../error-code.ts';
import { type Log, traceOf } from '../../log.ts';
import { fingerprint } from './fingerprint.ts';
import { finishFolder } from './finish-folder.ts';
import type { OwnBuilder } from './follow-builds.ts';
import { buildThatIsUp, putUp, removeOthers } from './put-up.ts';
import { BuildError, noSpace, runBuild } from './run-build.ts';
import { isWhole } from './site-files.ts';
import { isSiteClosed, setSiteClosed, shareGroup, siteFolder } from './site-folder.ts';
import { hidePage, type TakenDown, takeDown, type Withdrawn } from './take-down.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** Pages are made and thrown away by the thousand: with room for the young, far less time goes into collecting them. */
export const nodeFlags = ['--max-semi-space-size=64'];
/** Several results approved one after the other are built together. */
const debounceMs = 500;

export interface BuildState {
	state: 'idle' | 'waiting' | 'building' | 'failed';
	since: string;
	finishedAt: string | null;
	/** Why the last build failed; the site before it stays up, without what was withdrawn. */
	error: string | null;
	/** Name of the build that is up, or null before the first. */
	publishedBuild: string | null;
}

export interface SiteBuilder extends OwnBuilder {
	/** Folder that is served; a link that always points to the last good build. */
	readonly folder: string;
	state(): BuildState;
	/** Builds now unless what is up is up to date. Rejects when the build fails. */
	ensure(onLine?: (line: string) => void): Promise<void>;
	/**
	 * Asks for a build soon, `anew` also where nothing has changed; failures show in `state`. Resolves when the build that
	 * includes this request is done.
	 */
	request(anew?: boolean): Promise<void>;
	/** Takes off what is up whatever was withdrawn while the portal was not there to do it. */
	withoutWithdrawn(): Promise<void>;
	/** Shows the page of something no more, at once: the build that follows makes it anew. */
	hide(withdrawn: Withdrawn): Promise<void>;
	/** True while nothing of the site may be served: something that was withdrawn could not be taken off it. */
	isClosed(): boolean;
	stop(): void;
}

/** What several machines agree on that build and serve one site. */
export interface BuildSharing {
	/** Before anything of what is built is read: brings it up to date here, and takes a number. */
	begin(): Promise<number>;
	/** Which folder the build of that number became. */
	finished(nr: number, name: string): Promise<void>;
}

/**
 * Rebuilds the public site beside the one that is up and swaps it in by one rename. `withdrawn` asks the database what
 * must not be shown.
 */
export function siteBuilder(
	config: Config,
	log: Log,
	withdrawn: () => Promise<Withdrawn[]>,
	sharing?: BuildSharing,
): SiteBuilder {
	const home = join(config.dataDir, 'public');
	const folder = siteFolder(home);
	const state: BuildState = {
		state: 'idle',
		since: new Date().toISOString(),
		finishedAt: null,
		error: null,
		publishedBuild: buildThatIsUp(home),
	};
	const inTurn = pLimit(1);
	let stopped = false;
	let waiting: Promise<void> | null = null;
	let wanted = false;
	let closed = false;
	let takenDown = 0;

	function close(): void {
		closed = true;
		try {
			setSiteClosed(home, true);
		} catch (error) {
			log.error({ event: 'site.closed-here-only', ...traceOf(error) });
		}
	}

	function open(): void {
		closed = false;
		setSiteClosed(home, false);
	}

	function enter(next: BuildState['state']): void {
		state.state = next;
		state.since = new Date().toISOString();
	}

	async function build(onLine?: (line: string) => void): Promise<void> {
		const nr = (await sharing?.begin()) ?? 0;
		const print = inputs(config);
		const anew = wanted;
		wanted = false;
		if (!anew && !closed && state.publishedBuild && printOf(folder) === print && (await isWhole(folder))) {
			await removeOthers(home, state.publishedBuild, log);
			return enter('idle');
		}
		enter('building');
		const name = `build-${Date.now().toString(36)}-${print}`;
		try {
			await buildInto(config, join(home, name), onLine);
			// A record that could not be written on a full disk is in the new build as it was before.
			const late = await takeDown(join(home, name), [], await withdrawn());
			if (late.files === 0) writeFileSync(join(home, name, '.fingerprint'), print);
			await sharing?.finished(nr, name);
			await putUp(home, name);
			takenDown = 0;
			open();
			const error = late.files === 0 ? null : takenDownSentence(late);
			Object.assign(state, { error, publishedBuild: name, finishedAt: new Date().toISOString() });
			enter('idle');
		} catch (error) {
			rmSync(join(home, name), { recursive: true, force: true });
			state.error = `${reasonOf(error)}${await withoutWithdrawn()}`;
			enter('failed');
			log.error({ event: 'site.build-failed', ...traceOf(error) });
			throw error;
		}
		await removeOthers(home, name, log);
	}

	/** The old site stays up, but not with what was withdrawn since. Says in words what was taken off it. */
	async function withoutWithdrawn(): Promise<string> {
		if (!existsSync(folder)) return '';
		try {
			const sources = [config.contentDir, join(config.dataDir, 'record')];
			const taken = await takeDown(folder, sources, await withdrawn());
			open();
			if (taken.files === 0) return '';
			takenDown++;
			log.warn({ event: 'site.taken-down', files: taken.files });
			return takenDownSentence(taken);
		} catch (error) {
			close();
			log.error({ event: 'site.take-down-failed', ...traceOf(error) });
			return '已撤回的内容没有能够从网页中撤下，公开网站已全部暂停提供，网站更新成功后恢复，请联系运维人员查看日志。';
		}
	}

	async function hideOne(withdrawn: Withdrawn): Promise<void> {
		try {
			await hidePage(folder, withdrawn);
			takenDown++;
		} catch (error) {
			close();
			throw error;
		}
	}

	/** What was fetched may be older than what was withdrawn since. */
	async function adopt(name: string): Promise<void> {
		const late = await takeDown(join(home, name), [], await withdrawn());
		await putUp(home, name);
		takenDown = late.files > 0 ? 1 : 0;
		open();
		const error = late.files === 0 ? null : takenDownSentence(late);
		Object.assign(state, { error, publishedBuild: name, finishedAt: new Date().toISOString() });
		enter('idle');
		await removeOthers(home, name, log);
	}

	function ensure(onLine?: (line: string) => void): Promise<void> {
		return inTurn(async () => {
			if (stopped) throw new BuildError('正在停止');
			await build(onLine);
		});
	}

	return {
		folder,
		state: () => ({ ...state }),
		ensure,
		async withoutWithdrawn() {
			const removedSentence = await withoutWithdrawn();
			if (removedSentence) state.error = removedSentence;
		},
		request(anew = false) {
			wanted ||= anew;
			if (waiting !== null) return waiting;
			if (state.state !== 'building') enter('waiting');
			waiting = new Promise((resolve) => setTimeout(resolve, debounceMs)).then(() => {
				waiting = null;
				return ensure();
			});
			return waiting;
		},
		hide: hideOne,
		isClosed: () => closed || isSiteClosed(home),
		takenDown: () => takenDown,
		adopt: (name, isNewer) =>
			inTurn(async () => {
				if (!stopped && (await isNewer())) await adopt(name);
			}),
		stop() {
			// Builds requested from here on need another run.
			stopped = true;
		},
	};
}

function takenDownSentence({ ids, files }: TakenDown): string {
	return `载有已撤回内容（${ids.join('、')}）的 ${files} 个页面和文件已停止提供，网站更新成功后恢复。`;
}

function reasonOf(error: unknown): string {
	if (error instanceof BuildError) return error.message;
	if (isDiskFull(error)) return noSpace;
	return '网站更新失败，请联系运维人员查看日志。';
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
	const workshop = join(root, '.astro', 'builds', fingerprint([], [resolve(out, '..')]));
	// A build that was killed left its pages there, perhaps with something that was withdrawn since.
	await rm(workshop, { recursive: true, force: true });
	await mkdir(workshop, { recursive: true });
	await mkdir(dirname(out), { recursive: true });
	await shareGroup(workshop, dirname(out));
	try {
		await buildIn(workshop, config, onLine);
		await moveFolder(join(workshop, 'out'), out);
		await finishFolder(out);
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
		if (errorCode(error) !== 'EXDEV') throw error;
		await cp(from, to, { recursive: true });
	}
}

function printOf(folder: string): string | null {
	const file = join(folder, '.fingerprint');
	return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
