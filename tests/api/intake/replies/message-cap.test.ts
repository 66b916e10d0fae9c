import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { aConclusion, content, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const show = async (username: string, number: string) =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;
const raise = async (username: string, { number }: ReceiptAnswer) =>
	portal.call('POST', `api/staff/reports/${number}/message-quota`, { as: await portal.signIn(username) });

const { messagesADay, messages, raiseBy } = content.receipt;
const add = ({ number, secret }: ReceiptAnswer, what = 'messages') =>
	portal.call('POST', `api/reports/track/${what}`, { body: { number, secret, text: '又看到有车出来。' } });

async function fill(receipt: ReceiptAnswer, times: number): Promise<void> {
	for (let nth = 0; nth < times; nth++) expect((await add(receipt)).status).toBe(201);
}

test('past the messages of a day the reporter reads why, and whom to ring; tomorrow goes on', async () => {
	portal.setNow('2026-05-04T02:00:00Z');
	const receipt = await portal.report();
	await fill(receipt, messagesADay);
	const { status, json, headers } = await add(receipt);
	expect({ status, code: json.code }).toEqual({ status: 429, code: 'too_many' });
	expect(json).toMatchObject({ captcha: false, detail: expect.stringMatching(/24 小时内已补充 20 次.*110.*12350/) });
	expect(headers.get('retry-after')).toBe('86400');
	expect((await add(await portal.report())).status).toBe(201);
	portal.setNow('2026-05-05T02:00:01Z');
	expect((await add(receipt)).status).toBe(201);
});

test('many at once do not pass together', async () => {
	const receipt = await portal.report();
	const all = await Promise.all(Array.from({ length: messagesADay + 15 }, () => add(receipt)));
	expect(all.filter(({ status }) => status === 201)).toHaveLength(messagesADay);
});

test('all that one receipt may add has an end, told in words; word of retaliation counts like any other', async () => {
	const receipt = await portal.report();
	for (let day = 4; day < 4 + messages / messagesADay; day++) {
		portal.setNow(`2026-05-${String(day).padStart(2, '0')}T02:00:00Z`);
		await fill(receipt, messagesADay);
	}
	portal.setNow('2026-06-01T02:00:00Z');
	for (const what of ['messages', 'retaliation']) {
		const { status, json, headers } = await add(receipt, what);
		expect({ status, again: headers.get('retry-after') }).toEqual({ status: 429, again: '86400' });
		expect(json.detail).toMatch(/已补充 200 次，达到上限；.*请承办单位增加次数.*110.*12350/);
	}
	expect((await show('beipiao', receipt.number)).added).toMatchObject({ sent: 200, most: 200, canRaiseBy: raiseBy });
	expect((await raise('beipiao', receipt)).status).toBe(201);
	await fill(receipt, 1);
	expect((await show('beipiao', receipt.number)).added).toMatchObject({ sent: 201, most: 200 + raiseBy });
	const body = { number: receipt.number, secret: receipt.secret };
	expect((await portal.call('POST', 'api/reports/track', { body })).status).toBe(200);
}, 60_000);

test('the officer who handles the case lets its reporter add more at once; the reporter reads it, and the log has it', async () => {
	const receipt = await portal.report();
	await fill(receipt, messagesADay);
	expect((await add(receipt)).status).toBe(429);
	expect((await raise('beipiao', receipt)).status).toBe(201);
	await fill(receipt, messagesADay);
	expect((await add(receipt)).status).toBe(429);
	const { number, secret } = receipt;
	const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
	expect(json.timeline.map(({ text }: { text: string }) => text)).toContain('您可以补充的次数已增加 50 次。');
	const { timeline } = await show('beipiao', number);
	expect(timeline.find(({ move }: { move: string }) => move === 'raise-cap')).toMatchObject({
		moveName: '增加举报人补充次数',
		fields: [{ label: '增加次数', value: '50' }],
	});
	const logged = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'report.cap-raised'));
	expect(logged.filter(({ subject }) => subject === number)).toHaveLength(1);
});

test('nobody else raises it: not another officer once one handles it, no other county, no approver, and not once it is answered', async () => {
	const receipt = await portal.report();
	await portal.move('beipiao', receipt.number, 'accept');
	await portal.move('beipiao', receipt.number, 'take');
	expect((await show('beipiao-handler', receipt.number)).added.canRaiseBy).toBeNull();
	expect((await raise('beipiao-handler', receipt)).json.detail).toContain('由本件承办人增加');
	expect((await raise('beipiao-approver', receipt)).status).toBe(403);
	expect((await raise('jianping', receipt)).status).toBe(404);
	expect((await raise('beipiao', receipt)).status).toBe(201);
	await portal.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
	await portal.move('beipiao', receipt.number, 'conclude', aConclusion());
	expect((await raise('beipiao', receipt)).json.code).toBe('not_now');
	expect((await show('beipiao', receipt.number)).added.canRaiseBy).toBeNull();
});
