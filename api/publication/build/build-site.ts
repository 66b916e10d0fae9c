import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { isDiskFull } from '../../../db/disk-space.ts';
import type { Config } from '../../config.ts';
import { type Log, traceOf } from '../../log.ts';
import { buildInto } from './build-into.ts';
import type { OwnBuilder } from './follow-builds.ts';
import { type MadeOf, madeOfNow, printOf, readBasis, writeBasis } from './made-of.ts';
import { buildThatIsUp, putUp, removeOthers } from './put-up.ts';
import { BuildError, noSpace } from './run-build.ts';
import { differences, isWhole } from './site-files.ts';
import { isSiteClosed, setSiteClosed, siteFolder } from './site-folder.ts';
import { hidePage, type TakenDown, takeDown, type Withdrawn } from './take-down.ts';

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

/** What the builder asks of the portal. */
export interface SiteAsks {
	/** What must not be shown, as the database says. */
	withdrawn(): Promise<Withdrawn[]>;
	/** Hears which files of the site were not what a build of the whole site makes. */
	onDifference(files: string[]): Promise<void>;
	/** Where several machines build. */
	sharing?: BuildSharing | undefined;
}

/** Rebuilds the public site beside the one that is up and swaps it in by one rename. */
export function siteBuilder(config: Config, log: Log, { withdrawn, onDifference, sharing }: SiteAsks): SiteBuilder {
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
	let sound: string | null = null;

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
		const made = await madeOfNow(config);
		const print = printOf(made);
		const anew = wanted;
		wanted = false;
		if (!anew && !closed && state.publishedBuild && markOf(folder) === print && (await isWhole(folder))) {
			sound = state.publishedBuild;
			await removeOthers(home, state.publishedBuild, log);
			return enter('idle');
		}
		enter('building');
		const name = `build-${Date.now().toString(36)}-${print}`;
		try {
			await compareWithWhole(made, onLine);
			const merged = await make(join(home, name), made, { anew, onLine });
			// A record that could not be written on a full disk is in the new build as it was before.
			const late = await takeDown(join(home, name), [], await withdrawn());
			writeBasis(join(home, name), { ...made, merged });
			if (late.files === 0) writeFileSync(join(home, name, markName), print);
			await sharing?.finished(nr, name);
			await putUp(home, name);
			takenDown = 0;
			open();
			sound = name;
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

	/** The build that is up, where all of it is known to be as it was made. */
	function soundBuild(): string | undefined {
		return sound !== null && sound === state.publishedBuild ? join(home, sound) : undefined;
	}

	/**
	 * Makes what changed and keeps the rest of the site that is up, or makes all of it: where anything else than the record
	 * has changed, where that is asked for, and where keeping did not work out. Resolves with whether pages were kept.
	 */
	async function make(
		out: string,
		made: MadeOf,
		{ anew, onLine }: { anew: boolean; onLine: ((line: string) => void) | undefined },
	): Promise<boolean> {
		const before = soundBuild();
		const up = before && readBasis(before);
		if (!anew && up && up.ground === made.ground && up.day === made.day) {
			try {
				await buildInto(config, out, { day: made.day, before, keeps: true, onLine });
				return true;
			} catch (error) {
				if (stopped) throw error;
				log.warn({ event: 'site.not-merged', ...traceOf(error) });
			}
		}
		await buildInto(config, out, { day: made.day, before, onLine });
		return false;
	}

	/**
	 * Once a day, before the pages of the new day are made: a site of which pages were kept is made as a whole, for the day
	 * and the record that it shows, and each file compared. The whole build that follows takes its place in any case.
	 */
	async function compareWithWhole(made: MadeOf, onLine?: (line: string) => void): Promise<void> {
		const before = soundBuild();
		const up = before === undefined ? null : readBasis(before);
		if (before === undefined || !up?.merged || up.day === made.day) return;
		const then = { ...made, day: up.day };
		if (markOf(folder) !== printOf(then) || printOf(up) !== printOf(then)) {
			// Something was published or withdrawn that the site does not show yet.
			log.warn({ event: 'site.not-compared' });
			return;
		}
		const whole = join(home, `build-${Date.now().toString(36)}-whole`);
		try {
			await buildInto(config, whole, { day: up.day, onLine });
			const files = await differences(before, whole);
			const isSame = (await madeOfNow(config)).record === up.record;
			if (isSame && files.length > 0) await onDifference(files);
			log.info({ event: 'site.compared', differences: files.length, valid: isSame });
		} catch (error) {
			// Whatever keeps it from being built shows in the build that follows.
			log.warn({ event: 'site.not-compared', ...traceOf(error) });
		} finally {
			await rm(whole, { recursive: true, force: true });
		}
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

/** In a build that is up to date, with the print of what it is made of; gone once something was taken off it. */
const markName = '.fingerprint';

function markOf(folder: string): string | null {
	const file = join(folder, markName);
	return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
