import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditActions } from '../../../api/audit/actions.ts';
import { rowsOf, run } from '../../../db/raw.ts';
import { audit } from '../../../db/schema/audit.ts';
import { consent } from '../handling/by-pass/consents.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { failInserts } from '../triggers.ts';

const known = { mode: 'named', name: '欧阳建国', phone: '13804217788' };
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const logged = (subject: string) =>
	portal.staff.db.read.select().from(audit).where(eq(audit.subject, subject)).orderBy(asc(audit.seq));

async function openIdentity(as: string, number: string, reason = '核实举报线索') {
	const cookie = await portal.signIn(as);
	return portal.call('POST', `api/staff/reports/${number}/identity`, { as: cookie, body: { reason } });
}

describe('the log', () => {
	test('is a chain without gaps, in which no row can be exchanged', async () => {
		await portal.report();
		const rows = await portal.staff.db.read.select().from(audit).orderBy(asc(audit.seq));
		expect(rows.length).toBeGreaterThan(18);
		let before = '';
		for (const [index, { hash, ...row }] of rows.entries()) {
			expect(row.seq).toBe(index + 1);
			const { seq, at, actorId, actorName, action, subject, reason } = row;
			const link = JSON.stringify([before, seq, at, actorId, actorName, action, subject, reason]);
			expect(portal.staff.keys.of('audit', link)).toBe(hash);
			expect(Object.keys(auditActions)).toContain(action);
			before = hash;
		}
	});

	test.each(['audit', 'events'])('neither changes nor shrinks: %s', async (table) => {
		await portal.report();
		const count = async () =>
			(await rowsOf<{ n: number }>(portal.staff.db.read, sql.raw(`SELECT count(*) AS n FROM ${table}`)))[0]?.n;
		const before = await count();
		for (const statement of [`UPDATE ${table} SET at = '2000-01-01'`, `DELETE FROM ${table}`]) {
			const write = portal.staff.db.write((tx) => run(tx, sql.raw(statement)));
			await expect(write).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } });
		}
		expect(before).toBeGreaterThan(0);
		expect(await count()).toBe(before);
	});

	test('is read by the auditor alone, newest first, by action and by name', async () => {
		const { number } = await portal.report();
		await portal.move('beipiao', number, 'accept');
		const as = await portal.signIn('auditor');
		const { json } = await portal.call('GET', `api/staff/audit?q=${number}`, { as });
		expect(json.items.map(({ action }: { action: string }) => action)).toEqual([
			...['report.viewed', 'report.moved', 'report.viewed', 'report.received'],
		]);
		expect(json.items[1]).toMatchObject({
			actor: '北票市经办（演示）',
			actionName: '办理线索',
			reason: '受理',
			subject: number,
		});
		const moved = await portal.call('GET', 'api/staff/audit?action=report.moved', { as });
		expect(moved.json.items.every(({ action }: { action: string }) => action === 'report.moved')).toBe(true);
		for (const other of ['admin', 'city', 'city-approver', 'beipiao']) {
			expect((await portal.call('GET', 'api/staff/audit', { as: await portal.signIn(other) })).status).toBe(403);
		}
	});
});

describe('looking', () => {
	test('at a report leaves a row with the name of who looked', async () => {
		const { number } = await portal.report();
		await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('beipiao-approver') });
		expect((await logged(number)).at(-1)).toMatchObject({ action: 'report.viewed', actorName: '北票市审核（演示）' });
	});

	test('in vain, from another county, shows nothing and is no look', async () => {
		const { number } = await portal.report();
		await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('lingyuan') });
		expect((await logged(number)).map(({ action }) => action)).toEqual(['report.received']);
	});

	test('at a report shows nothing when the row cannot be written', async () => {
		const { number } = await portal.report({ reporter: known });
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		const as = await portal.signIn('beipiao');
		const repair = await failInserts(portal.staff.db, 'audit', 'mute');
		const shown = await portal.call('GET', `api/staff/reports/${number}`, { as });
		const identity = await openIdentity('beipiao', number);
		await repair();
		expect([shown.status, identity.status]).toEqual([500, 500]);
		expect(JSON.stringify([shown.json, identity.json])).not.toMatch(/挖掘机|欧阳/);
	});
});

describe('who reported', () => {
	test('is shown to the officer who has the case, under a consent, with a reason that is logged', async () => {
		const { number } = await portal.report({ reporter: known });
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		const { status, json } = await openIdentity('beipiao', number, '电话核实举报内容');
		expect(status).toBe(200);
		expect(json).toEqual({ ...known, email: null });
		expect((await logged(number)).at(-1)).toMatchObject({
			action: 'identity.opened',
			actorName: '北票市经办（演示）',
			reason: '电话核实举报内容',
		});
	});

	test('is shown to nobody else, not even to the city', async () => {
		const { number } = await portal.report({ reporter: known });
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		const expected = {
			'beipiao-approver': 403,
			city: 403,
			'city-approver': 403,
			lingyuan: 404,
			'lingyuan-approver': 403,
			auditor: 403,
			admin: 403,
		};
		for (const [username, status] of Object.entries(expected)) {
			const answer = await openIdentity(username, number);
			expect({ username, status: answer.status }).toEqual({ username, status });
			expect(JSON.stringify(answer.json)).not.toContain('欧阳');
		}
		expect((await logged(number)).map(({ action }) => action)).not.toContain('identity.opened');
	});

	test('is not shown to a clerk who does not have the case', async () => {
		const { number } = await portal.report({ reporter: known });
		expect((await openIdentity('beipiao', number)).status).toBe(403);
	});

	test('is not shown for an empty reason in place of the one that the consent was asked with', async () => {
		const { number } = await portal.report({ reporter: known });
		for (const reason of ['', '   ', '看看']) {
			expect((await openIdentity('beipiao', number, reason)).json.errors).toMatchObject([{ path: 'reason' }]);
		}
	});

	test('is unknown where the reporter stayed anonymous', async () => {
		const { number } = await portal.report();
		expect((await openIdentity('beipiao', number)).json.detail).toBe('举报人没有留下身份或联系方式。');
	});

	test('stays with the city where the county is accused', async () => {
		const { number } = await portal.report({ reporter: known, avoidCounty: true });
		expect((await openIdentity('beipiao', number)).status).toBe(404);
		expect((await openIdentity('city', number)).status).toBe(403);
	});
});
