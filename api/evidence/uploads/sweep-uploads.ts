import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import { isDiskFull } from '../../../db/disk-space.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { removeUpload } from './remove-upload.ts';
import { retentionHours } from './upload-quota.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A sealed file without a row is let alone for so long. */
const unknownMs = 24 * hourMs;

/** What a sweep found: uploads that were never sent, what of unknown ones was not finished, unknown sealed files. */
export interface Swept {
	abandoned: number;
	orphans: number;
	setAside: number;
}

/**
 * Removes what was never sent: abandoned files after hours, stalled ones after minutes, and incomplete files without a
 * row that a crash left. Sealed files that the database does not know are set aside: a database restored from a backup
 * may be older than they are.
 */
export async function sweepUploads(deps: Deps): Promise<Swept> {
	const stalled = await removeStalled(deps);
	const before = new Date(deps.now().getTime() - retentionHours(deps) * hourMs).toISOString();
	const old = await removeWhere(deps, lt(uploads.createdAt, before));
	return { abandoned: stalled + old, ...(await clearUnknown(deps)) };
}

/**
 * Removes incomplete files of which nothing has arrived for the minutes of evidence.yaml, so that they do not use up the
 * quota of others. Complete ones only wait to be inspected.
 */
export async function removeStalled(deps: Deps): Promise<number> {
	const before = new Date(deps.now().getTime() - deps.content.evidence.stalledMinutes * minuteMs).toISOString();
	const unfinished = and(eq(uploads.state, 'arriving'), lt(uploads.arrived, uploads.size));
	return removeWhere(deps, and(unfinished, lt(uploads.progressAt, before)));
}

async function removeWhere(deps: Deps, condition: SQL | undefined): Promise<number> {
	const rows = await deps.db.read
		.select({ id: uploads.id })
		.from(uploads)
		.where(and(isNull(uploads.reportId), condition));
	let removed = 0;
	for (const { id } of rows) if (await removeUpload(deps, id)) removed++;
	return removed;
}

/** Files are listed before rows are read, and rows are written before files: a new upload is never taken for an orphan. */
async function clearUnknown(deps: Deps): Promise<Pick<Swept, 'orphans' | 'setAside'>> {
	const { files } = deps;
	const sealed = await readdir(files.sealed);
	const present = [...(await readdir(files.arriving)), ...sealed];
	const ids = [...new Set(present.map(idOf))];
	const states = await statesOf(deps, ids);
	const begun = [...new Set(present.filter((name) => !isFinished(name)).map(idOf))];
	const orphans = begun.filter((id) => !states.has(id));
	for (const id of orphans) await files.removeUnfinished(id);
	// Sealed, then the power went before the arriving file was removed.
	for (const id of ids) if (states.get(id) === 'sealed') await rm(files.part(id), { force: true });
	const unknown = sealed.filter((name) => isFinished(name) && !states.has(idOf(name)));
	return { orphans: orphans.length, setAside: await keepAside(deps, unknown) };
}

const idOf = (name: string): string => name.split('.')[0] ?? '';
const isFinished = (name: string): boolean => name.endsWith('.sealed');

async function keepAside({ files, now, log }: Deps, names: string[]): Promise<number> {
	let moved = 0;
	for (const name of names) {
		const found = await stat(join(files.sealed, name)).catch(() => null);
		if (!found || now().getTime() - found.mtimeMs < unknownMs) continue;
		await files.setAside(name);
		moved++;
	}
	if (moved > 0) log.warn({ event: 'evidence.set-aside', files: moved });
	return moved;
}

async function statesOf({ db }: Deps, ids: string[]): Promise<Map<string, string>> {
	const states = new Map<string, string>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db.read
			.select({ id: uploads.id, state: uploads.state })
			.from(uploads)
			.where(inArray(uploads.id, ids.slice(from, from + 500)));
		for (const { id, state } of rows) states.set(id, state);
	}
	return states;
}

export interface Sweeper {
	/** Sweeps now and every hour; stalled files every minute, when it also updates the usage of unsent files. */
	start(): Promise<void>;
	/** Waits for a sweep under way. */
	stop(): Promise<void>;
}

export function uploadSweeper(deps: Deps): Sweeper {
	let timers: NodeJS.Timeout[] = [];
	let running = Promise.resolve();
	const next = (sweep: () => Promise<Swept>) => {
		running = running.then(sweep).then(
			(swept) => {
				if (swept.abandoned + swept.orphans + swept.setAside > 0) deps.log.info({ event: 'uploads.swept', ...swept });
			},
			(error: unknown) => {
				// A full disk is reported once, by data-folder/alert-full-disk.ts.
				if (!isDiskFull(error)) deps.log.error({ event: 'uploads.sweep-failed', ...traceOf(error) });
			},
		);
		return running;
	};
	const all = () => next(() => sweepUploads(deps));
	const stalled = () =>
		next(async () => {
			await deps.unsentFiles.refresh();
			return { abandoned: await removeStalled(deps), orphans: 0, setAside: 0 };
		});
	return {
		async start() {
			timers = [setInterval(all, hourMs), setInterval(stalled, minuteMs)];
			await deps.unsentFiles.refresh();
			await all();
		},
		async stop() {
			for (const timer of timers) clearInterval(timer);
			await running;
		},
	};
}
