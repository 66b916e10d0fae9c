import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirstAccount, firstAdministrators } from '../../../api/accounts/first-administrators.ts';
import { user } from '../../../db/schema/accounts.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('where one of the two administrators is missing the next start makes that one, under a name that is free', async () => {
	await portal.staff.db.write(async (tx) => {
		await tx.update(user).set({ role: 'publisher' }).where(eq(user.username, 'security'));
	});
	const made: FirstAccount[] = [];
	const start = () => firstAdministrators(portal.staff, portal.auth, (each) => made.push(each));
	await start();
	await start();
	expect(made).toEqual([{ username: 'security-2', name: '安全管理员', password: expect.any(String) }]);
	const { status, json } = await portal.call('GET', 'api/staff/session', { as: await portal.signIn('admin') });
	expect({ status, role: json.roleName }).toEqual({ status: 200, role: '系统管理员' });
	const body = { username: 'security-2', password: made[0]?.password };
	expect((await portal.call('POST', 'api/staff/session', { body })).json.roleName).toBe('安全管理员');
});
