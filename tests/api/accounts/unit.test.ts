import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { asAdmin, asks, byBoth } from './accounts.ts';

const beipiao = 211381;
const ecology = '211381-ecology';
let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('an account is tied to a unit of its own area, and neither a lead nor who handles no cases', async () => {
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

test('the role table says which roles can be tied to a unit', async () => {
	const { json } = await portal.call('GET', 'api/staff/roles', { as: await portal.signIn('admin') });
	const tied = json.roles.filter(({ canBeTied }: { canBeTied: boolean }) => canBeTied);
	expect(tied.map(({ id }: { id: string }) => id)).toEqual(['clerk', 'handler', 'approver']);
});
