import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import type { Role } from '../../../../api/permission/roles.ts';
import { user } from '../../../../db/schema/accounts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase, fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	await anAccount('beipiao-lead', 'county-lead', 211381);
	await anAccount('city-second', 'city-supervisor', 211300);
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const anAccount = (username: string, role: Role, adcode: number, unit?: string) =>
	createAccount(portal.staff, portal.auth, thePortal, {
		...{ username, name: username, role, adcode, demo: true, password: 'demo-password-2026' },
		...(unit && { unit }),
	});

const seen = async (number: string, username = 'city') =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;
const track = async ({ number, secret }: { number: string; secret: string }) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;

const moves = [
	['decline', 'assigned', 'declined'],
	['merge', 'accepted', 'merged'],
	['extend', 'accepted', 'accepted'],
	['conclude', 'investigating', 'concluded'],
] as const;

describe('不予受理, 并案, 延期 and 办结', () => {
	test.each(moves)('%s in %s takes effect only when another account approves it', async (move, status, end) => {
		const report = await aCase(portal, status);
		const fields = fieldsOf(move, (await portal.report()).number);
		const proposed = await portal.propose('beipiao', report.number, move, fields);
		expect(proposed.json).toMatchObject({ status, proposal: { move, state: 'waiting', canWithdraw: true } });
		expect((await track(report)).status).toBe(status);
		expect((await portal.decide('beipiao', report.number, 'approve')).status).toBe(403);
		expect((await portal.decide('beipiao-approver', report.number, 'approve')).status).toBe(200);
		if (move === 'conclude') {
			expect(await seen(report.number)).toMatchObject({ status, proposal: { state: 'confirming', canDecide: true } });
			expect((await portal.decide('beipiao-approver', report.number, 'approve')).status).toBe(403);
			expect((await portal.decide('beipiao-lead', report.number, 'approve')).status).toBe(403);
			expect((await portal.decide('city', report.number, 'approve')).status).toBe(200);
		}
		expect(await seen(report.number)).toMatchObject({ status: end, proposed: null, proposal: null });
		const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, report.number));
		const actors = rows.filter(({ action }) => /proposed|approved|moved/.test(action)).map(({ actorId }) => actorId);
		expect(new Set(actors).size).toBeGreaterThan(1);
	});

	test('what waits is open, and can be overdue; the clocks stop with the approval', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const report = await aCase(portal, 'investigating');
		portal.setNow('2026-04-29T02:00:00Z');
		await portal.propose('beipiao', report.number, 'conclude', aConclusion());
		portal.setNow('2026-05-06T02:00:00Z');
		expect(await seen(report.number)).toMatchObject({ due: { id: 'reply', overdue: true } });
		expect(await track(report)).toMatchObject({ overdue: true });
		await portal.decide('beipiao-approver', report.number, 'approve');
		await portal.decide('city', report.number, 'approve');
		const [, reply] = (await seen(report.number)).clocks;
		expect(reply).toMatchObject({ id: 'reply', state: 'missed' });
	});

	test('the reply reaches the reporter with the approval and not before', async () => {
		const report = await aCase(portal, 'assigned');
		const reply = '您反映的地点不在本市，建议向当地反映。';
		await portal.propose('beipiao', report.number, 'decline', { reason: 'outside', reply });
		expect(JSON.stringify(await track(report))).not.toContain(reply);
		expect((await seen(report.number, 'beipiao-approver')).proposal.reply).toBe(reply);
		await portal.decide('beipiao-approver', report.number, 'approve');
		expect((await track(report)).timeline.at(-1).text).toContain(reply);
	});

	test('is sent back with a reason, and can be proposed again', async () => {
		const report = await aCase(portal, 'investigating');
		await portal.propose('beipiao', report.number, 'conclude', aConclusion());
		expect((await portal.decide('beipiao-approver', report.number, 'return')).status).toBe(422);
		await portal.decide('beipiao-approver', report.number, 'return', { reason: '没有写明面积。' });
		const returned = await seen(report.number, 'beipiao');
		expect(returned).toMatchObject({ status: 'investigating', proposed: null });
		expect(returned.proposal).toMatchObject({ state: 'returned', reason: '没有写明面积。', canDecide: false });
		expect((await portal.move('beipiao', report.number, 'conclude', aConclusion())).json.status).toBe('concluded');
	});

	test('is taken back by the proposer alone; nothing else is done meanwhile', async () => {
		const { number } = await aCase(portal, 'accepted');
		await portal.propose('beipiao', number, 'decline', fieldsOf('decline'));
		const other = await portal.propose('beipiao', number, 'investigate', fieldsOf('investigate'));
		expect(other.json).toMatchObject({ code: 'not_now', detail: expect.stringContaining('正在等待审批') });
		expect((await portal.decide('beipiao-handler', number, 'withdraw')).status).toBe(403);
		expect((await portal.decide('beipiao', number, 'withdraw')).status).toBe(200);
		expect((await portal.propose('beipiao', number, 'investigate', fieldsOf('investigate'))).status).toBe(200);
	});

	test('supervising beside it leaves it waiting', async () => {
		const { number } = await aCase(portal, 'accepted');
		await portal.propose('beipiao', number, 'extend', fieldsOf('extend'));
		await portal.propose('city', number, 'supervise', fieldsOf('supervise'));
		expect(await seen(number)).toMatchObject({ proposed: '延长期限', supervised: true });
	});

	test('a merge is not approved into a case that was settled meanwhile', async () => {
		const main = await aCase(portal, 'investigating');
		const other = await aCase(portal, 'accepted');
		await portal.propose('beipiao', other.number, 'merge', { into: main.number, reason: '同一处。' });
		await portal.move('beipiao', main.number, 'conclude', aConclusion());
		const { status, json } = await portal.decide('beipiao-approver', other.number, 'approve');
		expect({ status, detail: json.detail }).toEqual({ status: 409, detail: expect.stringContaining('退回提请人') });
	});

	test('two approvers at once: one decides, the other is told', async () => {
		const { number } = await aCase(portal, 'assigned');
		await portal.propose('beipiao', number, 'decline', fieldsOf('decline'));
		const both = await Promise.all(
			['beipiao-approver', 'beipiao-lead'].map((username) => portal.decide(username, number, 'approve')),
		);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	});
});

