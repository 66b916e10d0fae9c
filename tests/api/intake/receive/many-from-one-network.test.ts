import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { DiskFull } from '../../../../db/disk-space.ts';
import { encoded, solve } from '../../http/captcha/proof-of-work.ts';
import { type Answer, aReport, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
let [receipt, neighbours] = [] as unknown as [ReceiptAnswer, ReceiptAnswer];
beforeAll(async () => {
	portal = await openTestPortal({ CAPTCHA: 'altcha' });
	[receipt, neighbours] = [await report(), await report()];
});
afterAll(() => portal.remove());

const proof = async () => encoded(await solve(portal));

async function report(from?: string): Promise<ReceiptAnswer> {
	const answer = await send(await proof(), from);
	expect(answer.status).toBe(201);
	return answer.json;
}

const send = (captcha: string, from = '127.0.0.1') =>
	portal.call('POST', 'api/reports', {
		body: { ...aReport(), captcha },
		headers: { 'idempotency-key': crypto.randomUUID() },
		from,
	});

function open({ number, secret }: ReceiptAnswer, from: string, captcha?: string): Promise<Answer> {
	return portal.call('POST', 'api/reports/track', { body: { number, secret, ...(captcha && { captcha }) }, from });
}

const guess = (of: ReceiptAnswer, from: string, captcha?: string) =>
	open({ ...of, secret: '0'.repeat(16) }, from, captcha);

describe('a village behind one address, where somebody has tried two hundred receipts', () => {
	const village = '10.20.30.40';
	beforeAll(async () => {
		for (let nth = 0; nth < 200; nth++) {
			const number = String(100_000_000_000 + nth);
			expect((await guess({ ...receipt, number }, village)).status).toBe(404);
		}
	});

	test('opens its own receipts with a captcha, and is told so', async () => {
		const asked = await open(receipt, village);
		expect(asked.status).toBe(429);
		expect(asked.json).toMatchObject({ code: 'too_many', captcha: true });
		expect(asked.json.detail).toContain('请完成验证后再试');
		expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
		const opened = await open(receipt, village, await proof());
		expect({ status: opened.status, number: opened.json.number }).toEqual({ status: 200, number: receipt.number });
	});

	test('adds to its reports in the same way', async () => {
		const add = (captcha?: string) =>
			portal.call('POST', 'api/reports/track/messages', {
				body: {
					number: receipt.number,
					secret: receipt.secret,
					text: '今天又来了两辆车。',
					...(captcha && { captcha }),
				},
				from: village,
			});
		expect((await add()).json).toMatchObject({ code: 'too_many', captcha: true });
		expect((await add(await proof())).status).toBe(201);
	});

	test('pays for each further guess: a proof opens nothing by itself, and counts once', async () => {
		const captcha = await proof();
		expect((await guess(receipt, village, captcha)).status).toBe(404);
		expect((await guess(receipt, village, captcha)).json).toMatchObject({ code: 'captcha_failed' });
		expect((await open(neighbours, village, captcha)).json).toMatchObject({ code: 'captcha_failed' });
		expect((await guess(receipt, village, 'made up')).json).toMatchObject({ code: 'captcha_failed' });
	});

	test('opens its receipts with a proof also while the disk is full and a proof cannot be noted as spent', async () => {
		const proofMade = await proof();
		const full = vi.spyOn(portal.intake.db, 'write').mockRejectedValue(new DiskFull());
		const opened = await open(receipt, village, proofMade);
		expect({ status: opened.status, number: opened.json.number }).toEqual({ status: 200, number: receipt.number });
		full.mockRestore();
	});

	test('reports as before', async () => {
		await report(village);
	});
});

test('who tries one receipt from everywhere does not lock its reporter out', async () => {
	const mine = await report();
	for (let network = 0; network < 12; network++) {
		for (let nth = 0; nth < 5; nth++) await guess(mine, `10.1.${network}.1`);
	}
	expect((await open(mine, '10.99.0.1')).status).toBe(429);
	expect((await open(mine, '10.99.0.1', await proof())).status).toBe(200);
});

test('who mistyped ten times and then shows the right receipt need not prove anything any more', async () => {
	const from = '10.77.0.1';
	for (let nth = 0; nth < 10; nth++) await guess(neighbours, from);
	expect((await open(neighbours, from)).status).toBe(429);
	expect((await open(neighbours, from, await proof())).status).toBe(200);
	expect((await open(neighbours, from)).status).toBe(200);
});

test('seven hundred reports without a true proof do not use up the share of those who report from the same address', async () => {
	const from = '10.55.0.1';
	const used = await proof();
	expect((await send(used, from)).status).toBe(201);
	for (let nth = 0; nth < 350; nth++) {
		expect((await send('made up', from)).status).toBe(422);
		expect((await send(used, from)).status).toBe(422);
	}
	await report(from);
});

test('past six hundred reports a village goes on with a harder captcha, which it is offered at once', async () => {
	const from = '10.56.0.1';
	for (let nth = 0; nth < 600; nth++) await portal.intake.limits.countSent('10.56.0');
	const asked = await send(await proof(), from);
	expect({ status: asked.status, json: asked.json }).toMatchObject({
		status: 429,
		json: { code: 'too_many', captcha: true },
	});
	expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
	const dearer = await solve(portal, { from });
	expect(dearer.challenge.parameters.cost).toBe(2 * (await solve(portal)).challenge.parameters.cost);
	expect((await send(encoded(dearer), from)).status).toBe(201);
	const pretended = await solve(portal);
	pretended.challenge.parameters.cost *= 2;
	expect((await send(encoded(pretended), from)).json).toMatchObject({ code: 'captcha_failed' });
});

test('more at once than can be served are sent away with the time to come again, and the others are served', async () => {
	const all = await Promise.all(Array.from({ length: 700 }, () => open(receipt, '10.57.0.1')));
	const busy = all.filter(({ status }) => status === 503);
	expect(busy.length).toBeGreaterThan(0);
	expect(all.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(500);
	for (const { json, headers } of busy) {
		expect({ code: json.code, again: headers.get('retry-after') }).toEqual({ code: 'unavailable', again: '10' });
	}
	expect((await open(receipt, '10.57.0.1')).status).toBe(200);
});
