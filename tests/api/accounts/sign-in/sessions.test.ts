import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { session, user } from '../../../../db/schema/accounts.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

/** Another browser of the same account. */
async function anotherBrowser(username: string): Promise<string> {
	const body = { username, password: 'demo-password-2026' };
	const { headers } = await portal.call('POST', 'api/staff/session', { body });
	return headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

test('an officer sees the browsers they are signed in with and signs one of them out', async () => {
	const [here, there] = [await anotherBrowser('beipiao'), await anotherBrowser('beipiao')];
	const { json } = await portal.call('GET', 'api/staff/sessions', { as: here });
	expect(json.items).toHaveLength(2);
	expect(json.items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
	const other = json.items.find(({ current }: { current: boolean }) => !current);
	expect((await portal.call('DELETE', `api/staff/sessions/${other.id}`, { as: here })).status).toBe(204);
	expect((await portal.call('GET', 'api/staff/session', { as: there })).status).toBe(401);
	expect((await portal.call('GET', 'api/staff/session', { as: here })).status).toBe(200);
});

test('nobody signs somebody else out', async () => {
	const [mine, theirs] = [await anotherBrowser('lingyuan'), await anotherBrowser('jianping')];
	const { json } = await portal.call('GET', 'api/staff/sessions', { as: theirs });
	expect((await portal.call('DELETE', `api/staff/sessions/${json.items[0].id}`, { as: mine })).status).toBe(404);
	expect((await portal.call('GET', 'api/staff/session', { as: theirs })).status).toBe(200);
});

test('the columns an officer hides are kept with the account, for every browser', async () => {
	const [here, there] = [await anotherBrowser('beipiao'), await anotherBrowser('beipiao')];
	const hidden = async (as: string) => (await portal.call('GET', 'api/staff/session', { as })).json.hiddenColumns;
	expect(await hidden(here)).toBe(null);
	const body = { hidden: ['from', 'handler'] };
	expect((await portal.call('PUT', 'api/staff/columns', { as: here, body })).status).toBe(204);
	expect(await hidden(there)).toEqual(['from', 'handler']);
	expect(await hidden(await anotherBrowser('jianping'))).toBe(null);
	const wrong = await portal.call('PUT', 'api/staff/columns', { as: here, body: { hidden: ['x'.repeat(31)] } });
	expect(wrong.status).toBe(422);
});

test('on a full disk a session whose time is up is not signed in, and one that lasts is', async () => {
	const [lasting, old] = [await anotherBrowser('beipiao'), await anotherBrowser('lingyuan')];
	const { db } = portal.intake;
	const lingyuan = db.read.select({ id: user.id }).from(user).where(eq(user.username, 'lingyuan'));
	await db.write((tx) =>
		tx
			.update(session)
			.set({ expiresAt: new Date(Date.now() - 1000) })
			.where(inArray(session.userId, lingyuan))
			.then(),
	);
	// Full between the look at the room and the write as well.
	vi.spyOn(portal.space, 'isLow').mockReturnValueOnce(false).mockReturnValue(true);
	const refused = await portal.call('GET', 'api/staff/session', { as: old });
	expect({ status: refused.status, code: refused.json.code }).toEqual({ status: 401, code: 'not_signed_in' });
	expect((await portal.call('GET', 'api/staff/session', { as: lasting })).status).toBe(200);
	vi.mocked(portal.space.isLow).mockRestore();
});
