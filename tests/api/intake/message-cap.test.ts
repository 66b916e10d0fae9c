import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ReceiptAnswer } from '../../../api/intake/receive.ts';
import { content, openTestPortal, type TestPortal } from '../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

const { messagesADay, messages } = content.receipt;
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
	expect(json.detail).toMatch(/24 小时内已补充 20 次.*110.*12350/);
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
		const { status, json } = await add(receipt, what);
		expect({ status, detail: json.detail }).toEqual({ status: 429, detail: expect.stringContaining('已补充 200 次') });
	}
	const body = { number: receipt.number, secret: receipt.secret };
	expect((await portal.call('POST', 'api/reports/track', { body })).status).toBe(200);
}, 60_000);
