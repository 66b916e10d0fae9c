import { and, asc, eq, isNull, lt, lte, or } from 'drizzle-orm';
import { outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import { traceOf } from '../log.ts';
import type { Errand } from './outbox.ts';

/** How each kind of errand is done. Doing one twice must do no harm: a crash may come between doing and noting it. */
export type Couriers = { [K in Errand['kind']]: (errand: Extract<Errand, { kind: K }>) => Promise<void> };

type Row = typeof outbox.$inferSelect;

const claimMs = 5 * 60_000;
/** Waits before the next try: 10 s, 20 s, 40 s … up to an hour. */
const backOffMs = (attempts: number) => Math.min(3_600_000, 10_000 * 2 ** (attempts - 1));

/** Does the errands of the outbox one after the other. */
export interface Delivery {
	/** Does everything that is due; resolves when nothing is. */
	run(): Promise<void>;
	/** Looks again every `everyMs` until stopped. */
	start(everyMs: number): void;
	stop(): Promise<void>;
}

export function delivery(deps: Deps, couriers: Couriers): Delivery {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | null = null;
	let stopped = false;

	async function drain(): Promise<void> {
		for (let row = await claim(deps); row && !stopped; row = await claim(deps)) await deliver(deps, couriers, row);
	}

	function run(): Promise<void> {
		running ??= drain().finally(() => {
			running = null;
		});
		return running;
	}

	return {
		run,
		start(everyMs) {
			const tick = () => {
				run()
					.catch((error: unknown) => deps.log.error({ event: 'delivery.failed', ...traceOf(error) }))
					.finally(() => {
						if (!stopped) timer = setTimeout(tick, everyMs);
					});
			};
			tick();
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
	};
}

/** Takes the oldest errand that is due and that nobody has. */
async function claim(deps: Deps): Promise<Row | undefined> {
	const now = deps.now().toISOString();
	const free = or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, now));
	const due = and(isNull(outbox.doneAt), lte(outbox.dueAt, now), free);
	const [waiting] = await deps.db.read
		.select({ id: outbox.id })
		.from(outbox)
		.where(due)
		.orderBy(asc(outbox.dueAt))
		.limit(1);
	if (!waiting) return undefined;
	const claimedUntil = new Date(deps.now().getTime() + claimMs).toISOString();
	return deps.db.write(async (tx) => {
		const [row] = await tx
			.update(outbox)
			.set({ claimedUntil })
			.where(and(eq(outbox.id, waiting.id), due))
			.returning();
		return row;
	});
}

async function deliver(deps: Deps, couriers: Couriers, row: Row): Promise<void> {
	const attempts = row.attempts + 1;
	const errand = JSON.parse(row.payload) as Errand;
	const courier = couriers[errand.kind] as (errand: Errand) => Promise<void>;
	let outcome: Partial<Row>;
	try {
		await courier(errand);
		outcome = { doneAt: deps.now().toISOString(), lastError: null };
	} catch (error) {
		const trace = traceOf(error);
		deps.log.warn({ event: 'errand.failed', kind: row.kind, attempts, ...trace });
		outcome = { dueAt: new Date(deps.now().getTime() + backOffMs(attempts)).toISOString(), lastError: trace.error };
	}
	await deps.db.write((tx) =>
		tx
			.update(outbox)
			.set({ ...outcome, attempts, claimedUntil: null })
			.where(eq(outbox.id, row.id)),
	);
}
