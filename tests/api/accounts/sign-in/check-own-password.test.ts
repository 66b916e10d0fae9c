import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aClerk, byBoth, cookieOf, password, signIn } from '../accounts.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

/** Somebody at the open session of a clerk. */
async function atOpenSession() {
	const clerk = await aClerk(portal);
	const as = cookieOf(await signIn(portal, clerk.username));
	const change = (current: string) =>
		portal.call('POST', 'api/staff/password', { as, body: { current, next: 'another-good-1' } });
	const setUp = (given: string) => portal.call('POST', 'api/staff/second-factor', { as, body: { password: given } });
	return { ...clerk, change, setUp };
}

test('the own password is guessed five times in an open session, wherever it is asked, and then not looked at', async () => {
	const { username, change, setUp } = await atOpenSession();
	portal.setNow('2026-03-01T02:00:00Z');
	for (const [nth, ask] of [change, setUp, change, setUp, change].entries()) {
		expect((await ask(`wrong-password-${nth}`)).status).toBe(422);
	}
	for (const ask of [change, setUp]) {
		const refused = await ask(password);
		expect(refused).toMatchObject({ status: 423, json: { code: 'locked' } });
		expect(refused.headers.get('retry-after')).toBe('900');
	}
	const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, username));
	const refused = rows.filter(({ action }) => action === 'account.password-refused');
	expect(refused.map(({ actorName }) => actorName)).toEqual(Array(5).fill('测试'));
	// Signing in is another matter.
	expect((await signIn(portal, username)).status).toBe(200);
	portal.setNow('2026-03-01T02:15:00Z');
	expect((await change(password)).status).toBe(204);
});

test('five are five also when they are sent at the same moment, and a right one begins anew', async () => {
	const { change, setUp } = await atOpenSession();
	for (let nth = 0; nth < 4; nth++) await change(`wrong-password-${nth}`);
	expect((await setUp(password)).status).toBe(200);
	const all = await Promise.all(Array.from({ length: 12 }, (_, nth) => change(`wrong-password-${nth}`)));
	expect(all.filter(({ status }) => status === 422)).toHaveLength(5);
	expect(all.filter(({ status }) => status === 423)).toHaveLength(7);
});

test('a reset by administrators lifts it', async () => {
	const { id, username, change } = await atOpenSession();
	for (let nth = 0; nth < 5; nth++) await change(`wrong-password-${nth}`);
	const given = await byBoth(portal, { kind: 'reset', userId: id });
	const as = cookieOf(await signIn(portal, username, given));
	const body = { current: given, next: 'another-good-2' };
	expect((await portal.call('POST', 'api/staff/password', { as, body })).status).toBe(204);
});