describe('who approves', () => {
	const disable = async (username: string, disabled: boolean) => {
		await portal.staff.db.write(async (tx) => tx.update(user).set({ disabled }).where(eq(user.username, username)));
	};

	test('another county does not find it, and the city leaves it to a county that has somebody', async () => {
		const { number } = await aCase(portal, 'assigned');
		await portal.propose('beipiao', number, 'decline', fieldsOf('decline'));
		expect((await portal.decide('lingyuan-approver', number, 'approve')).status).toBe(404);
		expect((await portal.decide('city', number, 'approve')).status).toBe(403);
		expect((await portal.decide('beipiao-lead', number, 'approve')).status).toBe(200);
	});

	test('where the county has nobody else, the city does', async () => {
		const { number } = await aCase(portal, 'assigned');
		await disable('beipiao-approver', true);
		await disable('beipiao-lead', true);
		await portal.propose('beipiao', number, 'decline', fieldsOf('decline'));
		const approved = await portal.decide('city', number, 'approve');
		await disable('beipiao-approver', false);
		await disable('beipiao-lead', false);
		expect(approved.json).toMatchObject({ status: 'declined' });
	});

	test('the city’s own cases are proposed by one of its officers and approved by another', async () => {
		const { number } = await portal.report({ location: { place: '老矿后山' } });
		await portal.propose('city', number, 'decline', fieldsOf('decline'));
		expect((await portal.decide('city', number, 'approve')).status).toBe(403);
		expect((await portal.decide('city-second', number, 'approve')).json.status).toBe('declined');
	});
});
