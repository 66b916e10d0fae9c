import { gte, inArray, lt, sql } from 'drizzle-orm';
import { attempts } from '../../../db/schema/processes.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { traceOf } from '../../log.ts';
import { type PeriodicTask, periodicTask } from '../../periodic-task.ts';

/** What a counter says now. */
export interface Counted {
	points: number;
	/** Until counting begins anew. */
	seconds: number;
}

/**
 * Counters that all processes share. Each answers out of its own memory, so that a limit costs no request a query or a
 * commit, and `settle` exchanges with the others by the database what was counted since: with `start(1000)` a limit is
 * passed by at most what the other processes let in within a second.
 */
export interface SharedCounters extends Pick<PeriodicTask, 'start' | 'stop'> {
	get(hash: string): Counted | null;
	/** Adds to a counter, which begins anew `durationMs` after its first point; less than 0 gives back. */
	add(hash: string, points: number, durationMs: number): void;
	/** Begins to count from nothing again. */
	forget(hash: string): void;
	/** Writes what was counted here, and reads what was counted elsewhere. */
	settle(): Promise<void>;
}

interface Counter {
	/** As the database has it. */
	settled: number;
	/** Counted here since. */
	fresh: number;
	/** To be begun anew before `fresh` is added. */
	forgotten: boolean;
	until: number;
}

/** So many counters a transaction, that none holds up others for long. */
const chunkRows = 100;
/** Clocks of two machines may differ, and a transaction end later than its time says: read once more, a row does no harm. */
const overlapMs = 10_000;
/** How often rows whose time is over are removed. */
const purgeMs = 60_000;

type CounterDeps = Pick<BaseDeps, 'db' | 'now' | 'log'>;

export function sharedCounters(deps: CounterDeps): SharedCounters {
	const counters = new Map<string, Counter>();
	let [readAt, purgedAt] = [0, 0];
	const nowMs = () => deps.now().getTime();

	function living(hash: string): Counter | undefined {
		const counter = counters.get(hash);
		if (!counter || counter.until > nowMs()) return counter;
		counters.delete(hash);
		return undefined;
	}

	async function write(): Promise<void> {
		const changed = [...counters].filter(([, { fresh, forgotten }]) => fresh !== 0 || forgotten);
		for (let from = 0; from < changed.length; from += chunkRows) {
			await writeChunk(deps, changed.slice(from, from + chunkRows));
		}
	}

	async function read(): Promise<void> {
		const [began, now] = [nowMs(), deps.now().toISOString()];
		const since = new Date(readAt - overlapMs).toISOString();
		for (const row of await deps.db.read.select().from(attempts).where(gte(attempts.changedAt, since))) {
			if (row.until <= now) continue;
			const { fresh = 0, forgotten = false } = living(row.hash) ?? {};
			counters.set(row.hash, { settled: row.points, fresh, forgotten, until: Date.parse(row.until) });
		}
		readAt = began;
	}

	async function purge(): Promise<void> {
		const now = nowMs();
		if (now - purgedAt < purgeMs) return;
		purgedAt = now;
		for (const [hash, { until }] of counters) if (until <= now) counters.delete(hash);
		const over = lt(attempts.until, new Date(now).toISOString());
		const [first] = await deps.db.read.select({ hash: attempts.hash }).from(attempts).where(over).limit(1);
		if (first) await deps.db.write(async (tx) => void (await tx.delete(attempts).where(over)));
	}

	// The limits hold meanwhile by what this process counted itself.
	const failed = (error: unknown) => deps.log.warn({ event: 'limits.not-settled', ...traceOf(error) });
	const settling = periodicTask(async () => {
		await write();
		await read();
		await purge();
	}, failed);

	return {
		start: settling.start,
		async stop() {
			await settling.stop();
			await write().catch(failed);
		},
		settle: settling.run,
		get(hash) {
			const counter = living(hash);
			if (!counter) return null;
			const { settled, fresh, forgotten, until } = counter;
			return { points: (forgotten ? 0 : settled) + fresh, seconds: Math.ceil((until - nowMs()) / 1000) };
		},
		add(hash, points, durationMs) {
			const counter = living(hash) ?? { settled: 0, fresh: 0, forgotten: false, until: nowMs() + durationMs };
			counter.fresh += points;
			counters.set(hash, counter);
		},
		forget(hash) {
			const counter = living(hash);
			if (counter) Object.assign(counter, { fresh: 0, forgotten: true });
		},
	};
}

/** Adds what was counted here to the rows; one whose time is over begins anew. */
async function writeChunk(deps: CounterDeps, chunk: [string, Counter][]): Promise<void> {
	const written = chunk.map(([hash, { fresh, forgotten, until }]) => ({ hash, fresh, forgotten, until }));
	const now = deps.now().toISOString();
	const rows = await deps.db.write(async (tx) => {
		for (const { hash, fresh, forgotten, until } of written) {
			const row = { hash, points: fresh, until: new Date(until).toISOString(), changedAt: now };
			const anew = forgotten ? sql`1 = 1` : sql`${attempts.until} <= ${now}`;
			await tx
				.insert(attempts)
				.values(row)
				.onConflictDoUpdate({
					target: attempts.hash,
					set: {
						points: sql`case when ${anew} then ${fresh} else ${attempts.points} + ${fresh} end`,
						until: sql`case when ${anew} then ${row.until} else ${attempts.until} end`,
						changedAt: now,
					},
				});
		}
		const hashes = written.map(({ hash }) => hash);
		return tx.select().from(attempts).where(inArray(attempts.hash, hashes));
	});
	// What was counted while the transaction ran stays fresh.
	for (const [index, [, counter]] of chunk.entries()) {
		const { fresh = 0, forgotten = false } = written[index] ?? {};
		counter.fresh -= fresh;
		if (forgotten) counter.forgotten = false;
		const row = rows.find(({ hash }) => hash === chunk[index]?.[0]);
		if (row) Object.assign(counter, { settled: row.points, until: Date.parse(row.until) });
	}
}
