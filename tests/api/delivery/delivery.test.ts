import { asc, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { delivery, type JobHandlers } from '../../../api/delivery/deliver.ts';
import { enqueue } from '../../../api/outbox/outbox.ts';
import { type Job, outbox } from '../../../db/schema/delivery.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

/** A busy machine takes longer than the second that is usual. */
const patient = { timeout: 10_000 };

let portal: TestPortal;
let done: Job[];
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
	portal.setNow('2026-03-01T02:00:00Z');
	done = [];
});
afterEach(() => portal.remove());

/** JobHandlers that note what they were given; `trouble` may throw first. */
function jobHandlers(trouble: (job: Job) => void | Promise<void> = () => undefined): JobHandlers {
	const jobHandler = async (job: Job) => {
		await trouble(job);
		done.push(job);
	};
	return {
		'unit.notify': jobHandler,
		'unit.mail': jobHandler,
		'unit.webhook': jobHandler,
		'unit.sms': jobHandler,
		'alarm.sms': jobHandler,
		'alarm.phone': jobHandler,
		'alarm.webhook': jobHandler,
		'reporter.notify': jobHandler,
		'reporter.mail': jobHandler,
		'reporter.sms': jobHandler,
		'protection.notify': jobHandler,
		'protection.mail': jobHandler,
		'audit.mail': jobHandler,
		'record.write': jobHandler,
		'site.rebuild': jobHandler,
		'statistics.write': jobHandler,
	};
}

const leave = (job: Job) => portal.staff.db.write((tx) => enqueue(tx, portal.staff, job));
const record = (publicationId: string): Job => ({ kind: 'record.write', publicationId });
const all = () => portal.staff.db.read.select().from(outbox).orderBy(asc(outbox.createdAt));
const later = (seconds: number) => portal.setNow(new Date(portal.staff.now().getTime() + seconds * 1000).toISOString());

describe('a job', () => {
	test('is done once, and marked as done', async () => {
		await leave(record('a'));
		const worker = delivery(portal.staff, jobHandlers());
		await worker.run();
		await worker.run();
		expect(done).toEqual([record('a')]);
		expect(await all()).toMatchObject([
			{ attempts: 1, doneAt: '2026-03-01T02:00:00.000Z', claimedUntil: null, lastError: null },
		]);
	});

	test('is done in the order in which they were left', async () => {
		for (const id of ['a', 'b', 'c']) {
			await leave(record(id));
			later(1);
		}
		await delivery(portal.staff, jobHandlers()).run();
		expect(done).toEqual(['a', 'b', 'c'].map(record));
	});

	test('is not left when the change it belongs to fails', async () => {
		const failing = portal.staff.db.write(async (tx) => {
			await enqueue(tx, portal.staff, record('a'));
			throw new Error('no');
		});
		await expect(failing).rejects.toThrow('no');
		expect(await all()).toEqual([]);
	});

	test('is not done twice by two workers, nor by one that is asked twice', async () => {
		for (let nth = 0; nth < 20; nth++) await leave(record(String(nth)));
		const [one, other] = [delivery(portal.staff, jobHandlers()), delivery(portal.staff, jobHandlers())];
		await Promise.all([one.run(), one.run(), other.run(), other.run()]);
		const ids = done.map((job) => (job as { publicationId: string }).publicationId);
		expect(ids).toHaveLength(20);
		expect(new Set(ids).size).toBe(20);
	});
});

describe('a handler that throws', () => {
	test('is asked again after 10, 20, 40 seconds, up to an hour, and the error is kept', async () => {
		await leave(record('a'));
		const attempted: string[] = [];
		const worker = delivery(
			portal.staff,
			jobHandlers(() => {
				attempted.push(portal.staff.now().toISOString());
				throw Object.assign(new TypeError('欧阳建国 is not here'), { code: 'ENOENT' });
			}),
		);
		await worker.run();
		for (const wait of [10, 20, 40, 80]) {
			later(wait - 1);
			await worker.run();
			later(1);
			await worker.run();
		}
		expect(attempted).toEqual(
			['02:00:00', '02:00:10', '02:00:30', '02:01:10', '02:02:30'].map((at) => `2026-03-01T${at}.000Z`),
		);
		const [row] = await all();
		expect(row).toMatchObject({ attempts: 5, doneAt: null, claimedUntil: null, lastError: 'TypeError ENOENT' });
		expect(JSON.stringify(row)).not.toContain('欧阳建国');

		await portal.staff.db.write((tx) => tx.update(outbox).set({ attempts: 30 }).then());
		later(160);
		await worker.run();
		const [late] = await all();
		expect(Date.parse(late?.dueAt ?? '') - portal.staff.now().getTime()).toBe(3_600_000);
	});

	test('does not keep the others from being done', async () => {
		for (const id of ['bad', 'good']) await leave(record(id));
		const trouble = (job: Job) => {
			if ((job as { publicationId: string }).publicationId === 'bad') throw new Error('no');
		};
		await delivery(portal.staff, jobHandlers(trouble)).run();
		expect(done).toEqual([record('good')]);
		expect(await portal.staff.db.read.select().from(outbox).where(isNull(outbox.doneAt))).toHaveLength(1);
	});

	test('and gets well does it once', async () => {
		await leave(record('a'));
		let ill = true;
		const worker = delivery(
			portal.staff,
			jobHandlers(() => {
				if (ill) throw new Error('no');
			}),
		);
		await worker.run();
		ill = false;
		later(10);
		await worker.run();
		expect(done).toEqual([record('a')]);
		expect(await all()).toMatchObject([{ attempts: 2, lastError: null }]);
	});
});

