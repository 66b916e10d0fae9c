import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { countAttempt } from '../../../../api/accounts/sign-in/sign-in-attempt.ts';
import { hourly } from '../../../../api/start/hourly.ts';
import { account, knownDevices } from '../../../../db/schema/accounts.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { encoded, solve } from '../../http/captcha/proof-of-work.ts';
import { type Answer, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import * as accounts from '../accounts.ts';

const { byBoth, cookieOf, password } = accounts;
const { nameTriesPerHour, networkTriesPerHour, delaySeconds, knownDeviceDays } = content.accounts.signIn;
const office = '198.51.100.7';
const elsewhere = '203.0.113.9';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({ CAPTCHA: 'altcha' });
});
// The clock stands still, so that no hour ends in between.
beforeEach(() => portal.setNow(new Date().toISOString()));
afterAll(() => portal.remove());

type More = Parameters<typeof accounts.signIn>[3];
const aClerk = () => accounts.aClerk(portal);
const signIn = (username: string, given?: string, more?: More) => accounts.signIn(portal, username, given, more);
const wrong = (username: string, more?: More) => signIn(username, 'wrong-password-1', more);
const captcha = async () => encoded(await solve(portal, { path: 'api/staff/captcha' }));

/** Wrong tries of strangers that were counted before, without the work of looking at each password. */
async function counted(username: string, times: number, networkOf: (nth: number) => string): Promise<void> {
	for (let n = 0; n < times; n++) {
		const by = { username, network: networkOf(n), device: null };
		await portal.staff.db.write((tx) => countAttempt(tx, portal.staff, by));
	}
}

/** So many that the next one has its price, from so many networks that no lock holds. The last is a real one. */
async function guess(username: string, leave = 0): Promise<void> {
	await counted(username, nameTriesPerHour - leave - 1, (nth) => `10.0.${nth >> 2}`);
	expect((await wrong(username, { from: '10.0.99.1' })).status).toBe(401);
}

/** Strangers in the network that tests come from by themselves. */
const lockHere = (username: string) => counted(username, 5, () => '127.0.0');

/** The cookie of the known device alone. */
function deviceOf(answer: Answer): string {
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0] ?? '')
		.filter((cookie) => cookie.startsWith('device-'))
		.join('; ');
}

describe('five wrong passwords from one network', () => {
	test('lock the name there, and not for its owner elsewhere', async () => {
		const { username } = await aClerk();
		for (let n = 0; n < 5; n++) await wrong(username, { from: elsewhere });
		expect((await signIn(username, password, { from: elsewhere })).json.code).toBe('locked');
		// The next machine of that network is no other network.
		expect((await signIn(username, password, { from: '203.0.113.200' })).status).toBe(423);
		expect((await signIn(username, password, { from: office })).status).toBe(200);
		// The owner's right password elsewhere forgives no stranger.
		expect((await signIn(username, password, { from: elsewhere })).status).toBe(423);
	});

	test('for nine officers in turn silence none of them', async () => {
		const officers = await Promise.all(Array.from({ length: 9 }, aClerk));
		for (const { username } of officers) await counted(username, 5, () => '192.0.2');
		for (const { username } of officers) {
			expect((await signIn(username, password, { from: office })).status).toBe(200);
		}
	});
});

