import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { consent } from '../../handling/by-pass/consents.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow } from '../../stored.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());
afterEach(() => {
	portal.setNow(null);
	portal.intake.content.reward.scheme = null;
});

type Receipt = { number: string; secret: string };
const contact = '拨打 13904210007，晚上八点以后';
const scheme = { basis: '演示办法', text: '查实的可以申请。', days: 60, outcomes: ['substantiated' as const] };

const claim = ({ number, secret }: Receipt, key: string = crypto.randomUUID()) =>
	portal.call('POST', 'api/reports/track/reward', {
		body: { number, secret, contact },
		headers: { 'idempotency-key': key },
	});
const track = async ({ number, secret }: Receipt) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const staff = async (username: string, path: string, body?: object) =>
	portal.call(body ? 'POST' : 'GET', `api/staff/reports/${path}`, { as: await portal.signIn(username), body });

async function concluded(outcome = 'substantiated'): Promise<Receipt> {
	const receipt = await portal.report();
	await portal.move('beipiao', receipt.number, 'accept');
	await portal.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
	expect((await portal.move('beipiao', receipt.number, 'conclude', aConclusion(outcome))).status).toBe(200);
	return receipt;
}

describe('a reward', () => {
	test('is not spoken of, and cannot be claimed, where the operator has no scheme', async () => {
		const receipt = await concluded();
		expect((await track(receipt)).reward).toBeNull();
		expect((await claim(receipt)).json.code).toBe('not_now');
	});

	test('is open once the report was substantiated, until the last day of the scheme', async () => {
		portal.intake.content.reward.scheme = scheme;
		expect((await track(await portal.report())).reward).toBeNull();
		expect((await track(await concluded('unsubstantiated'))).reward).toBeNull();
		portal.setNow('2026-03-01T02:00:00Z');
		const receipt = await concluded();
		const open = { basis: scheme.basis, text: scheme.text, until: '2026-04-30', state: 'open' };
		expect((await track(receipt)).reward).toEqual(open);
		portal.setNow('2026-04-30T16:01:00Z');
		expect((await track(receipt)).reward).toBeNull();
		expect((await claim(receipt)).json.code).toBe('not_now');
	});

	test('claimed with the receipt goes to the office once; how to reach the reporter lies sealed', async () => {
		portal.intake.content.reward.scheme = scheme;
		const receipt = await concluded();
		const key = crypto.randomUUID();
		const [first, again] = [await claim(receipt, key), await claim(receipt, key)];
		expect(first.status).toBe(201);
		expect(again).toMatchObject({ status: 201, json: first.json });
		expect((await claim(receipt)).json.code).toBe('not_now');
		expect((await track(receipt)).reward.state).toBe('claimed');
		const inClear = filesBelow(portal.dataDir).filter(({ bytes }) => bytes.includes('13904210007'));
		expect(inClear).toEqual([]);
		const { json } = await staff('beipiao', receipt.number);
		expect(json.reward).toMatchObject({ state: 'claimed', canOpen: false, canDecide: false });
		expect(JSON.stringify(json)).not.toContain('13904210007');
	});

	test('is opened by the handling officer under a consent, with a reason in the log, and by nobody else', async () => {
		portal.intake.content.reward.scheme = scheme;
		const receipt = await concluded();
		await claim(receipt);
		const path = `${receipt.number}/reward/contact`;
		const reason = { reason: '通知领取奖励' };
		expect((await staff('lingyuan', path, reason)).status).toBe(404);
		expect((await staff('city', path, reason)).status).toBe(403);
		expect((await staff('beipiao', path, reason)).status).toBe(403);
		await consent(portal, receipt.number);
		expect((await staff('beipiao', receipt.number)).json.reward.canOpen).toBe(true);
		expect((await staff('beipiao-approver', path, reason)).status).toBe(403);
		expect((await staff('beipiao', path, reason)).json).toEqual({ contact });
		const as = await portal.signIn('auditor');
		const log = await portal.call('GET', `api/staff/audit?action=reward.opened&q=${receipt.number}`, { as });
		expect(log.json.items).toMatchObject([reason]);
	});

	test('is decided once by the approver, and the reporter reads how it went', async () => {
		portal.intake.content.reward.scheme = scheme;
		const receipt = await concluded();
		await claim(receipt);
		const decision = { granted: true, text: '请凭回执到窗口领取。' };
		expect((await staff('beipiao', `${receipt.number}/reward`, decision)).status).toBe(403);
		expect((await staff('beipiao-approver', `${receipt.number}/reward`, decision)).status).toBe(201);
		expect((await staff('beipiao-approver', `${receipt.number}/reward`, decision)).json.code).toBe('not_now');
		const story = await track(receipt);
		expect(story.reward.state).toBe('granted');
		expect(story.timeline.at(-1).text).toBe('举报奖励申请已同意。请凭回执到窗口领取。');
		expect(story.status).toBe('concluded');
	});
});
