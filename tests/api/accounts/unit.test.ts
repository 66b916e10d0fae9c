import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { thePortal } from '../../../api/audit/write.ts';
import { fieldsOf } from '../handling/cases.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { asAdmin, asks, byBoth, cookieOf, password, signIn } from './accounts.ts';

const beipiao = 211381;
const ecology = '211381-ecology';
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('an approver tied to one unit learns who reported only while that unit has the case', async () => {
	const account = { username: 'ecology-approver', name: '生态审核', role: 'approver' as const, adcode: beipiao };
	await createAccount(portal.staff, portal.auth, thePortal, { ...account, unit: ecology, password, demo: true });
	const as = cookieOf(await signIn(portal, account.username));
	const { number } = await portal.report({ reporter: { mode: 'named', name: '欧阳建国', phone: '13804217788' } });
	const identity = () =>
		portal.call('POST', `api/staff/reports/${number}/identity`, { as, body: { reason: '核实举报线索' } });
	const shown = async () => (await portal.call('GET', `api/staff/reports/${number}`, { as })).json;

	const refused = await identity();
	expect(refused.status).toBe(403);
	expect(refused.json.detail).toContain('本单位');
	expect(JSON.stringify(refused.json)).not.toContain('欧阳');
	expect(await shown()).toMatchObject({ canSeeIdentity: false, canOpenOriginals: false });

	await portal.move('beipiao', number, 'transfer', { ...fieldsOf('transfer'), unit: ecology });
	expect((await identity()).json).toMatchObject({ name: '欧阳建国' });
	expect(await shown()).toMatchObject({ canSeeIdentity: true });
});

test('an account is tied to a unit of its own area, and only where its role works cases of a unit', async () => {
	const account = { kind: 'create', username: 'tied', name: '赵某', role: 'approver', adcode: beipiao };
	for (const wrong of [
		{ unit: '211382-ecology' },
		{ unit: 'nowhere' },
		{ unit: ecology, role: 'county-lead' },
		{ unit: ecology, role: 'auditor', adcode: 211300 },
		{ unit: '211300-ecology', role: 'city-supervisor', adcode: 211300 },
	]) {
		const { status, json } = await asks(portal, { ...account, ...wrong });
		expect(status).toBe(422);
		expect(json.errors).toMatchObject([{ path: 'unit' }]);
	}
	const publisher = { username: 'publisher', name: '钱某', role: 'publisher', adcode: beipiao, unit: ecology };
	expect((await asAdmin(portal, '', publisher)).json.errors).toMatchObject([{ path: 'unit' }]);
	for (const [role, username] of Object.entries({ approver: 'tied', clerk: 'tied-clerk', handler: 'tied-handler' })) {
		await byBoth(portal, { ...account, role, username, unit: ecology });
	}
	const { json } = await portal.call('GET', 'api/staff/accounts', { as: await portal.signIn('admin') });
	const row = json.items.find(({ username }: { username: string }) => username === 'tied');
	expect(row).toMatchObject({ unit: '北票市生态环境主管部门', town: null });
});
