import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountNotices } from '../../../../db/schema/accounts.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { type Answer, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { cookieOf, signIn } from '../accounts.ts';
import { codeOf, enrol } from './authenticator.ts';

const { codeTriesPerHour } = content.accounts.signIn;
const { tries } = content.accounts.lock;
const password = 'demo-password-2026';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({ SECOND_FACTOR: 'on' });
	// The clock of the portal stands still, so that no hour ends in between.
	portal.setNow(new Date().toISOString());
});
afterAll(() => portal.remove());

const enter = (half: string, code: string, from: string) =>
	portal.call('POST', 'api/staff/session/second-factor', { as: half, body: { code }, from });

/** A sign-in whose password was right and whose code is still to come. */
async function half(username: string, from: string): Promise<string> {
	const answer = await signIn(portal, username, password, { from });
	expect(answer.json.code).toBe('second_factor_required');
	return cookieOf(answer);
}

/** Signs in wholly, as the owner does at the usual desk. Returns the cookies of that browser. */
async function atTheDesk(username: string, uri: string, from: string, as = ''): Promise<Answer> {
	const first = await signIn(portal, username, password, { from, ...(as && { as }) });
	return enter([as, cookieOf(first)].filter(Boolean).join('; '), codeOf(uri), from);
}

const deviceOf = (answer: Answer) =>
	cookieOf(answer)
		.split('; ')
		.filter((each) => each.startsWith('device-'))
		.join('; ');

describe('codes guessed by somebody who knows the password', () => {
	test('are five also when they come all at once, each with a sign-in of its own; the right one after them is not looked at', async () => {
		const { uri } = await enrol(portal, 'lingyuan');
		const halves: string[] = [];
		for (let n = 0; n < 20; n++) halves.push(await half('lingyuan', `10.5.${n >> 2}.1`));
		const last = halves.length - 1;
		const answers = await Promise.all(
			halves.map((each, n) => enter(each, n === last ? codeOf(uri) : codeOf(uri, 1000 + n), '10.5.0.1')),
		);
		const codes = answers.map(({ status, json }) => `${status} ${json.code ?? ''}`);
		expect(codes.filter((each) => each === '401 sign_in_failed')).toHaveLength(tries - 1);
		expect(codes.filter((each) => each === '423 locked')).toHaveLength(halves.length - tries + 1);
	});

	test('do not lock the owner out of a known device, nor an unknown one elsewhere', async () => {
		const { uri } = await enrol(portal, 'beipiao');
		const desk = deviceOf(await atTheDesk('beipiao', uri, '10.6.0.1'));
		const guesser = await half('beipiao', '10.6.0.9');
		for (let n = 0; n < tries; n++) await enter(guesser, codeOf(uri, 1000 + n), '10.6.0.9');
		expect((await atTheDesk('beipiao', uri, '10.6.0.9')).json.code).toBe('locked');
		expect((await atTheDesk('beipiao', uri, '10.6.0.1', desk)).status).toBe(200);
		expect((await atTheDesk('beipiao', uri, '10.6.1.1')).status).toBe(200);
	});

	test('from many networks leave known devices alone to open the account, and are told to owner and auditor', async () => {
		const { uri } = await enrol(portal, 'jianping');
		const desk = deviceOf(await atTheDesk('jianping', uri, '10.7.200.1'));
		for (let n = 0; n < codeTriesPerHour; n++) {
			const from = `10.7.${n}.1`;
			const answer = await enter(await half('jianping', from), codeOf(uri, 1000 + n), from);
			expect(answer.status).toBe(n === codeTriesPerHour - 1 ? 423 : 401);
		}
		expect((await atTheDesk('jianping', uri, '10.7.201.1')).json.detail).toContain('没有登录过的设备');
		const opened = await atTheDesk('jianping', uri, '10.7.202.1', desk);
		expect(opened.status).toBe(200);
		const raised = await portal.staff.db.read.select().from(alerts).where(eq(alerts.subject, 'jianping'));
		expect(raised).toMatchObject([{ text: expect.stringContaining('密码可能已经泄露') }]);
		const told = await portal.staff.db.read.select().from(accountNotices);
		expect(told).toMatchObject([{ text: expect.stringContaining('请尽快修改密码') }]);
	});

	test('cannot be prepared in numbers: a network has five sign-ins of one account open', async () => {
		await enrol(portal, 'kazuo');
		for (let n = 0; n < tries; n++) await half('kazuo', '10.8.0.1');
		expect((await signIn(portal, 'kazuo', password, { from: '10.8.0.1' })).status).toBe(423);
		await half('kazuo', '10.8.1.1');
	});
});