describe('a known device', () => {
	test('is let in while strangers of the same network lock the name and make tries cost something', async () => {
		const { username } = await aClerk();
		const as = deviceOf(await signIn(username, password, { from: office }));
		await guess(username);
		await counted(username, 5, () => '198.51.100');
		expect((await signIn(username, password, { from: office })).status).toBe(423);
		expect((await signIn(username, password, { from: '192.0.2.50' })).status).toBe(429);
		expect((await signIn(username, password, { from: office, as })).status).toBe(200);
	});

	test('is locked by five wrong tries of its own, and locks nobody else', async () => {
		const { username } = await aClerk();
		portal.setNow('2026-03-01T02:00:00Z');
		const as = deviceOf(await signIn(username));
		for (let n = 0; n < 4; n++) expect((await wrong(username, { as })).status).toBe(401);
		expect((await wrong(username, { as })).status).toBe(423);
		expect((await signIn(username, password, { as })).json).toMatchObject({
			code: 'locked',
			detail: expect.stringContaining('本设备'),
		});
		expect((await signIn(username)).status).toBe(200);
		portal.setNow('2026-03-01T02:15:00Z');
		expect((await signIn(username, password, { as })).status).toBe(200);
	});

	test('has five tries also when twenty are sent at the same moment', async () => {
		const { username } = await aClerk();
		const as = deviceOf(await signIn(username));
		const guesses = Array.from({ length: 20 }, (_, n) => signIn(username, n === 19 ? password : `wrong-${n}`, { as }));
		const answers = (await Promise.all(guesses)).map(({ status }) => status);
		expect(answers.filter((status) => status === 401)).toHaveLength(4);
		expect(answers.filter((status) => status === 423)).toHaveLength(16);
	});

	test('is known for one account, beside those of colleagues in the same browser', async () => {
		const [mine, other] = [await aClerk(), await aClerk()];
		const [first, second] = [deviceOf(await signIn(mine.username)), deviceOf(await signIn(other.username))];
		const [name] = first.split('=');
		expect(second.startsWith(`${name}=`)).toBe(false);
		for (const { username } of [mine, other]) {
			await lockHere(username);
			expect((await signIn(username, password, { as: `${first}; ${second}` })).status).toBe(200);
		}
		const stolen = `${second.split('=')[0]}=${first.split('=')[1]}`;
		expect((await signIn(other.username, password, { as: stolen })).status).toBe(423);
	});

	test('is named by a cookie that scripts and other sites do not see, and stands in the database as a hash alone', async () => {
		const { username } = await aClerk();
		const answer = await signIn(username);
		const line = answer.headers.getSetCookie().find((each) => each.startsWith('device-'));
		expect(line).toMatch(/^device-a1-[\da-f]{16}=\d{40}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Strict$/);
		expect(line).not.toContain(username);
		const [, token = ''] = deviceOf(answer).split('=');
		expect(JSON.stringify(await stored(portal))).not.toContain(token);
	});

	/** What the device is to the account after something happened to that. */
	async function afterwards(done: (clerk: { id: string; username: string }, as: string) => Promise<string>) {
		const clerk = await aClerk();
		const answer = await signIn(clerk.username);
		const now = await done(clerk, cookieOf(answer));
		await lockHere(clerk.username);
		return (await signIn(clerk.username, now, { as: deviceOf(answer) })).status;
	}

	test('is known no longer once the password was changed, the account was reset or disabled', async () => {
		expect(await afterwards(async () => password)).toBe(200);
		const changed = afterwards(async (_clerk, as) => {
			const body = { current: password, next: 'another-good-1' };
			expect((await portal.call('POST', 'api/staff/password', { as, body })).status).toBe(204);
			return body.next;
		});
		expect(await changed).toBe(423);
		expect(await afterwards(async ({ id }) => byBoth(portal, { kind: 'reset', userId: id }))).toBe(423);
		const disabled = afterwards(async ({ id }) => {
			await accounts.asAdmin(portal, `/${id}/disable`);
			await byBoth(portal, { kind: 'enable', userId: id });
			return password;
		});
		expect(await disabled).toBe(423);
	});

	test('is forgotten 90 days after the last whole sign-in, and its row within the hour', async () => {
		const { id, username } = await aClerk();
		const rows = () => portal.staff.db.read.select().from(knownDevices).where(eq(knownDevices.userId, id));
		const begin = Date.parse('2026-03-01T02:00:00Z');
		const days = (days: number) => portal.setNow(new Date(begin + days * 86_400_000).toISOString());
		days(0);
		const as = deviceOf(await signIn(username));
		days(knownDeviceDays - 1);
		expect(deviceOf(await signIn(username, password, { as }))).toBe(as);
		days(2 * knownDeviceDays - 2);
		expect(await rows()).toHaveLength(1);
		await anHour();
		expect(await rows()).toHaveLength(1);
		days(2 * knownDeviceDays);
		const fresh = deviceOf(await signIn(username, password, { as }));
		expect(fresh).not.toBe(as);
		expect(await rows()).toHaveLength(2);
		await anHour();
		expect(await rows()).toHaveLength(1);
	});
});

/** What is done every hour. */
async function anHour(): Promise<void> {
	const work = hourly(portal.staff);
	work.start();
	await work.stop();
}

