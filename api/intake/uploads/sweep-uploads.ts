import { readdir, rm } from 'node:fs/promises';
import { and, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { removeUpload } from './remove-upload.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Removes what was never sent: abandoned files after a day, stalled ones after minutes, and what a crash left ownerless. */
export async function sweepUploads(deps: Deps): Promise<{ abandoned: number; orphans: number }> {
	const stalled = await removeStalled(deps);
	const before = new Date(deps.now().getTime() - deps.content.evidence.keepHours * hourMs).toISOString();
	const old = await removeWhere(deps, lt(uploads.createdAt, before));
	return { abandoned: stalled + old, orphans: await removeOrphans(deps) };
}

/**
 * Removes unfinished files of which nothing has arrived for the minutes of evidence.yaml: what somebody began and left
 * keeps no room from others. A whole one only waits to be looked into.
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
async function removeOrphans(deps: Deps): Promise<number> {
	const { files } = deps;
	const present = [...(await readdir(files.arriving)), ...(await readdir(files.sealed))];
	const ids = [...new Set(present.map((name) => name.split('.')[0] ?? ''))];
	const states = await statesOf(deps, ids);
	const orphans = ids.filter((id) => !states.has(id));
	for (const id of orphans) await files.remove(id);
	// Sealed, then the power went before the arriving file was removed.
	for (const id of ids) if (states.get(id) === 'sealed') await rm(files.part(id), { force: true });
	return orphans.length;
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
	/** Sweeps now and every hour; what stalled, every minute. */
	start(): Promise<void>;
	/** Waits for a sweep under way. */
	stop(): Promise<void>;
}

export function uploadSweeper(deps: Deps): Sweeper {
	let timers: NodeJS.Timeout[] = [];
	let running = Promise.resolve();
	const next = (sweep: () => Promise<{ abandoned: number; orphans: number }>) => {
		running = running.then(sweep).then(
			(swept) => {
				if (swept.abandoned + swept.orphans > 0) deps.log.info({ event: 'uploads.swept', ...swept });
			},
			(error: unknown) => deps.log.error({ event: 'uploads.sweep-failed', ...traceOf(error) }),
		);
		return running;
	};
	const all = () => next(() => sweepUploads(deps));
	const stalled = () => next(async () => ({ abandoned: await removeStalled(deps), orphans: 0 }));
	return {
		async start() {
			timers = [setInterval(all, hourMs), setInterval(stalled, minuteMs)];
			await all();
		},
		async stop() {
			for (const timer of timers) clearInterval(timer);
			await running;
		},
	};
}
