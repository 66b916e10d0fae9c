import { asc, count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAudit } from '../../../api/audit/write.ts';
import { thePortal } from '../../../api/permission/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { isDiskFull } from '../../../db/disk-space.ts';
import { rowsOf, run } from '../../../db/raw.ts';
import { signInFailures } from '../../../db/schema/accounts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { tallies } from '../../../db/schema/reports.ts';
import { aReport, openTestPortal, type TestPortal } from '../../api/portal.ts';
import { stored } from '../../api/stored.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const db = () => portal.staff.db;
const add = (tx: Transaction, nameHash: string, failures = 1) =>
	tx.insert(signInFailures).values({ nameHash, failures, at: '' });
const failuresOf = async (nameHash: string, from = db().read) =>
	(await from.select().from(signInFailures).where(eq(signInFailures.nameHash, nameHash)))[0]?.failures;
const many = <T>(number: number, make: (nth: number) => Promise<T>) =>
	Promise.all(Array.from({ length: number }, (_, nth) => make(nth)));

describe('a write', () => {
	test('is all or nothing, and nobody sees half of it', async () => {
		const failing = db().write(async (tx) => {
			await add(tx, 'half');
			expect(await failuresOf('half')).toBeUndefined();
			throw new Error('second thoughts');
		});
		await expect(failing).rejects.toThrow('second thoughts');
		expect(await failuresOf('half')).toBeUndefined();
	});

	test('inside a write is refused at once', async () => {
		const nested = db().write(() => db().write(async () => undefined));
		await expect(nested).rejects.toThrow('write() inside write()');
	});

	test('that decides by what it read is run again where another one changed that meanwhile', async () => {
		await db().write((tx) => add(tx, 'counted', 0).then());
		let runs = 0;
		await many(20, () =>
			db().write(async (tx) => {
				runs++;
				const failures = (await failuresOf('counted', tx)) ?? 0;
				await tx
					.update(signInFailures)
					.set({ failures: failures + 1 })
					.where(eq(signInFailures.nameHash, 'counted'));
			}),
		);
		expect(await failuresOf('counted')).toBe(20);
		expect(runs).toBeGreaterThan(20);
	});

	test('that found nothing and adds it is one of many: a quota of three is a quota of three', async () => {
		const mine = sql`${signInFailures.nameHash} like 'quota-%'`;
		await many(12, (nth) =>
			db().write(async (tx) => {
				const [row] = await tx.select({ total: count() }).from(signInFailures).where(mine);
				if ((row?.total ?? 0) < 3) await add(tx, `quota-${nth}`);
			}),
		);
		const [row] = await db().read.select({ total: count() }).from(signInFailures).where(mine);
		expect(row?.total).toBe(3);
	});

	test('whose statement failed and was passed over is not taken for one that is on disk', async () => {
		const swallowing = db().write(async (tx) => {
			await add(tx, 'swallowed');
			await run(tx, sql`select no_such_function()`).catch(() => undefined);
		});
		await expect(swallowing).rejects.toThrow('a statement of the transaction failed');
		expect(await failuresOf('swallowed')).toBeUndefined();
	});

	test('waits for the disk of the server, also where it would not do so by itself', async () => {
		const { pathname } = new URL(portal.settings['DATABASE_URL'] ?? '');
		const setting = () =>
			db().write((tx) => rowsOf<{ mode: string }>(tx, sql`select current_setting('synchronous_commit') as mode`));
		await db().write((tx) => run(tx, sql.raw(`alter database ${pathname.slice(1)} set synchronous_commit = off`)));
		const other = await openTestPortal({}, { accounts: false, dataDir: portal.dataDir });
		const [inNew] = await other.staff.db.write((tx) =>
			rowsOf<{ mode: string }>(tx, sql`select current_setting('synchronous_commit') as mode`),
		);
		await other.close();
		expect([inNew, ...(await setting())]).toEqual([{ mode: 'on' }, { mode: 'on' }]);
	});
});

test('the audit log has one end, however many write to it: no gap, no fork, and it verifies', async () => {
	await many(40, (nth) =>
		db()
			.write(async (tx) => {
				for (const part of ['a', 'b']) {
					await writeAudit(tx, portal.staff, { actor: thePortal, action: 'site.rebuilt', subject: `${nth}${part}` });
				}
				if (nth % 4 === 0) throw new Error('thought better of it');
			})
			.catch((error: Error) => expect(error.message).toBe('thought better of it')),
	);
	const rows = await db().read.select().from(audit).orderBy(asc(audit.seq));
	expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
	const subjects = rows.filter(({ action }) => action === 'site.rebuilt').map(({ subject }) => subject);
	expect(subjects).toHaveLength(60);
	// Both rows of a transaction stand together.
	for (let nth = 0; nth < subjects.length; nth += 2) {
		expect(subjects[nth + 1]).toBe(subjects[nth]?.replace('a', 'b'));
	}
	expect((await portal.auditWatch.verify())?.faults).toEqual([]);
});

test('reports that come at once are all counted, and none is thrown back by the counts of another', async () => {
	const before = await stored(portal);
	const answers = await many(60, () =>
		portal.call('POST', 'api/reports', { body: aReport(), headers: { 'idempotency-key': crypto.randomUUID() } }),
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
	expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 60);
	const rows = await db().read.select().from(tallies).where(eq(tallies.kind, 'status'));
	expect(rows.reduce((total, row) => total + row.count, 0)).toBe(60);
	expect(rows.length).toBeGreaterThan(1);
});

test('a disk of the server that is full is told like one of our own, until something can be written again', async () => {
	await db().write((tx) =>
		run(
			tx,
			sql.raw(`create function is_full() returns trigger language plpgsql as
				$$ begin raise exception 'no space left' using errcode = '53100'; end $$`),
		),
	);
	await db().write((tx) =>
		run(tx, sql.raw('create trigger is_full before insert on reports for each row execute procedure is_full()')),
	);
	const refused = await portal.call('POST', 'api/reports', {
		body: aReport(),
		headers: { 'idempotency-key': crypto.randomUUID() },
	});
	expect(refused.status).toBe(503);
	expect(refused.json.detail).toContain('暂时不能保存');
	expect(db().hasSpace()).toBe(false);
	await db().write((tx) => run(tx, sql.raw('drop trigger is_full on reports')));
	expect(db().hasSpace()).toBe(true);
	expect(isDiskFull(Object.assign(new Error(), { code: '53100' }))).toBe(true);
	await portal.report();
});