describe('too many wrong passwords for one name within an hour, over all networks', () => {
	test('make each further try cost a captcha and a delay, and keep the right person out by nothing', async () => {
		const { username } = await aClerk();
		await guess(username);
		const asked = await signIn(username, password, { from: office });
		expect(asked).toMatchObject({ status: 429, json: { code: 'too_many', captcha: true } });
		expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
		const solved = await captcha();
		const begun = performance.now();
		expect((await signIn(username, password, { from: office, captcha: solved })).status).toBe(200);
		expect(performance.now() - begun).toBeGreaterThanOrEqual(delaySeconds * 1000 - 10);
		// One answer is good for one try, and a made-up one for none.
		expect((await signIn(username, password, { from: office, captcha: solved })).json.code).toBe('captcha_failed');
		expect((await signIn(username, password, { from: office, captcha: 'x' })).json.code).toBe('captcha_failed');
	});

	test('are forgotten with the hour', async () => {
		const { username } = await aClerk();
		portal.setNow('2026-03-01T02:10:00Z');
		await guess(username);
		const asked = await signIn(username, password, { from: office });
		expect(asked.headers.get('retry-after')).toBe('3000');
		portal.setNow('2026-03-01T03:00:00Z');
		expect((await signIn(username, password, { from: office })).status).toBe(200);
	});

	test('cost the same for a name that belongs to no account', async () => {
		await guess('nobody-guessed');
		expect(await wrong('nobody-guessed', { from: office })).toMatchObject({ status: 429, json: { captcha: true } });
	});

	test('are not more when they are sent all at once', async () => {
		const { username } = await aClerk();
		await guess(username, 4);
		const tries = Array.from({ length: 10 }, (_, n) => wrong(username, { from: `10.1.${n}.1` }));
		const answers = (await Promise.all(tries)).map(({ status }) => status);
		expect(answers.filter((status) => status === 401)).toHaveLength(4);
		expect(answers.filter((status) => status === 429)).toHaveLength(6);
	});

	test('are told to the owner at the next sign-in, and to the auditor, once a day', async () => {
		const { username } = await aClerk();
		portal.setNow('2026-03-02T02:00:00Z');
		const as = deviceOf(await signIn(username));
		await guess(username);
		portal.setNow('2026-03-02T03:00:00Z');
		await guess(username);
		const { json } = await signIn(username, password, { as });
		expect(json.notices).toMatchObject([
			{ text: expect.stringMatching(/^2026年3月2日，有人用错误的密码多次登录您的账号/) },
		]);
		const raised = await portal.staff.db.read.select().from(alerts).where(eq(alerts.subject, username));
		expect(raised).toMatchObject([{ kind: 'account.guessed' }]);
	});
});

test('a network that is wrong at many names pays for each further one, and no other network does', async () => {
	const from = '198.18.0.5';
	for (let n = 1; n < networkTriesPerHour; n++) await counted(`sprayed-${n}`, 1, () => '198.18.0');
	expect((await wrong('sprayed-last', { from })).status).toBe(401);
	const { username } = await aClerk();
	expect(await signIn(username, password, { from })).toMatchObject({ status: 429, json: { captcha: true } });
	expect((await signIn(username, password, { from: office })).status).toBe(200);
});

test('the captcha of a network gets harder the more wrong attempts came from it', async () => {
	const from = '198.18.7.5';
	for (let n = 0; n < 3 * networkTriesPerHour; n++) await counted(`harder-${n}`, 1, () => '198.18.7');
	const { username } = await aClerk();
	const cheap = encoded(await solve(portal, { path: 'api/staff/captcha', from: '198.18.8.5' }));
	expect(await signIn(username, password, { from, captcha: cheap })).toMatchObject({
		status: 429,
		json: { captcha: true },
	});
	const dear = await solve(portal, { path: 'api/staff/captcha', from });
	expect(dear.challenge.parameters.cost).toBe(3000);
	expect((await signIn(username, password, { from, captcha: encoded(dear) })).status).toBe(200);
});

describe('a name', () => {
	test('takes a hash and leaves on a whole tick whether nobody has it, or somebody without a password', async () => {
		const { id, username } = await aClerk();
		await portal.staff.db.write((tx) => tx.delete(account).where(eq(account.userId, id)).then());
		const context = await portal.auth.$context;
		const hashing = vi.spyOn(context.password, 'hash');
		for (const name of ['nobody-at-all', username]) {
			const before = hashing.mock.calls.length;
			const began = performance.now();
			expect((await wrong(name, { from: office })).status).toBe(401);
			expect(performance.now() - began).toBeGreaterThanOrEqual(99);
			expect(hashing.mock.calls.length - before).toBe(1);
		}
		hashing.mockRestore();
	});
});
