import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirstAccount, firstAdministrators } from '../../api/accounts/first-administrators.ts';
import { user } from '../../db/schema/accounts.ts';
import { openTestPortal, type TestPortal } from '../api/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

test('the one administrator of before becomes the system administrator, and the next start makes the other', async () => {
	await portal.staff.db.write(async (tx) => {
		await tx.update(user).set({ role: 'administrator' }).where(eq(user.username, 'admin'));
		// A name that was free before.
		await tx.update(user).set({ role: 'publisher' }).where(eq(user.username, 'security'));
		await tx.run(sql.raw(readFileSync('db/migrations/0018_two_administrators.sql', 'utf8')));
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
