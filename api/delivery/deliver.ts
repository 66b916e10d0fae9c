import { and, asc, eq, inArray, isNull, lt, lte, notInArray, or, type SQL } from 'drizzle-orm';
import { outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import { traceOf } from '../log.ts';
import type { Errand } from './outbox.ts';
import { NotSent, SendError } from './send-error.ts';

/** How each kind of errand is done. Doing one twice must do no harm: a crash may come between doing and noting it. */
export type Couriers = { [K in Errand['kind']]: (errand: Extract<Errand, { kind: K }>, id: string) => Promise<void> };

type Row = typeof outbox.$inferSelect;

const claimMs = 5 * 60_000;
/** Waits before the next try: 10 s, 20 s, 40 s … up to an hour. */
const backOffMs = (attempts: number) => Math.min(3_600_000, 10_000 * 2 ** (attempts - 1));

/**
 * Errands that wait for somebody else's server, by the server they wait for. Each channel has a lane of its own: what is
 * ours waits for none of them, and a dead one holds up no other.
 */
const channels: Array<Array<Errand['kind']>> = [
	['unit.mail', 'reporter.mail', 'protection.mail', 'audit.mail'],
	['unit.webhook'],
	['unit.sms', 'reporter.sms'],
	// Danger waits behind nothing that can wait.
	['alarm.sms'],
	['alarm.phone'],
	['alarm.webhook'],
];

/** Does the errands of the outbox, in each lane one after the other. */
export interface Delivery {
	/** Does everything that is due; resolves when nothing is. */
	run(): Promise<void>;
	/** Looks again every `everyMs` until stopped. */
	start(everyMs: number): void;
	stop(): Promise<void>;
}

export function delivery(deps: Deps, couriers: Couriers): Delivery {
	const ours = lane(deps, couriers, notInArray(outbox.kind, channels.flat()));
	const others = channels.map((kinds) => lane(deps, couriers, inArray(outbox.kind, kinds)));
	const all = [ours, ...others];
	return {
		async run() {
			// An errand of ours may leave others behind.
			await ours.run();
			await Promise.all(others.map((each) => each.run()));
		},
		start(everyMs) {
			for (const each of all) each.start(everyMs);
		},
		async stop() {
			await Promise.all(all.map((each) => each.stop()));
		},
	};
}

function lane(deps: Deps, couriers: Couriers, kinds: SQL): Delivery {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | null = null;
	let stopped = false;

	async function drain(): Promise<void> {
		const next = () => (stopped ? undefined : claim(deps, kinds));
		for (let row = await next(); row; row = await next()) await deliver(deps, couriers, row);
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
async function claim(deps: Deps, kinds: SQL): Promise<Row | undefined> {
	const now = deps.now().toISOString();
	const free = or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, now));
	const due = and(kinds, isNull(outbox.doneAt), lte(outbox.dueAt, now), free);
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
	const courier = couriers[errand.kind] as (errand: Errand, id: string) => Promise<void>;
	let outcome: Partial<Row>;
	try {
		await courier(errand, row.id);
		outcome = { doneAt: deps.now().toISOString(), lastError: null };
	} catch (error) {
		outcome = error instanceof NotSent ? notSent(deps, error) : tryAgain(deps, row, attempts, error);
	}
	// Sent is sent, and must be noted also while nothing new is begun.
	await deps.db.writeEnd((tx) =>
		tx
			.update(outbox)
			.set({ ...outcome, attempts, claimedUntil: null })
			.where(eq(outbox.id, row.id)),
	);
}

/** Nothing more is done; the reason stands in the outbox. */
function notSent(deps: Deps, error: NotSent): Partial<Row> {
	return { doneAt: deps.now().toISOString(), lastError: error.message };
}

function tryAgain(deps: Deps, { kind }: Row, attempts: number, error: unknown): Partial<Row> {
	const trace = traceOf(error);
	deps.log.warn({ event: 'errand.failed', kind, attempts, ...trace });
	const lastError = error instanceof SendError ? error.message : trace.error;
	return { dueAt: new Date(deps.now().getTime() + backOffMs(attempts)).toISOString(), lastError };
}
