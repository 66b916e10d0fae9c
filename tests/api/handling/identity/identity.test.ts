import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import type { Role } from '../../../../api/permission/roles.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { askIdentity, consent, decideIdentity } from '../by-pass/consents.ts';
import { fieldsOf } from '../cases.ts';

const known = { mode: 'named', name: '欧阳建国', phone: '13804217788' };
const beipiao = 211381;
const land = '211381-natural-resources';
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const open = async (number: string, username = 'beipiao', body = {}) =>
	portal.call('POST', `api/staff/reports/${number}/identity`, { as: await portal.signIn(username), body });
const shown = async (number: string, username = 'beipiao') =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;
const waiting = async (username: string) =>
	(await portal.call('GET', 'api/staff/identity/requests', { as: await portal.signIn(username) })).json.items;
const logged = async (number: string) =>
	(
		await portal.staff.db.read
			.select({ action: audit.action, actor: audit.actorName, reason: audit.reason })
			.from(audit)
			.where(eq(audit.subject, number))
			.orderBy(asc(audit.seq))
	).filter(({ action }) => action.startsWith('identity.'));
const make = (username: string, role: Role, unit?: string, adcode = beipiao) =>
	createAccount(portal.staff, portal.auth, thePortal, {
		username,
		name: username,
		role,
		adcode,
		...(unit && { unit }),
		password: 'demo-password-2026',
		demo: true,
	});

async function accepted(changes: object = {}): Promise<string> {
	const { number } = await portal.report({ reporter: known, ...changes });
	expect((await portal.move('beipiao', number, 'accept')).status).toBe(200);
	return number;
}

