import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { type Alert, type AlertKind, raiseAlert } from '../../../api/audit/alerts.ts';
import { thePortal } from '../../../api/permission/actor.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { reports } from '../../../db/schema/reports.ts';
import { consent } from '../handling/by-pass/consents.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

const beipiao = 211381;
const lingyuan = 211382;

let portal: TestPortal;
let number: string;
beforeAll(async () => {
	portal = await openTestPortal();
	for (const [slug, adcode] of [
		['beipiao', beipiao],
		['lingyuan', lingyuan],
	] as const) {
		const account = {
			username: `${slug}-lead`,
			name: `${slug} 负责人`,
			role: 'county-lead' as const,
			adcode,
			demo: true,
		};
		await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
	}
	({ number } = await portal.report({ reporter: { mode: 'named', name: '欧阳建国', phone: '13804217788' } }));
	await raise({ kind: 'report.retaliation', subject: number, text: '举报人反映受到打击报复。', forCity: true });
	await raise({ kind: 'identity.often', subject: 'beipiao', text: '一日内多次查看举报人身份。', adcode: beipiao });
	await raise({
		kind: 'wording.refused',
		subject: 'lingyuan',
		text: '多次写入证件号码。',
		adcode: lingyuan,
		forCity: true,
	});
	await raise({ kind: 'audit.broken', subject: '审计日志', text: '缺少第 17 条。' });
});
afterAll(() => portal.remove());

let raised = 0;
/** Each a second after the one before, so that their order is known. */
const raise = (alert: Alert) => {
	const at = new Date(Date.now() + 1000 * raised++);
	return portal.staff.db.write((tx) => raiseAlert(tx, { ...portal.staff, now: () => at }, alert));
};
const get = async (username: string, path: string) =>
	portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) });
const post = async (username: string, path: string) =>
	portal.call('POST', `api/staff/${path}`, { as: await portal.signIn(username) });
const kinds = async (username: string, view = 'open') => {
	const { json } = await get(username, `alerts?view=${view}`);
	expect(json.total).toBe(json.items.length);
	return json.items.map(({ kind }: { kind: string }) => kind).toSorted();
};
const idOf = async (kind: AlertKind) =>
	(await portal.staff.db.read.select().from(alerts).where(eq(alerts.kind, kind)))[0]?.id ?? '';

describe('a line that was raised', () => {
	test('is seen by the auditor always, by the lead of its county, and by the city where it is for the city', async () => {
		expect(await kinds('auditor')).toEqual(['audit.broken', 'identity.often', 'report.retaliation', 'wording.refused']);
		expect(await kinds('beipiao-lead')).toEqual(['identity.often']);
		expect(await kinds('lingyuan-lead')).toEqual(['wording.refused']);
		expect(await kinds('city')).toEqual(['report.retaliation', 'wording.refused']);
	});

	test.each(['beipiao', 'beipiao-approver', 'city-approver', 'beipiao-grid', 'admin'])(
		'is not for %s',
		async (username) => {
			expect((await get(username, 'alerts')).status).toBe(403);
			expect((await get(username, 'alerts.csv')).status).toBe(403);
			expect((await post(username, `alerts/${await idOf('identity.often')}/seen`)).status).toBe(403);
		},
	);

	test('says what it is about in words, and comes in pages, the newest first', async () => {
		const { json } = await get('auditor', 'alerts?view=all&size=1&page=2');
		expect(json).toMatchObject({ total: 4, page: 2, size: 1 });
		expect(json.items).toMatchObject([
			{ kindName: '公开文字多次含有不宜公开的内容', text: '多次写入证件号码。', canMark: true },
		]);
	});

	test('cannot be marked by whom it is not for', async () => {
		for (const username of ['lingyuan-lead', 'city']) {
			expect((await post(username, `alerts/${await idOf('identity.often')}/seen`)).json.code).toBe('not_found');
		}
		expect((await post('beipiao-lead', 'alerts/nothing/seen')).status).toBe(404);
	});

	test('that the lead of the county has read still stands open for the auditor', async () => {
		const id = await idOf('identity.often');
		expect((await post('beipiao-lead', `alerts/${id}/seen`)).status).toBe(204);
		expect((await post('beipiao-lead', `alerts/${id}/seen`)).status).toBe(204);
		expect(await kinds('beipiao-lead')).toEqual([]);
		expect((await get('beipiao-lead', 'alerts?view=all')).json.items).toMatchObject([{ canMark: false, seenAt: null }]);
		expect(await kinds('auditor')).toContain('identity.often');
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, id));
		expect(rows).toMatchObject([
			{ action: 'alert.seen', actorName: 'beipiao 负责人', reason: '多次查看举报人身份：beipiao' },
		]);
	});

	test('that the auditor has read is closed for the auditor alone, with a name', async () => {
		const id = await idOf('wording.refused');
		expect((await post('auditor', `alerts/${id}/seen`)).status).toBe(204);
		expect(await kinds('auditor')).not.toContain('wording.refused');
		expect(await kinds('city')).toContain('wording.refused');
		const { json } = await get('city', 'alerts');
		expect(json.items.find(({ kind }: { kind: string }) => kind === 'wording.refused')).toMatchObject({
			seenAt: expect.any(String),
			seenBy: '审计（演示）',
		});
	});

	test('is exported as far as one may see, and that is logged', async () => {
		const { status, headers, json } = await get('lingyuan-lead', 'alerts.csv?view=all');
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
		const lines = json.trim().split('\r\n');
		expect(lines).toHaveLength(2);
		expect(lines[1]).toContain('"多次写入证件号码。"');
		const [row] = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'alerts.exported'));
		expect(row).toMatchObject({ actorName: 'lingyuan 负责人', reason: '共 1 条' });
	});
});

