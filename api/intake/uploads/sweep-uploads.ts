import { readdir, rm } from 'node:fs/promises';
import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { bytesOf } from './part-file.ts';
import { removeUpload } from './remove-upload.ts';

const hourMs = 3_600_000;

/**
 * Removes what was never sent: abandoned files after a day, what was announced and then did not come after an hour, and
 * whatever a crash left without an owner.
 */
export async function sweepUploads(deps: Deps): Promise<{ abandoned: number; orphans: number }> {
	const old = await unsent(deps, deps.content.evidence.keepHours);
	const empty = await withoutByte(deps, await unsent(deps, 1, 'arriving'));
	let abandoned = 0;
	for (const id of new Set([...old, ...empty])) if (await removeUpload(deps, id)) abandoned++;
	return { abandoned, orphans: await removeOrphans(deps) };
}

/** Files that belong to no report and are older than so many hours. */
async function unsent({ db, now }: Deps, hours: number, state?: string): Promise<string[]> {
	const before = new Date(now().getTime() - hours * hourMs).toISOString();
	const rows = await db.read
		.select({ id: uploads.id })
		.from(uploads)
		.where(and(isNull(uploads.reportId), lt(uploads.createdAt, before), state ? eq(uploads.state, state) : undefined));
	return rows.map(({ id }) => id);
}

/** Room is kept for what is announced: promises alone must not keep others' files out for a day. */
async function withoutByte({ files }: Deps, ids: string[]): Promise<string[]> {
	const arrived = await Promise.all(ids.map((id) => bytesOf(files.part(id))));
	return ids.filter((_, index) => arrived[index] === 0);
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
	/** Sweeps now and every hour. */
	start(): Promise<void>;
	/** Waits for a sweep under way. */
	stop(): Promise<void>;
}

export function uploadSweeper(deps: Deps): Sweeper {
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	const sweep = async () => {
		try {
			const swept = await sweepUploads(deps);
			if (swept.abandoned + swept.orphans > 0) deps.log.info({ event: 'uploads.swept', ...swept });
		} catch (error) {
			deps.log.error({ event: 'uploads.sweep-failed', ...traceOf(error) });
		}
	};
	return {
		async start() {
			timer = setInterval(() => {
				running = running.then(sweep);
			}, hourMs);
			running = running.then(sweep);
			await running;
		},
		async stop() {
			clearInterval(timer);
			await running;
		},
	};
}
