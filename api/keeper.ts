import { eq, lte, or } from 'drizzle-orm';
import { leases } from '../db/schema/processes.ts';
import type { BaseDeps } from './base-deps.ts';
import { traceOf } from './log.ts';
import { periodicTask } from './periodic-task.ts';

/** Of all staff processes one is the keeper: it escalates alarms, keeps the hours, sweeps, writes the record and builds. */
export interface Keeper {
	/** Whether this process is it now. */
	keeps(): boolean;
	/** Calls `listener` each time this process becomes it. */
	whenTaken(listener: () => void): void;
	/** Asks at once, and goes on asking; resolves with the first answer. */
	start(): Promise<void>;
	/** Lets another process take over at once. */
	stop(): Promise<void>;
}

/** Where the folder belongs to one staff process (`db/sqlite/lock.ts`), that one keeps it. */
export const onlyKeeper: Keeper = {
	keeps: () => true,
	whenTaken() {},
	start: async () => undefined,
	stop: async () => undefined,
};

const name = 'keeper';
/** Another process takes over so long after the keeper was last heard of. Clocks must differ by far less. */
const leaseMs = 12_000;
const everyMs = 3000;

/** Keeper by a row of the database that expires, where several staff processes share one. */
export function keeperByLease(deps: Pick<BaseDeps, 'db' | 'now' | 'newId' | 'log'>): Keeper {
	const holder = deps.newId();
	let heldUntil = 0;
	let wasKeeper = false;
	let notify: () => void = () => undefined;
	// By this machine's own clock: a process that could not renew stops before another one begins.
	const keeps = () => deps.now().getTime() < heldUntil;

	async function ask(): Promise<void> {
		const asked = deps.now().getTime();
		const until = asked + leaseMs;
		const row = { name, holder, until: new Date(until).toISOString() };
		const mine = or(eq(leases.holder, holder), lte(leases.until, new Date(asked).toISOString()));
		const taken = await deps.db.writeFromReserve((tx) =>
			tx.insert(leases).values(row).onConflictDoUpdate({ target: leases.name, set: row, setWhere: mine }).returning(),
		);
		heldUntil = taken.length > 0 ? until : 0;
		if (keeps() && !wasKeeper) {
			deps.log.info({ event: 'keeper.taken' });
			notify();
		}
		wasKeeper = keeps();
	}

	const asking = periodicTask(ask, (error) => deps.log.error({ event: 'keeper.not-asked', ...traceOf(error) }));
	return {
		keeps,
		whenTaken(listener) {
			notify = listener;
		},
		async start() {
			asking.start(everyMs);
			await asking.run();
		},
		async stop() {
			await asking.stop();
			if (!keeps()) return;
			heldUntil = 0;
			await deps.db.writeFromReserve((tx) => tx.delete(leases).where(eq(leases.holder, holder)));
		},
	};
}