describe('of a report whose reporter says that somebody told', () => {
	test('the auditor learns who looked, when, at what and why', async () => {
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		const as = await portal.signIn('beipiao');
		await portal.call('POST', `api/staff/reports/${number}/identity`, { as, body: { reason: '电话核实举报内容' } });
		await get('city', `reports/${number}`);
		// A list that holds the report, and a look at another one, are no looks at this.
		await get('city', 'reports?view=all');
		const other = await portal.report();
		await get('city', `reports/${other.number}`);

		const { json } = await get('auditor', `alerts/${await idOf('report.retaliation')}/accesses`);
		expect(json).toMatchObject({ total: 4, alert: { subject: number } });
		expect(json.items.map(({ actor, action, reason }: Record<string, unknown>) => [actor, action, reason])).toEqual([
			['市级经办（演示）', 'report.viewed', null],
			['北票市经办（演示）', 'identity.opened', '电话核实举报内容'],
			['北票市经办（演示）', 'report.viewed', null],
			['北票市经办（演示）', 'report.viewed', null],
		]);
		const paged = await get('auditor', `alerts/${await idOf('report.retaliation')}/accesses?size=3&page=2`);
		expect(paged.json).toMatchObject({ total: 4, items: [{ action: 'report.viewed' }] });
	});

	test('the list can be handed on, and that is logged', async () => {
		const { json, headers } = await get('auditor', `alerts/${await idOf('report.retaliation')}/accesses.csv`);
		expect(json.trim().split('\r\n')).toHaveLength(5);
		const grouped = number.replace(/(\d{4})(?=\d)/g, '$1 ');
		expect(json).toContain(`"${grouped}","电话核实举报内容"`);
		expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(`查看人员-${grouped}.csv`);
		const [row] = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'audit.exported'));
		expect(row).toMatchObject({ actorName: '审计（演示）', reason: `查看 ${number} 的人员` });
	});

	test('what a county was handed of it under another number counts, too', async () => {
		const { number: handed } = await portal.report();
		const [original] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
		await portal.staff.db.write(async (tx) => {
			await tx.update(reports).set({ commissionOf: original?.id }).where(eq(reports.number, handed));
		});
		await get('beipiao', `reports/${handed}`);
		const { json } = await get('auditor', `alerts/${await idOf('report.retaliation')}/accesses`);
		expect(json.items[0]).toMatchObject({ actor: '北票市经办（演示）', action: 'report.viewed', subject: handed });
	});

	test('nobody but the auditor learns it, and not of other lines', async () => {
		const id = await idOf('report.retaliation');
		for (const username of ['city', 'beipiao-lead', 'admin']) {
			expect((await get(username, `alerts/${id}/accesses`)).status).toBe(403);
			expect((await get(username, `alerts/${id}/accesses.csv`)).status).toBe(403);
		}
		expect((await get('auditor', `alerts/${await idOf('identity.often')}/accesses`)).status).toBe(404);
		const { json } = await get('city', 'alerts?view=all');
		expect(json.items.map(({ canSeeAccesses }: { canSeeAccesses: boolean }) => canSeeAccesses)).toEqual([false, false]);
	});
});
