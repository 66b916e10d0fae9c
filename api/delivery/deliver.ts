import { and, asc, eq, inArray, isNotNull, isNull, like, lt, lte, notInArray, or, type SQL } from 'drizzle-orm';
import { type Job, outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import { type Keeper, onlyKeeper } from '../keeper.ts';
import { traceOf } from '../log.ts';
import { type PeriodicTask, periodicTask } from '../periodic-task.ts';
import { NotSent, SendError } from './send-error.ts';

/** The jobs by their kind. */
type Jobs = { [K in Job['kind']]: Job & { kind: K } };

/** How each kind of job is done. Doing one twice must do no harm: a crash may come between doing and noting it. */
export type JobHandlers = { [K in keyof Jobs]: (job: Jobs[K], id: string) => Promise<void> };

type Row = typeof outbox.$inferSelect;

/** Should a process die, its jobs are free for the others so much later; while it lives it says again that it has them. */
const claimMs = 60_000;
/** The same for alarms. */
const alarmClaimMs = 20_000;
const renewals = 3;
/** Of the jobs that wait first, so many are tried: others may claim them at the same moment. */
const tried = 10;
/** Waits before the next try: 10 s, 20 s, 40 s … up to an hour. */
const backOffMs = (attempts: number) => Math.min(3_600_000, 10_000 * 2 ** (attempts - 1));

/**
 * Jobs that call an external server, by channel. Each channel has a queue of its own, so that a server that does not
 * answer delays neither internal jobs nor other channels.
 */
const channels: Array<Array<Job['kind']>> = [
	['unit.mail', 'reporter.mail', 'protection.mail', 'audit.mail'],
	['unit.webhook'],
	['unit.sms', 'reporter.sms'],
];

/**
 * Jobs that only leave others, a channel each: there is one with each report, and they wait for nobody. So they are
 * claimed, done and noted many at a time.
 */
const notices: Array<Job['kind']> = ['unit.notify', 'reporter.notify', 'protection.notify'];
const mostNotices = 100;

/** Alarms have queues of their own, so that they never wait behind other jobs. */
const alarmGateways = ['alarm.sms', 'alarm.phone'] as const;
/** Each office has a webhook for alarms (`hook` in duty.yaml), so each has a queue of its own. */
const alarmHooks = 'alarm.webhook';
const alarmKinds: Array<Job['kind']> = [...alarmGateways, alarmHooks];

/** Jobs that write the record and build the site: one process of all does them, one after the other. */
const keeperKinds: Array<Job['kind']> = ['record.write', 'statistics.write', 'site.rebuild'];

/** Each run does everything that is due. */
type JobQueue = PeriodicTask;

/** Does the jobs of the outbox, in each queue one after the other. */
export interface Delivery extends JobQueue {
	/** Starts the queues of alarms alone, polling every `everyMs`: before everything else that a start has to do. */
	startAlarms(everyMs: number): void;
}

/** `keeper`: whether this process is the one that keeps the record and the site. */
export function delivery(deps: Deps, jobHandlers: JobHandlers, keeper: Keeper = onlyKeeper): Delivery {
	const elsewhere = [...channels.flat(), ...alarmKinds, ...keeperKinds, ...notices];
	const internal = queue(deps, jobHandlers, notInArray(outbox.kind, elsewhere));
	const noticed = queue(deps, jobHandlers, inArray(outbox.kind, notices), { most: mostNotices });
	const ofKeeper = queue(deps, jobHandlers, inArray(outbox.kind, keeperKinds), { mayClaim: keeper.keeps });
	const byChannel = channels.map((kinds) => queue(deps, jobHandlers, inArray(outbox.kind, kinds)));
	const alarms = [
		...alarmGateways.map((kind) => queue(deps, jobHandlers, eq(outbox.kind, kind), { of: 'alarm' })),
		hookQueues(deps, jobHandlers),
	];
	let freed: Promise<void> | undefined;

	function start(queues: JobQueue[], everyMs: number): void {
		freed ??= keeper === onlyKeeper ? freeClaims(deps) : Promise.resolve();
		void freed.finally(() => {
			for (const each of queues) each.start(everyMs);
		});
	}

	return {
		async run() {
			const news = async () => {
				// An internal job may enqueue others.
				await internal.run();
				await ofKeeper.run();
				await noticed.run();
				await Promise.all(byChannel.map((each) => each.run()));
			};
			const queues = await Promise.allSettled([...alarms.map((each) => each.run()), news()]);
			for (const each of queues) if (each.status === 'rejected') throw each.reason;
		},
		startAlarms: (everyMs) => start(alarms, everyMs),
		start: (everyMs) => start([internal, ofKeeper, noticed, ...byChannel, ...alarms], everyMs),
		async stop() {
			const all = [internal, ofKeeper, noticed, ...byChannel, ...alarms];
			await Promise.all([freed, ...all.map((each) => each.stop())]);
		},
	};
}

/**
 * Frees the claims of a process that was killed, where the data folder belongs to one staff process, which begins no job
 * before this. If it fails, and where there are several, the claims simply expire.
 */
async function freeClaims({ db, log }: Deps): Promise<void> {
	const held = and(isNull(outbox.doneAt), isNotNull(outbox.claimedUntil));
	await db
		.writeFromReserve((tx) => tx.update(outbox).set({ claimedUntil: null }).where(held))
		.catch((error: unknown) => log.error({ event: 'delivery.claims-kept', ...traceOf(error) }));
}

interface QueueOptions {
	of?: 'alarm' | 'news';
	/** Asked before each job. */
	mayClaim?: () => boolean;
	/** So many are claimed and done at a time; one where it is not said. */
	most?: number;
}

function queue(
	deps: Deps,
	jobHandlers: JobHandlers,
	kinds: SQL | undefined,
	{ of = 'news', mayClaim = () => true, most = 1 }: QueueOptions = {},
): JobQueue {
	let stopping = false;
	const jobs = periodicTask(async () => {
		const next = async () => (stopping || !mayClaim() ? [] : await claim(deps, kinds, of, most));
		for (let rows = await next(); rows.length > 0; rows = await next()) {
			const renewing = renewClaim(deps, rows, of);
			await deliver(deps, jobHandlers, rows).finally(() => clearInterval(renewing));
		}
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

/** A queue for the webhook of each office, created when first needed: one that does not answer delays no other. */
function hookQueues(deps: Deps, jobHandlers: JobHandlers): JobQueue {
	const queues = new Map<string, JobQueue>();
	const running = new Set<Promise<void>>();
	const failed = failureLog(deps);

	function queueOf(unitId: string): JobQueue {
		const ofUnit = and(eq(outbox.kind, alarmHooks), like(outbox.payload, `%"unitId":"${unitId}"%`));
		const known = queues.get(unitId) ?? queue(deps, jobHandlers, ofUnit, { of: 'alarm' });
		queues.set(unitId, known);
		return known;
	}

	async function startQueues(): Promise<void> {
		const waiting = and(
			eq(outbox.kind, alarmHooks),
			isNull(outbox.doneAt),
			lte(outbox.dueAt, deps.now().toISOString()),
		);
		const rows = await deps.db.read.select({ job: outbox.payload }).from(outbox).where(waiting);
		for (const unitId of new Set(rows.flatMap(({ job }) => (job.kind === alarmHooks ? job.unitId : [])))) {
			const run = queueOf(unitId).run();
			running.add(run);
			run.catch(failed).finally(() => running.delete(run));
		}
	}

	const polling = periodicTask(startQueues, failed);
	return {
		async run() {
			await polling.run();
			await Promise.all(running);
		},
		start: polling.start,
		async stop() {
			await polling.stop();
			await Promise.all([...queues.values()].map((each) => each.stop()));
		},
	};
}

/**
 * Claims the oldest jobs that are due and not claimed, `most` at a time. Of alarms, those never tried come before those
 * that failed, and a full disk stops none: they may use the reserved space.
 */
async function claim(deps: Deps, kinds: SQL | undefined, of: 'alarm' | 'news', most: number): Promise<Row[]> {
	const now = deps.now().toISOString();
	const free = or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, now));
	const due = and(kinds, isNull(outbox.doneAt), lte(outbox.dueAt, now), free);
	const waiting = await deps.db.read
		.select({ id: outbox.id })
		.from(outbox)
		.where(due)
		.orderBy(...(of === 'alarm' ? [asc(outbox.attempts), asc(outbox.dueAt)] : [asc(outbox.dueAt)]))
		.limit(Math.max(tried, most));
	const write = of === 'alarm' ? deps.db.writeFromReserve : deps.db.write;
	for (let from = 0; from < waiting.length; from += most) {
		const ids = waiting.slice(from, from + most).map(({ id }) => id);
		const rows = await write((tx) =>
			tx
				.update(outbox)
				.set({ claimedUntil: claimEnd(deps, of) })
				.where(and(inArray(outbox.id, ids), due))
				.returning(),
		);
		if (rows.length > 0) return rows;
	}
	return [];
}

const durationOf = (of: 'alarm' | 'news') => (of === 'alarm' ? alarmClaimMs : claimMs);

function claimEnd({ now }: Deps, of: 'alarm' | 'news'): string {
	return new Date(now().getTime() + durationOf(of)).toISOString();
}

/** Says again and again that this process has the jobs, until the timer is cleared. */
function renewClaim(deps: Deps, rows: Row[], of: 'alarm' | 'news'): NodeJS.Timeout {
	const ids = rows.map(({ id }) => id);
	return setInterval(() => {
		const held = and(inArray(outbox.id, ids), isNull(outbox.doneAt));
		deps.db
			.writeFromReserve((tx) =>
				tx
					.update(outbox)
					.set({ claimedUntil: claimEnd(deps, of) })
					.where(held),
			)
			.catch(failureLog(deps));
	}, durationOf(of) / renewals);
}

type Outcome = Pick<Row, 'attempts'> & Partial<Pick<Row, 'doneAt' | 'dueAt' | 'lastError'>>;

async function deliver(deps: Deps, jobHandlers: JobHandlers, rows: Row[]): Promise<void> {
	const outcomes = await Promise.all(
		rows.map(async (row) => ({ id: row.id, outcome: await outcomeOf(deps, jobHandlers, row) })),
	);
	// Most end alike, at the same moment: done at the first attempt.
	const alike = Map.groupBy(outcomes, ({ outcome }) => JSON.stringify(outcome)).values();
	// What was sent must be recorded even while a full disk stops all other writes.
	await deps.db.writeFromReserve(async (tx) => {
		for (const ended of alike) {
			const ids = ended.map(({ id }) => id);
			const outcome = ended[0]?.outcome;
			await tx
				.update(outbox)
				.set({ ...outcome, claimedUntil: null })
				.where(inArray(outbox.id, ids));
		}
	});
}

async function outcomeOf(deps: Deps, jobHandlers: JobHandlers, row: Row): Promise<Outcome> {
	const attempts = row.attempts + 1;
	try {
		await handle(jobHandlers, row.payload.kind, row.payload, row.id);
		return { attempts, doneAt: deps.now().toISOString(), lastError: null };
	} catch (error) {
		const outcome = error instanceof NotSent ? notSent(deps, error) : retryLater(deps, row, attempts, error);
		return { attempts, ...outcome };
	}
}

/** Calls the handler of the job's kind. */
function handle<K extends keyof Jobs>(jobHandlers: JobHandlers, kind: K, job: Jobs[K], id: string): Promise<void> {
	return jobHandlers[kind](job, id);
}

/** The job is finished without being sent; the reason is kept in the outbox. */
function notSent(deps: Deps, error: NotSent): Partial<Row> {
	return { doneAt: deps.now().toISOString(), lastError: error.message };
}

function retryLater(deps: Deps, { kind }: Row, attempts: number, error: unknown): Partial<Row> {
	const trace = traceOf(error);
	deps.log.warn({ event: 'job.failed', kind, attempts, ...trace });
	const lastError = error instanceof SendError ? error.message : trace.error;
	return { dueAt: new Date(deps.now().getTime() + backOffMs(attempts)).toISOString(), lastError };
}
