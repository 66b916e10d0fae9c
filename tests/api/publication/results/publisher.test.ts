import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	const account = { username: 'publisher', name: '发布', role: 'publisher', adcode: 211381, demo: true } as const;
	await createAccount(portal.staff, portal.auth, thePortal, { ...account, password: 'demo-password-2026' });
});
afterAll(() => portal.remove());

test('a publisher reads results and the state of the site, and no report', async () => {
	const as = await portal.signIn('publisher');
	expect((await portal.call('GET', 'api/staff/results', { as })).status).toBe(200);
	expect((await portal.call('GET', 'api/staff/publication', { as })).status).toBe(200);
	expect((await portal.call('GET', 'api/staff/reports', { as })).status).toBe(403);
});
