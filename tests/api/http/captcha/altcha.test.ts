import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import { encoded, offered, type Solved, solve } from './proof-of-work.ts';

let portal: TestPortal;
let solved: Solved;
beforeAll(async () => {
	portal = await openTestPortal({ CAPTCHA: 'altcha' }, { accounts: false });
	solved = await solve(portal);
});
afterAll(() => portal.remove());

function send(captcha: string | undefined, changes: Record<string, unknown> = {}, key: string = crypto.randomUUID()) {
	const body = { ...aReport(), ...changes, ...(captcha !== undefined && { captcha }) };
	return portal.call('POST', 'api/reports', { body, headers: { 'idempotency-key': key } });
}

async function expectRefused(captcha: string) {
	const before = await stored(portal);
	const { status, json } = await send(captcha);
	expect({ status, code: json.code }).toEqual({ status: 422, code: 'captcha_failed' });
	expect(await stored(portal)).toEqual(before);
}

describe('the proof of work of a phone', () => {
	test('is accepted once, and refused when it is played again', async () => {
		const captcha = encoded(await solve(portal));
		expect((await send(captcha)).status).toBe(201);
		await expectRefused(captcha);
	});

	test('may come again with the same Idempotency-Key: the receipt is given again', async () => {
		const captcha = encoded(await solve(portal));
		const key = crypto.randomUUID();
		const first = await send(captcha, {}, key);
		const again = await send(captcha, {}, key);
		expect(again.status).toBe(201);
		expect(again.json).toEqual(first.json);
	});

	test('is not used up by a report that was refused', async () => {
		const captcha = encoded(await solve(portal));
		expect((await send(captcha, { category: 'noise' })).json.code).toBe('invalid');
		expect((await send(captcha, { description: '短' })).json.code).toBe('invalid');
		expect((await send(captcha)).status).toBe(201);
	});

	test('sent fifty times at once with one key is one report', async () => {
		const before = await stored(portal);
		const captcha = encoded(await solve(portal));
		const key = crypto.randomUUID();
		const answers = await Promise.all(Array.from({ length: 50 }, () => send(captcha, {}, key)));
		expect(new Set(answers.map(({ json }) => json.secret)).size).toBe(1);
		expect(answers.every(({ status }) => status === 201)).toBe(true);
		expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 1);
	});

	test('sent ten times at once with ten keys is one report too', async () => {
		const before = await stored(portal);
		const captcha = encoded(await solve(portal));
		const answers = await Promise.all(Array.from({ length: 10 }, () => send(captcha)));
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
		expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 1);
	});
});

describe('without a proof', () => {
	test.each([undefined, ''])('a report with %j is asked for one and not stored', async (captcha) => {
		const before = await stored(portal);
		const { status, json } = await send(captcha);
		expect({ status, code: json.code }).toEqual({ status: 422, code: 'captcha_required' });
		expect(await stored(portal)).toEqual(before);
	});

	test('garbage is refused', async () => {
		for (const garbage of [
			'x',
			'{}',
			encoded(null),
			encoded([]),
			encoded({}),
			encoded({ challenge: {}, solution: {} }),
		]) {
			await expectRefused(garbage);
		}
	});

	test('a forged signature is refused', async () => {
		const { challenge, solution } = solved;
		for (const signature of ['', 'zz', '00'.repeat(32), `${challenge.signature}00`]) {
			await expectRefused(encoded({ challenge: { ...challenge, signature }, solution }));
		}
	});

	test('an easier challenge than the one offered is refused', async () => {
		const { challenge, solution } = solved;
		for (const change of [
			{ cost: 1 },
			{ keyPrefix: '00' },
			{ expiresAt: 4_000_000_000 },
			{ nonce: 'ab' },
			{ salt: '' },
		]) {
			const parameters = { ...challenge.parameters, ...change };
			await expectRefused(encoded({ challenge: { ...challenge, parameters }, solution }));
		}
	});

	test('a made-up solution, and one of another challenge, are refused', async () => {
		const { challenge, solution } = solved;
		const another = await offered(portal);
		await expectRefused(encoded({ challenge: another, solution }));
		for (const derivedKey of ['', 'zz', '00'.repeat(32), challenge.parameters.keyPrefix]) {
			await expectRefused(encoded({ challenge, solution: { counter: 1, derivedKey } }));
		}
		for (const counter of [-1, 1.5, 1e99]) {
			await expectRefused(encoded({ challenge, solution: { ...solution, derivedKey: 'ff', counter } }));
		}
	});

	test('an expired challenge is refused though it is solved rightly', async () => {
		portal.setNow(new Date(Date.now() - 21 * 60_000).toISOString());
		const old = await solve(portal);
		portal.setNow(null);
		await expectRefused(encoded(old));
	});
});

test('each visitor is offered a challenge of their own', async () => {
	const [a, b] = [await offered(portal), await offered(portal)];
	expect(a.parameters.nonce).not.toBe(b.parameters.nonce);
	expect(a.parameters.expiresAt).toBeGreaterThan(Date.now() / 1000);
});
