import { afterEach, beforeEach, expect, test } from 'vitest';
import { delivery } from '../../api/delivery/deliver.ts';
import { type Keeper, keeperByLease } from '../../api/keeper.ts';
import { enqueue } from '../../api/outbox/outbox.ts';
import { leases } from '../../db/schema/processes.ts';
import { openTestPortal, type TestPortal } from './portal.ts';

let portal: TestPortal;
const keepers: Keeper[] = [];
const clock = { now: new Date('2026-03-02T02:00:00Z') };
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
	clock.now = new Date('2026-03-02T02:00:00Z');
});
afterEach(async () => {
	for (const keeper of keepers.splice(0)) await keeper.stop();
	await portal.remove();
});

/** A staff process that shares the database with others. */
function aProcess(): Keeper {
	const keeper = keeperByLease({ ...portal.staff, now: () => clock.now });
	keepers.push(keeper);
	return keeper;
}

test('of several staff processes one is the keeper, and another one is when it stops', async () => {
	const [one, other] = [aProcess(), aProcess()];
	expect(one.keeps()).toBe(false);
	await one.start();
	await other.start();
	expect([one.keeps(), other.keeps()]).toEqual([true, false]);
	let taken = 0;
	other.whenTaken(() => taken++);
	await one.stop();
	expect(one.keeps()).toBe(false);
	await expect.poll(() => other.keeps()).toBe(true);
	expect(taken).toBe(1);
});

test('one that was killed, or that no longer reaches the database, is followed when its lease is over, and not before', async () => {
	const [killed, other] = [aProcess(), aProcess()];
	await killed.start();
	const [row] = await portal.intake.db.read.select().from(leases);
	expect(row?.until).toBe('2026-03-02T02:00:12.000Z');
	clock.now = new Date('2026-03-02T02:00:11Z');
	await other.start();
	expect([killed.keeps(), other.keeps()]).toEqual([true, false]);
	// By its own clock it knows, without asking, that another one may have begun.
	clock.now = new Date('2026-03-02T02:00:12Z');
	expect(killed.keeps()).toBe(false);
	await aProcess().start();
	expect(keepers.filter((each) => each.keeps())).toHaveLength(1);
});

test('only the keeper writes the record and builds; notifications go out from any of them, each once', async () => {
	const [one, other] = [aProcess(), aProcess()];
	await one.start();
	await other.start();
	const done: string[] = [];
	const worker = (name: string, keeper: Keeper) => {
		const noteJob = async (job: { kind: string }) => void done.push(`${job.kind} ${name}`);
		const handlers = new Proxy({}, { get: () => noteJob }) as Parameters<typeof delivery>[1];
		return delivery({ ...portal.staff, now: () => clock.now }, handlers, keeper);
	};
	await portal.intake.db.write(async (tx) => {
		const deps = { ...portal.staff, now: () => clock.now };
		for (let nth = 0; nth < 40; nth++) await enqueue(tx, deps, { kind: 'protection.mail' });
		for (let nth = 0; nth < 3; nth++) await enqueue(tx, deps, { kind: 'site.rebuild' });
	});
	await Promise.all([worker('other', other).run(), worker('one', one).run(), worker('third', other).run()]);
	expect(done.filter((each) => each.startsWith('site.rebuild'))).toEqual(Array(3).fill('site.rebuild one'));
	const mails = done.filter((each) => each.startsWith('protection.mail'));
	expect(mails).toHaveLength(40);
	expect(new Set(mails).size).toBeGreaterThan(1);
});