describe('who reported', () => {
	test('is opened by the officer who handles an accepted case, after an approver has consented', async () => {
		const { number } = await portal.report({ reporter: known });
		expect((await askIdentity(portal, number)).json.code).toBe('forbidden');
		await portal.move('beipiao', number, 'take');
		expect((await askIdentity(portal, number)).json.code).toBe('forbidden');
		expect((await open(number)).status).toBe(403);

		await portal.move('beipiao', number, 'accept');
		expect(await shown(number)).toMatchObject({ identity: { state: 'none', canAsk: true }, canSeeIdentity: false });
		const { json: asked } = await askIdentity(portal, number);
		expect((await open(number)).status).toBe(403);
		expect((await askIdentity(portal, number)).json.code).toBe('not_now');
		expect((await shown(number)).identity).toMatchObject({
			state: 'waiting',
			canAsk: false,
			canDecide: false,
			request: { officer: '北票市经办（演示）', reason: '电话核实举报线索', deciders: ['北票市审核（演示）'] },
		});

		expect(await waiting('beipiao-approver')).toMatchObject([{ number, reason: '电话核实举报线索' }]);
		expect((await shown(number, 'beipiao-approver')).identity).toMatchObject({ canDecide: true, canOpen: false });
		expect((await decideIdentity(portal, number, asked.id)).status).toBe(204);
		expect(await waiting('beipiao-approver')).toEqual([]);
		expect(await shown(number)).toMatchObject({ identity: { state: 'granted' }, canSeeIdentity: true });
		expect((await open(number)).json).toEqual({ ...known, email: null });
		expect((await open(number, 'beipiao', { reason: '再次核实位置' })).status).toBe(200);
	});

	test('is opened by nobody else: not by the approver, not by a colleague, not by the city', async () => {
		const number = await accepted();
		await consent(portal, number);
		for (const username of ['beipiao-approver', 'city', 'city-approver', 'auditor', 'admin']) {
			const { status, json } = await open(number, username);
			expect({ username, status }).toEqual({ username, status: 403 });
			expect(JSON.stringify(json)).not.toContain('欧阳');
		}
		expect((await shown(number, 'city')).canSeeIdentity).toBe(false);
	});

	test('leaves asking, answering and each opening in the log, and the request in the history of staff alone', async () => {
		const { number, secret } = await portal.report({ reporter: known });
		await portal.move('beipiao', number, 'accept');
		const story = async () => (await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
		const before = (await story()).timeline;
		await consent(portal, number);
		await open(number);
		await open(number, 'beipiao', { reason: '再次核实位置' });
		expect(await logged(number)).toEqual([
			{ action: 'identity.asked', actor: '北票市经办（演示）', reason: '电话核实举报线索' },
			{ action: 'identity.granted', actor: '北票市审核（演示）', reason: null },
			{ action: 'identity.opened', actor: '北票市经办（演示）', reason: '电话核实举报线索' },
			{ action: 'identity.opened', actor: '北票市经办（演示）', reason: '再次核实位置' },
		]);
		expect((await shown(number)).timeline.slice(-2)).toMatchObject([
			{ moveName: '申请查看举报人身份', text: null, fields: [{ label: '理由', value: '电话核实举报线索' }] },
			{ moveName: '答复查看举报人身份的申请', text: null, fields: [{ label: '意见', value: '同意' }] },
		]);
		expect((await story()).timeline).toEqual(before);
	});

	test('stays closed where the approver refuses, who says why; it can be asked for again', async () => {
		const number = await accepted();
		const { json: asked } = await askIdentity(portal, number);
		const as = await portal.signIn('beipiao-approver');
		const path = `api/staff/reports/${number}/identity/requests/${asked.id}/decision`;
		expect((await portal.call('POST', path, { as, body: { granted: false } })).json.errors).toMatchObject([
			{ path: 'reason' },
		]);
		expect((await decideIdentity(portal, number, asked.id, { granted: false })).status).toBe(204);
		expect((await decideIdentity(portal, number, asked.id)).json.code).toBe('not_now');
		expect((await open(number)).status).toBe(403);
		expect((await shown(number)).identity).toMatchObject({ state: 'refused', canAsk: true, canOpen: false });
		expect((await shown(number)).timeline.at(-1).fields).toContainEqual({
			name: 'reason',
			label: '理由',
			value: '现场核实即可',
		});
		await consent(portal, number);
		expect((await open(number)).status).toBe(200);
	});

	test('is closed again after a day', async () => {
		portal.setNow('2026-03-02T02:00:00Z');
		const number = await accepted();
		await consent(portal, number);
		portal.setNow('2026-03-03T01:59:00Z');
		expect((await open(number)).status).toBe(200);
		portal.setNow('2026-03-03T02:00:00Z');
		expect((await open(number)).status).toBe(403);
		expect(await shown(number)).toMatchObject({ identity: { state: 'none', canAsk: true }, canSeeIdentity: false });
	});

	test('is closed once somebody else has the case, also when it comes back', async () => {
		const number = await accepted();
		await make('second-clerk', 'clerk');
		await consent(portal, number);
		await portal.move('second-clerk', number, 'take');
		expect((await open(number)).status).toBe(403);
		expect((await open(number, 'second-clerk')).status).toBe(403);
		await portal.move('beipiao', number, 'take');
		expect((await open(number)).status).toBe(403);

		const { json: asked } = await askIdentity(portal, number);
		await portal.move('second-clerk', number, 'take');
		expect(await waiting('beipiao-approver')).not.toContainEqual(expect.objectContaining({ number }));
		expect((await decideIdentity(portal, number, asked.id)).json.code).toBe('not_now');
	});

	test('is closed once another unit has the case', async () => {
		const number = await accepted();
		await consent(portal, number);
		await portal.move('beipiao', number, 'transfer', fieldsOf('transfer'));
		await portal.move('beipiao', number, 'accept');
		expect((await open(number)).status).toBe(403);
	});

	test('is closed to the county while the city keeps the words of the report from it', async () => {
		const number = await accepted();
		await consent(portal, number);
		const closed = {
			wordsClosedAt: '2026-03-02T02:00:00.000Z',
			sealedSummary: await portal.intake.sealer.seal('摘要'),
		};
		await portal.staff.db.write(async (tx) => tx.update(reports).set(closed).where(eq(reports.number, number)));
		expect((await open(number)).status).toBe(403);
		expect((await askIdentity(portal, number)).json.code).toBe('forbidden');
		expect((await shown(number)).identity).toMatchObject({ canAsk: false, canOpen: false });
	});

	test('keeps to a consent given for this very case', async () => {
		const [one, other] = [await accepted(), await accepted()];
		await consent(portal, one);
		expect((await open(other)).status).toBe(403);
		const { json: asked } = await askIdentity(portal, other);
		expect((await decideIdentity(portal, one, asked.id)).json.code).toBe('not_found');
	});
});

describe('the consent is given by', () => {
	test('an approver of the unit, and by the untied ones of the county only where the unit has none', async () => {
		const other = await portal.report({ reporter: known });
		const number = await accepted();
		expect((await shown(number)).unit.id).toBe(land);
		await make('land-approver', 'approver', land);
		await make('ecology-approver', 'approver', '211381-ecology');
		const { json: asked } = await askIdentity(portal, number);
		expect((await shown(number)).identity.request.deciders).toEqual(['land-approver']);
		expect((await decideIdentity(portal, number, asked.id)).json.code).toBe('forbidden');
		expect((await decideIdentity(portal, number, asked.id, { approver: 'ecology-approver' })).status).toBe(404);
		expect((await decideIdentity(portal, number, asked.id, { approver: 'lingyuan-approver' })).status).toBe(404);
		expect((await decideIdentity(portal, number, asked.id, { approver: 'city-approver' })).json.code).toBe('forbidden');
		expect((await decideIdentity(portal, number, asked.id, { approver: 'land-approver' })).status).toBe(204);

		await portal.move('beipiao', other.number, 'transfer', { ...fieldsOf('transfer'), unit: '211381-water' });
		await portal.move('beipiao', other.number, 'accept');
		await consent(portal, other.number);
		expect((await open(other.number)).status).toBe(200);
	});

	test("the city's approvers as well once nobody has answered for four hours", async () => {
		portal.setNow('2026-03-06T09:00:00Z');
		const number = await accepted();
		const { json: asked } = await askIdentity(portal, number);
		portal.setNow('2026-03-06T12:59:00Z');
		expect(await waiting('city-approver')).toEqual([]);
		expect((await decideIdentity(portal, number, asked.id, { approver: 'city-approver' })).json.code).toBe('forbidden');
		portal.setNow('2026-03-06T13:00:00Z');
		expect(await waiting('city-approver')).toMatchObject([{ number }]);
		expect((await decideIdentity(portal, number, asked.id, { approver: 'city-approver' })).status).toBe(204);
		expect((await open(number)).status).toBe(200);
	});

	test("the city's approvers alone where the county is by-passed, at any time", async () => {
		const { number } = await portal.report({ reporter: known, avoidCounty: true });
		// The city keeps it: one of its own units accepts it.
		const placement = { unitId: '211300-natural-resources', adcode: 211300, status: 'assigned' } as const;
		await portal.staff.db.write(async (tx) => tx.update(reports).set(placement).where(eq(reports.number, number)));
		expect((await portal.move('city', number, 'accept')).status).toBe(200);
		const { json: asked } = await askIdentity(portal, number, 'city');
		expect((await decideIdentity(portal, number, asked.id)).status).toBe(404);
		expect((await decideIdentity(portal, number, asked.id, { approver: 'city-approver' })).status).toBe(204);
		expect((await open(number, 'city')).json.name).toBe('欧阳建国');
	});
});

describe('many openings', () => {
	test('raise one line a day and officer, for the county, the city and the auditor', async () => {
		const raised = async () =>
			portal.staff.db.read.select().from(alerts).where(eq(alerts.subject, 'busy-clerk')).orderBy(asc(alerts.at));
		await make('busy-clerk', 'clerk', '211381-water');
		await make('water-approver', 'approver', '211381-water');
		portal.setNow('2026-03-10T01:00:00Z');
		const { number } = await portal.report({ reporter: known });
		await portal.move('beipiao', number, 'transfer', { ...fieldsOf('transfer'), unit: '211381-water' });
		await portal.move('busy-clerk', number, 'accept');
		const grant = () => consent(portal, number, { asker: 'busy-clerk', approver: 'water-approver' });
		await grant();
		for (let nth = 0; nth < 5; nth++) expect((await open(number, 'busy-clerk')).status).toBe(200);
		expect(await raised()).toEqual([]);
		await open(number, 'busy-clerk');
		await open(number, 'busy-clerk');
		expect(await raised()).toMatchObject([{ kind: 'identity.often', adcode: beipiao, forCity: true }]);
		expect(JSON.stringify(await raised())).not.toMatch(/欧阳|13804217788/);

		portal.setNow('2026-03-11T02:00:00Z');
		await grant();
		for (let nth = 0; nth < 6; nth++) await open(number, 'busy-clerk');
		expect(await raised()).toHaveLength(2);
	});
});
