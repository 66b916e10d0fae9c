import { asc, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Couriers, delivery } from '../../../api/delivery/deliver.ts';
import { enqueue } from '../../../api/outbox/outbox.ts';
import { type Errand, outbox } from '../../../db/schema/delivery.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

let portal: TestPortal;
let done: Errand[];
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
	portal.setNow('2026-03-01T02:00:00Z');
	done = [];
});
afterEach(() => portal.remove());

/** Couriers that note what they were given; `trouble` may throw first. */
function couriers(trouble: (errand: Errand) => void | Promise<void> = () => undefined): Couriers {
	const courier = async (errand: Errand) => {
		await trouble(errand);
		done.push(errand);
	};
	return {
		'unit.notify': courier,
		'unit.mail': courier,
		'unit.webhook': courier,
		'unit.sms': courier,
		'alarm.sms': courier,
		'alarm.phone': courier,
		'alarm.webhook': courier,
		'reporter.notify': courier,
		'reporter.mail': courier,
		'reporter.sms': courier,
		'protection.notify': courier,
		'protection.mail': courier,
		'audit.mail': courier,
		'record.write': courier,
		'batch.write': courier,
		'site.rebuild': courier,
		'statistics.write': courier,
	};
}

const leave = (errand: Errand) => portal.staff.db.write((tx) => enqueue(tx, portal.staff, errand));
const record = (resultId: string): Errand => ({ kind: 'record.write', resultId });
const all = () => portal.staff.db.read.select().from(outbox).orderBy(asc(outbox.createdAt));
const later = (seconds: number) => portal.setNow(new Date(portal.staff.now().getTime() + seconds * 1000).toISOString());

describe('an errand', () => {
	test('is done once, and marked as done', async () => {
		await leave(record('a'));
		const worker = delivery(portal.staff, couriers());
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
		await delivery(portal.staff, couriers()).run();
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
		const [one, other] = [delivery(portal.staff, couriers()), delivery(portal.staff, couriers())];
		await Promise.all([one.run(), one.run(), other.run(), other.run()]);
		const ids = done.map((errand) => (errand as { resultId: string }).resultId);
		expect(ids).toHaveLength(20);
		expect(new Set(ids).size).toBe(20);
	});
});

describe('a courier that throws', () => {
	test('is asked again after 10, 20, 40 seconds, up to an hour, and the error is kept', async () => {
		await leave(record('a'));
		const attempted: string[] = [];
		const worker = delivery(
			portal.staff,
			couriers(() => {
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
		const trouble = (errand: Errand) => {
			if ((errand as { resultId: string }).resultId === 'bad') throw new Error('no');
		};
		await delivery(portal.staff, couriers(trouble)).run();
		expect(done).toEqual([record('good')]);
		expect(await portal.staff.db.read.select().from(outbox).where(isNull(outbox.doneAt))).toHaveLength(1);
	});

	test('and gets well does it once', async () => {
		await leave(record('a'));
		let ill = true;
		const worker = delivery(
			portal.staff,
			couriers(() => {
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

test('an errand that a worker died with is free again after five minutes', async () => {
	await leave(record('a'));
	const dead = new Date(portal.staff.now().getTime() + 5 * 60_000).toISOString();
	await portal.staff.db.write((tx) => tx.update(outbox).set({ claimedUntil: dead }).then());
	const worker = delivery(portal.staff, couriers());
	later(299);
	await worker.run();
	expect(done).toEqual([]);
	later(2);
	await worker.run();
	expect(done).toEqual([record('a')]);
});

describe('what a killed process had in hand', () => {
	const held = async (errand: Errand, seconds: number) => {
		await leave(errand);
		const claimedUntil = new Date(portal.staff.now().getTime() + seconds * 1000).toISOString();
		await portal.staff.db.write((tx) => tx.update(outbox).set({ claimedUntil }).then());
	};

	test('is free as soon as the next one starts', async () => {
		await held(record('a'), 299);
		const worker = delivery(portal.staff, couriers());
		worker.start(10);
		await vi.waitFor(() => expect(done).toEqual([record('a')]));
		await worker.stop();
	});

	test('is an alarm that others may take after seconds, should nothing have freed it', async () => {
		await leave({ kind: 'alarm.sms', callId: 'a', unitId: 'b' });
		void delivery(
			portal.staff,
			couriers(() => new Promise(() => undefined)),
		).run();
		await vi.waitFor(async () => expect((await all())[0]?.claimedUntil).not.toBeNull());
		later(21);
		await delivery(portal.staff, couriers()).run();
		expect(done).toHaveLength(1);
	});
});

describe('alarms', () => {
	const bell = (callId: string, unitId: string): Errand => ({ kind: 'alarm.webhook', callId, unitId });

	test('ring the bell of one office while that of another hangs', async () => {
		for (const callId of ['1', '2', '3']) await leave(bell(callId, 'dead'));
		await leave(bell('4', 'alive'));
		let letGo: () => void = () => undefined;
		const hangs = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		const worker = delivery(
			portal.staff,
			couriers((errand) => (errand.kind === 'alarm.webhook' && errand.unitId === 'dead' ? hangs : undefined)),
		);
		worker.start(10);
		await vi.waitFor(() => expect(done).toEqual([bell('4', 'alive')]));
		await leave(bell('5', 'alive'));
		await vi.waitFor(() => expect(done).toHaveLength(2));
		letGo();
		await worker.stop();
	});

	test('that were never tried come before those that failed', async () => {
		await leave({ kind: 'alarm.sms', callId: 'failed', unitId: 'a' });
		const worker = delivery(
			portal.staff,
			couriers((errand) => {
				if ('callId' in errand && errand.callId === 'failed' && done.length === 0) throw new Error('no');
			}),
		);
		await worker.run();
		later(60);
		await leave({ kind: 'alarm.sms', callId: 'fresh', unitId: 'b' });
		await worker.run();
		expect(done.map((errand) => 'callId' in errand && errand.callId)).toEqual(['fresh', 'failed']);
	});

	test('alone are begun before all else that a start has to do', async () => {
		await leave(record('a'));
		await leave(bell('1', 'office'));
		const worker = delivery(portal.staff, couriers());
		worker.startAlarms(10);
		await vi.waitFor(() => expect(done).toEqual([bell('1', 'office')]));
		worker.start(10);
		await vi.waitFor(() => expect(done).toContainEqual(record('a')));
		await worker.stop();
	});
});

test('a worker that was started looks again by itself, and stops when told', async () => {
	const worker = delivery(portal.staff, couriers());
	worker.start(10);
	await leave(record('a'));
	await vi.waitFor(() => expect(done).toHaveLength(1));
	await worker.stop();
	await leave(record('b'));
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(done).toHaveLength(1);
});

test('every report leaves the errand to tell its unit, and the portal’s own couriers do it', async () => {
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
		couriers((errand) => (errand.kind === 'unit.webhook' ? dead : undefined)),
	);
	const ran = worker.run();
	await vi.waitFor(() => expect(done.map(({ kind }) => kind).toSorted()).toEqual(['unit.mail', 'unit.sms']));
	answer();
	await ran;
	expect(done).toHaveLength(3);
});
