import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../../../../api/http/serve-folder.ts';
import { ownSuites } from '../../../../api/keys/suites.ts';
import { type Answer, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { aClerk, cookieOf, password, signIn } from '../accounts.ts';

/** Shorter than in content/, so that the test is: what holds of a short queue holds of a longer one. */
const [waiting, waitingPerNetwork] = [16, 8];
const { accounts } = content;
const short = { ...content, accounts: { ...accounts, signIn: { ...accounts.signIn, waiting, waitingPerNetwork } } };
const folder = mkdtempSync(join(tmpdir(), 'site-'));
const site = serveFolder('/', folder, { file: '404.html', status: 404 });

let portal: TestPortal;
beforeAll(async () => {
	writeFileSync(join(folder, 'index.html'), '<h1>矿山线索平台</h1>');
	// What a password costs is what this is about.
	portal = await openTestPortal({}, { content: short, suites: ownSuites });
});
afterAll(async () => {
	await portal.remove();
	rmSync(folder, { recursive: true, force: true });
});

/** Wrong tries sent all at once, each at another name; `left` tells how many still wait for their answer. */
function flood(count: number, networkOf: (nth: number) => string) {
	const state = { left: count, answers: [] as Promise<Answer>[] };
	state.answers = Array.from({ length: count }, async (_, nth) => {
		const answer = await signIn(portal, `flood-${networkOf(nth)}-${nth}`.replaceAll('.', '-'), 'wrong-1', {
			from: networkOf(nth),
		});
		state.left -= 1;
		return answer;
	});
	return state;
}

const inTurn = async (answers: Promise<Answer>[]) => (await Promise.all(answers)).map(({ status }) => status);

test('300 wrong sign-ins at once hold up neither a page nor a report', async () => {
	const tries = flood(300, () => '203.0.113.1');
	await Promise.race(tries.answers);
	const [page] = await Promise.all([site.request('/index.html'), portal.report()]);
	// Most of those that wait for a hash still do.
	const stillWaiting = tries.left;
	expect(await page.text()).toContain('矿山线索平台');
	expect(stillWaiting).toBeGreaterThan(waitingPerNetwork / 2);
	const statuses = await inTurn(tries.answers);
	// Whose turn came while the rest arrived made room for another one.
	expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(waitingPerNetwork);
	expect(new Set(statuses)).toEqual(new Set([401, 503]));
});

test('what the queue does not hold is told at once when to come back', async () => {
	const { answers } = flood(3 * waitingPerNetwork, () => '203.0.113.2');
	const inOrder: Answer[] = [];
	await Promise.all(answers.map((answer) => answer.then((came) => inOrder.push(came))));
	const refused = inOrder.findIndex(({ status }) => status === 503);
	expect(inOrder[refused]).toMatchObject({ status: 503, json: { code: 'unavailable', title: '服务暂时不可用' } });
	expect(inOrder[refused]?.headers.get('retry-after')).toBe('5');
	// It did not wait for those that had a place.
	expect(refused).toBeLessThan(inOrder.findLastIndex(({ status }) => status === 401) - waitingPerNetwork / 2);
});

test('an owner on a new device is queued and served next while a few networks keep the queue full', async () => {
	const { username } = await aClerk(portal);
	const tries = flood(4 * waiting, (nth) => `10.3.${nth % 2}.1`);
	await Promise.race(tries.answers);
	const owner = await signIn(portal, username, password, { from: '198.51.100.7' });
	expect(owner.status).toBe(200);
	expect(tries.left).toBeGreaterThan(waiting / 2);
	await inTurn(tries.answers);
});

test('a known device and an officer who is signed in do not wait behind unknown devices, from however many networks', async () => {
	const { username } = await aClerk(portal);
	const as = cookieOf(await signIn(portal, username));
	const tries = flood(2 * waiting, (nth) => `10.2.${nth}.1`);
	await Promise.race(tries.answers);
	const known = await signIn(portal, username, password, { as });
	const change = { current: password, next: 'another-good-1' };
	const changed = await portal.call('POST', 'api/staff/password', { as, body: change });
	expect([known.status, changed.status]).toEqual([200, 204]);
	expect(tries.left).toBeGreaterThan(waiting / 2);
	expect(new Set(await inTurn(tries.answers))).toEqual(new Set([401, 503]));
});