test('a job that a worker died with is free again after five minutes', async () => {
	await leave(record('a'));
	const dead = new Date(portal.staff.now().getTime() + 5 * 60_000).toISOString();
	await portal.staff.db.write((tx) => tx.update(outbox).set({ claimedUntil: dead }).then());
	const worker = delivery(portal.staff, jobHandlers());
	later(299);
	await worker.run();
	expect(done).toEqual([]);
	later(2);
	await worker.run();
	expect(done).toEqual([record('a')]);
});

describe('what a killed process had in hand', () => {
	const held = async (job: Job, seconds: number) => {
		await leave(job);
		const claimedUntil = new Date(portal.staff.now().getTime() + seconds * 1000).toISOString();
		await portal.staff.db.write((tx) => tx.update(outbox).set({ claimedUntil }).then());
	};

	test('is free as soon as the next one starts', async () => {
		await held(record('a'), 299);
		const worker = delivery(portal.staff, jobHandlers());
		worker.start(10);
		await vi.waitFor(() => expect(done).toEqual([record('a')]), patient);
		await worker.stop();
	});

	test('is an alarm that others may take after seconds, should nothing have freed it', async () => {
		await leave({ kind: 'alarm.sms', callId: 'a', unitId: 'b' });
		void delivery(
			portal.staff,
			jobHandlers(() => new Promise(() => undefined)),
		).run();
		await vi.waitFor(async () => expect((await all())[0]?.claimedUntil).not.toBeNull(), patient);
		later(21);
		await delivery(portal.staff, jobHandlers()).run();
		expect(done).toHaveLength(1);
	});
});

describe('alarms', () => {
	const bell = (callId: string, unitId: string): Job => ({ kind: 'alarm.webhook', callId, unitId });

	test('ring the bell of one office while that of another hangs', async () => {
		for (const callId of ['1', '2', '3']) await leave(bell(callId, 'dead'));
		await leave(bell('4', 'alive'));
		let letGo: () => void = () => undefined;
		const hangs = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		const worker = delivery(
			portal.staff,
			jobHandlers((job) => (job.kind === 'alarm.webhook' && job.unitId === 'dead' ? hangs : undefined)),
		);
		worker.start(10);
		await vi.waitFor(() => expect(done).toEqual([bell('4', 'alive')]), patient);
		await leave(bell('5', 'alive'));
		await vi.waitFor(() => expect(done).toHaveLength(2), patient);
		letGo();
		await worker.stop();
	});

	test('that were never tried come before those that failed', async () => {
		await leave({ kind: 'alarm.sms', callId: 'failed', unitId: 'a' });
		const worker = delivery(
			portal.staff,
			jobHandlers((job) => {
				if ('callId' in job && job.callId === 'failed' && done.length === 0) throw new Error('no');
			}),
		);
		await worker.run();
		later(60);
		await leave({ kind: 'alarm.sms', callId: 'fresh', unitId: 'b' });
		await worker.run();
		expect(done.map((job) => 'callId' in job && job.callId)).toEqual(['fresh', 'failed']);
	});

	test('alone are begun before all else that a start has to do', async () => {
		await leave(record('a'));
		await leave(bell('1', 'office'));
		const worker = delivery(portal.staff, jobHandlers());
		worker.startAlarms(10);
		await vi.waitFor(() => expect(done).toEqual([bell('1', 'office')]), patient);
		worker.start(10);
		await vi.waitFor(() => expect(done).toContainEqual(record('a')), patient);
		await worker.stop();
	});
});

test('a worker that was started looks again by itself, and stops when told', async () => {
	const worker = delivery(portal.staff, jobHandlers());
	worker.start(10);
	await leave(record('a'));
	await vi.waitFor(() => expect(done).toHaveLength(1), patient);
	await worker.stop();
	await leave(record('b'));
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(done).toHaveLength(1);
});

test('every report leaves the job to tell its unit, and the portal’s own handlers do it', async () => {
	const { number } = await portal.report();
	await portal.delivery.run();
	const [row] = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'unit.notify'));
	expect(row?.payload).toEqual({ kind: 'unit.notify', unitId: '211381-natural-resources', number });
	expect(row?.doneAt).not.toBeNull();
});

test('a channel that does not answer holds up no other', async () => {
	let answer = () => {};
	const dead = new Promise<void>((resolve) => {
		answer = resolve;
	});
	const kinds = ['unit.webhook', 'unit.mail', 'unit.sms'] as const;
	for (const kind of kinds) await leave({ kind, unitId: '211381-natural-resources', news: 'new' });
	const worker = delivery(
		portal.staff,
		jobHandlers((job) => (job.kind === 'unit.webhook' ? dead : undefined)),
	);
	const ran = worker.run();
	await vi.waitFor(() => expect(done.map(({ kind }) => kind).toSorted()).toEqual(['unit.mail', 'unit.sms']), patient);
	answer();
	await ran;
	expect(done).toHaveLength(3);
});
