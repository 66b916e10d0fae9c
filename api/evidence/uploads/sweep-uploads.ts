import { and, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import { isDiskFull } from '../../../db/disk-space.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import type { StoredFile } from '../../files/storage.ts';
import { type Keeper, onlyKeeper } from '../../keeper.ts';
import { traceOf } from '../../log.ts';
import { sealedFolder } from '../evidence-files.ts';
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

/** Files looked up in the database at once. */
const atOnce = 500;

/** Files are listed before rows are read, and rows are written before files: a new upload is never taken for an orphan. */
async function clearUnknown(deps: Deps): Promise<Pick<Swept, 'orphans' | 'setAside'>> {
	const orphans = new Set<string>();
	let setAside = 0;
	for await (const files of inGroups(deps.files.list(), atOnce)) {
		const states = await statesOf(deps, [...new Set(files.map(idOf))]);
		const begun = new Set(files.filter((file) => !isSealed(file)).map(idOf));
		for (const id of begun) {
			const state = states.get(id);
			if (state === undefined) {
				await deps.files.removeUnfinished(id);
				orphans.add(id);
			}
			// Sealed, then the power went before what arrived was removed.
			if (state === 'sealed') await deps.files.removePart(id);
		}
		const unknown = files.filter((file) => isSealed(file) && !states.has(idOf(file)));
		setAside += await keepAside(deps, unknown);
	}
	if (setAside > 0) deps.log.warn({ event: 'evidence.set-aside', files: setAside });
	return { orphans: orphans.size, setAside };
}

const idOf = ({ name }: StoredFile): string => /([^/.]*)[^/]*$/.exec(name)?.[1] ?? '';
const isSealed = ({ name, whole }: StoredFile): boolean => whole && name.startsWith(sealedFolder);

async function keepAside({ files, now }: Deps, unknown: StoredFile[]): Promise<number> {
	const old = unknown.filter(({ writtenAt }) => now().getTime() - writtenAt >= unknownMs);
	for (const { name } of old) await files.setAside(name);
	return old.length;
}

async function* inGroups(files: AsyncIterable<StoredFile>, most: number): AsyncGenerator<StoredFile[]> {
	let group: StoredFile[] = [];
	for await (const file of files) {
		group.push(file);
		if (group.length < most) continue;
		yield group;
		group = [];
	}
	if (group.length > 0) yield group;
}

async function statesOf({ db }: Deps, ids: string[]): Promise<Map<string, string>> {
	const rows = await db.read
		.select({ id: uploads.id, state: uploads.state })
		.from(uploads)
		.where(inArray(uploads.id, ids));
	return new Map(rows.map(({ id, state }) => [id, state]));
}

export interface Sweeper {
	/** Sweeps now and every hour; stalled files every minute, when it also updates the usage of unsent files. */
	start(): Promise<void>;
	/** Waits for a sweep under way. */
	stop(): Promise<void>;
}

/** Every process counts what is unsent, one of all, the `keeper`, removes. */
export function uploadSweeper(deps: Deps, keeper: Keeper = onlyKeeper): Sweeper {
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
	const none: Swept = { abandoned: 0, orphans: 0, setAside: 0 };
	const all = () => next(async () => (keeper.keeps() ? sweepUploads(deps) : none));
	const stalled = () =>
		next(async () => {
			await deps.unsentFiles.refresh();
			return keeper.keeps() ? { ...none, abandoned: await removeStalled(deps) } : none;
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
