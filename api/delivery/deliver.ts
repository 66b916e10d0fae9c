import { and, asc, eq, inArray, isNotNull, isNull, like, lt, lte, notInArray, or, type SQL } from 'drizzle-orm';
import { type Job, outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import { traceOf } from '../log.ts';
import { type Repeated, repeated } from './repeated.ts';
import { NotSent, SendError } from './send-error.ts';

/** The jobs by their kind. */
type Jobs = { [K in Job['kind']]: Job & { kind: K } };

/** How each kind of job is done. Doing one twice must do no harm: a crash may come between doing and noting it. */
export type JobHandlers = { [K in keyof Jobs]: (job: Jobs[K], id: string) => Promise<void> };

type Row = typeof outbox.$inferSelect;

const claimMs = 5 * 60_000;
/** Danger has handlers that give up after seconds: should one die, another takes its job soon. */
const alarmClaimMs = 20_000;
/** Waits before the next try: 10 s, 20 s, 40 s … up to an hour. */
const backOffMs = (attempts: number) => Math.min(3_600_000, 10_000 * 2 ** (attempts - 1));

/**
 * Jobs that wait for somebody else's server, by the server they wait for. Each channel has a queue of its own: what is
 * ours waits for none of them, and a dead one holds up no other.
 */
const channels: Array<Array<Job['kind']>> = [
	['unit.mail', 'reporter.mail', 'protection.mail', 'audit.mail'],
	['unit.webhook'],
	['unit.sms', 'reporter.sms'],
];

/** Danger waits behind nothing that can wait. */
const alarmGateways = ['alarm.sms', 'alarm.phone'] as const;
/** Every office has a bell of its own, so each has a queue of its own. */
const alarmBells = 'alarm.webhook';
const alarmKinds: Array<Job['kind']> = [...alarmGateways, alarmBells];

/** Each run does everything that is due. */
type JobQueue = Repeated;

/** Does the jobs of the outbox, in each queue one after the other. */
export interface Delivery extends JobQueue {
	/** Looks again every `everyMs` for alarms alone: before all else that a start has to do. */
	startAlarms(everyMs: number): void;
}

export function delivery(deps: Deps, jobHandlers: JobHandlers): Delivery {
	const ours = queue(deps, jobHandlers, notInArray(outbox.kind, [...channels.flat(), ...alarmKinds]));
	const others = channels.map((kinds) => queue(deps, jobHandlers, inArray(outbox.kind, kinds)));
	const alarms = [
		...alarmGateways.map((kind) => queue(deps, jobHandlers, eq(outbox.kind, kind), 'alarm')),
		bells(deps, jobHandlers),
	];
	let freed: Promise<void> | undefined;

	function start(queues: JobQueue[], everyMs: number): void {
		freed ??= freeClaims(deps);
		void freed.finally(() => {
			for (const each of queues) each.start(everyMs);
		});
	}

	return {
		async run() {
			const news = async () => {
				// A job of ours may leave others behind.
				await ours.run();
				await Promise.all(others.map((each) => each.run()));
			};
			const queues = await Promise.allSettled([...alarms.map((each) => each.run()), news()]);
			for (const each of queues) if (each.status === 'rejected') throw each.reason;
		},
		startAlarms: (everyMs) => start(alarms, everyMs),
		start: (everyMs) => start([ours, ...others, ...alarms], everyMs),
		async stop() {
			const all = [ours, ...others, ...alarms];
			await Promise.all([freed, ...all.map((each) => each.stop())]);
		},
	};
}

/**
 * What a process that was killed had in hand is free at once: the data folder belongs to one process, which begins no
 * job before this. A failure costs only the time that a claim holds.
 */
async function freeClaims({ db, log }: Deps): Promise<void> {
	const held = and(isNull(outbox.doneAt), isNotNull(outbox.claimedUntil));
	await db
		.writeEnd((tx) => tx.update(outbox).set({ claimedUntil: null }).where(held))
		.catch((error: unknown) => log.error({ event: 'delivery.claims-kept', ...traceOf(error) }));
}

function queue(deps: Deps, jobHandlers: JobHandlers, kinds: SQL | undefined, of: 'alarm' | 'news' = 'news'): JobQueue {
	let stopping = false;
	const jobs = repeated(async () => {
		const next = () => (stopping ? undefined : claim(deps, kinds, of));
		for (let row = await next(); row; row = await next()) await deliver(deps, jobHandlers, row);
	}, failureLog(deps));
	return {
		...jobs,
		stop() {
			stopping = true;
			return jobs.stop();
		},
	};
}

function failureLog({ log }: Deps): (error: unknown) => void {
	return (error) => log.error({ event: 'delivery.failed', ...traceOf(error) });
}

/** A queue for each office's bell, made when it is first needed: one that is dead holds up no other. */
function bells(deps: Deps, jobHandlers: JobHandlers): JobQueue {
	const queues = new Map<string, JobQueue>();
	const under = new Set<Promise<void>>();
	const failed = failureLog(deps);

	function queueOf(unitId: string): JobQueue {
		const ofUnit = and(eq(outbox.kind, alarmBells), like(outbox.payload, `%"unitId":"${unitId}"%`));
		const known = queues.get(unitId) ?? queue(deps, jobHandlers, ofUnit, 'alarm');
		queues.set(unitId, known);
		return known;
	}

	async function begin(): Promise<void> {
		const waiting = and(
			eq(outbox.kind, alarmBells),
			isNull(outbox.doneAt),
			lte(outbox.dueAt, deps.now().toISOString()),
		);
		const rows = await deps.db.read.select({ job: outbox.payload }).from(outbox).where(waiting);
		for (const unitId of new Set(rows.flatMap(({ job }) => (job.kind === alarmBells ? job.unitId : [])))) {
			const run = queueOf(unitId).run();
			under.add(run);
			run.catch(failed).finally(() => under.delete(run));
		}
	}

	const looking = repeated(begin, failed);
	return {
		async run() {
			await looking.run();
			await Promise.all(under);
		},
		start: looking.start,
		async stop() {
			await looking.stop();
			await Promise.all([...queues.values()].map((each) => each.stop()));
		},
	};
}

/**
 * Takes the oldest job that is due and that nobody has. Of alarms what was never tried comes before what failed, and
 * a full disk stops none: they are written into the last room there is.
 */
async function claim(deps: Deps, kinds: SQL | undefined, of: 'alarm' | 'news'): Promise<Row | undefined> {
	const now = deps.now().toISOString();
	const free = or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, now));
	const due = and(kinds, isNull(outbox.doneAt), lte(outbox.dueAt, now), free);
	const [waiting] = await deps.db.read
		.select({ id: outbox.id })
		.from(outbox)
		.where(due)
		.orderBy(...(of === 'alarm' ? [asc(outbox.attempts), asc(outbox.dueAt)] : [asc(outbox.dueAt)]))
		.limit(1);
	if (!waiting) return undefined;
	const heldMs = of === 'alarm' ? alarmClaimMs : claimMs;
	const claimedUntil = new Date(deps.now().getTime() + heldMs).toISOString();
	const write = of === 'alarm' ? deps.db.writeEnd : deps.db.write;
	return write(async (tx) => {
		const [row] = await tx
			.update(outbox)
			.set({ claimedUntil })
			.where(and(eq(outbox.id, waiting.id), due))
			.returning();
		return row;
	});
}

async function deliver(deps: Deps, jobHandlers: JobHandlers, row: Row): Promise<void> {
	const attempts = row.attempts + 1;
	let outcome: Partial<Row>;
	try {
		await carry(jobHandlers, row.payload.kind, row.payload, row.id);
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

/** By the handler of its kind. */
function carry<K extends keyof Jobs>(jobHandlers: JobHandlers, kind: K, job: Jobs[K], id: string): Promise<void> {
	return jobHandlers[kind](job, id);
}

/** Nothing more is done; the reason stands in the outbox. */
function notSent(deps: Deps, error: NotSent): Partial<Row> {
	return { doneAt: deps.now().toISOString(), lastError: error.message };
}

function tryAgain(deps: Deps, { kind }: Row, attempts: number, error: unknown): Partial<Row> {
	const trace = traceOf(error);
	deps.log.warn({ event: 'job.failed', kind, attempts, ...trace });
	const lastError = error instanceof SendError ? error.message : trace.error;
	return { dueAt: new Date(deps.now().getTime() + backOffMs(attempts)).toISOString(), lastError };
}
