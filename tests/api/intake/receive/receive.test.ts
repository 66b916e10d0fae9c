import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isNumber } from '../../../../api/intake/receive/number.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { events, reports } from '../../../../db/schema/reports.ts';
import { aReport, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import { failInserts } from '../../triggers.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

const send = (changes: Record<string, unknown> = {}) =>
	portal.call('POST', 'api/reports', {
		body: { ...aReport(), ...changes },
		headers: { 'idempotency-key': crypto.randomUUID() },
	});

describe('the receipt', () => {
	test('has exactly the fields of the public contract', async () => {
		const { status, json, headers } = await send();
		expect(status).toBe(201);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(Object.keys(json).sort()).toEqual(
			['acceptBy', 'avoided', 'county', 'files', 'number', 'replyBy', 'secret', 'status', 'trackUrl', 'unit'].sort(),
		);
		expect(json.status).toBe('assigned');
		expect(json.county).toEqual({ adcode: 211381, name: '北票市' });
		expect(json.unit).toBe('北票市自然资源局');
	});

	test('has a number of 12 digits with a check digit that finds every wrong digit', async () => {
		const { number } = await portal.report();
		expect(number).toMatch(/^[1-9]\d{11}$/);
		expect(isNumber(number)).toBe(true);
		for (let at = 0; at < number.length; at++) {
			const wrong = number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1);
			expect(isNumber(wrong)).toBe(false);
		}
	});

	test('has a secret of 16 digits, and an address that tells them to no server', async () => {
		const { number, secret, trackUrl } = await portal.report();
		expect(secret).toMatch(/^\d{16}$/);
		const url = new URL(String(trackUrl));
		expect(url.hash).toBe(`#${number}-${secret}`);
		expect(url.pathname + url.search).not.toContain(number);
		expect(url.pathname + url.search).not.toContain(secret);
	});

	test('promises the days of the rules, counted in Shanghai', async () => {
		// 00:30 on 1 March in Shanghai.
		portal.setNow('2026-02-28T16:30:00Z');
		const { acceptBy, replyBy } = await portal.report();
		portal.setNow(null);
		const days = (id: string) => content.deadlines.find((deadline) => deadline.id === id)?.days;
		expect([days('accept'), days('reply')]).toEqual([15, 60]);
		expect(acceptBy).toBe('2026-03-16');
		expect(replyBy).toBe('2026-04-30');
	});

	test('says who handles each subject, by its department', async () => {
		for (const category of content.categories) {
			const { unit } = await portal.report({ category: category.id });
			const expected = content.units.units.find((u) => u.adcode === 211381 && u.department === category.department);
			expect(unit).toBe(expected?.name);
		}
	});
});

describe('what is kept', () => {
	test('report, event, audit row, job and receipt exist together', async () => {
		const before = await stored(portal);
		const { number } = await portal.report();
		const after = await stored(portal);
		for (const table of ['reports', 'events', 'audit', 'outbox', 'receipts']) {
			expect([table, after[table]]).toEqual([table, (before[table] ?? 0) + 1]);
		}

		const { read } = portal.staff.db;
		const [report] = await read.select().from(reports).where(eq(reports.number, number));
		const happened = await read
			.select()
			.from(events)
			.where(eq(events.reportId, report?.id ?? ''));
		expect(report).toMatchObject({ status: 'assigned', version: 1, unitId: '211381-natural-resources', demo: true });
		expect(happened).toMatchObject([{ seq: 1, move: 'receive', toStatus: 'assigned', actorId: null }]);
		const logged = await read.select().from(audit).where(eq(audit.subject, number));
		expect(logged).toMatchObject([{ action: 'report.received', actorName: '举报人' }]);
		const jobs = await read.select().from(outbox);
		const mine = jobs.map(({ payload }) => payload).filter((job) => 'number' in job && job.number === number);
		expect(mine).toEqual([{ kind: 'unit.notify', unitId: '211381-natural-resources', number }]);
	});

	test.each(['events', 'audit', 'outbox', 'receipts'])(
		'none of them exists when the row of %s fails',
		async (table) => {
			const { db } = portal.staff;
			const before = await stored(portal);
			const repair = await failInserts(db, table, 'no row today');
			const refused = await send();
			await repair();

			expect(refused.status).toBe(500);
			expect(refused.json).toMatchObject({ code: 'internal', title: '系统出现故障' });
			expect(JSON.stringify(refused.json)).not.toContain('no row today');
			expect(await stored(portal)).toEqual(before);
			expect((await send()).status).toBe(201);
		},
	);

	test('a report without a key of its own is still taken in', async () => {
		expect((await portal.call('POST', 'api/reports', { body: aReport() })).status).toBe(201);
	});
});
