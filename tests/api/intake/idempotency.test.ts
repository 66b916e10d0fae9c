import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReport, openTestPortal, type TestPortal } from '../portal.ts';
import { filesBelow, stored } from '../stored.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

const send = (key: string, changes: Record<string, unknown> = {}, to = portal) =>
	to.call('POST', 'api/reports', { body: { ...aReport(), ...changes }, headers: { 'idempotency-key': key } });

const fifty = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, make));

describe('one key', () => {
	test('fifty times at once is one report, and the same answer fifty times', async () => {
		const before = await stored(portal);
		const key = crypto.randomUUID();
		const answers = await fifty(() => send(key));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
		expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
		const after = await stored(portal);
		expect(after.reports).toBe((before.reports ?? 0) + 1);
		expect(after.outbox).toBe((before.outbox ?? 0) + 1);
	});

	test('with other words is refused and stores nothing', async () => {
		const key = crypto.randomUUID();
		await send(key);
		const before = await stored(portal);
		const { status, json } = await send(key, { description: '另外一件事，河道里有人夜里采砂。' });
		expect(status).toBe(422);
		expect(json.code).toBe('idempotency_reused');
		expect(await stored(portal)).toEqual(before);
	});

	test('with other words at the same moment: one is taken in, the other refused', async () => {
		const key = crypto.randomUUID();
		const answers = await Promise.all([send(key), send(key, { description: '另外一件事，河道里有人夜里采砂。' })]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
	});

	test('may be tried again after a refusal, with the field mended', async () => {
		const key = crypto.randomUUID();
		expect((await send(key, { category: 'noise' })).status).toBe(422);
		expect((await send(key)).status).toBe(201);
	});
});

test('fifty keys at once are fifty reports with fifty numbers and secrets', async () => {
	const before = await stored(portal);
	const answers = await fifty(() => send(crypto.randomUUID()));
	expect(new Set(answers.map(({ json }) => json.number)).size).toBe(50);
	expect(new Set(answers.map(({ json }) => json.secret)).size).toBe(50);
	expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 50);
});

test('the same key gets the same answer, secret included, after a restart', async () => {
	const first = await openTestPortal({}, { accounts: false });
	const key = crypto.randomUUID();
	const { json } = await send(key, {}, first);
	await first.close();
	const second = await openTestPortal({}, { accounts: false, dataDir: first.dataDir });
	const again = await send(key, {}, second);
	expect(again.status).toBe(201);
	expect(again.json).toEqual(json);
	expect((await stored(second)).reports).toBe(1);
	const { number, secret } = again.json;
	expect((await second.call('POST', 'api/reports/track', { body: { number, secret } })).status).toBe(200);
	await second.remove();
});

test('neither the secret nor the key stands in the database or the log', async () => {
	const key = crypto.randomUUID();
	const { number, secret } = (await send(key)).json;
	const files = filesBelow(portal.dataDir);
	expect(files.map(({ path }) => path.split('/').at(-1))).toEqual(expect.arrayContaining(['portal.db', 'portal.log']));
	const holding = (text: string) => files.filter(({ bytes }) => bytes.includes(text)).map(({ path }) => path);
	// The number is there, so the search finds what is there.
	expect(holding(number).length).toBeGreaterThan(0);
	expect(holding(secret)).toEqual([]);
	expect(holding(secret.replace(/(\d{4})(?=\d)/g, '$1 '))).toEqual([]);
	expect(holding(key)).toEqual([]);
	expect(holding(key.replaceAll('-', ''))).toEqual([]);
});
