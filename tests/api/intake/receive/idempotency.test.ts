import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aConclusion, aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { everythingOf, stored } from '../../stored.ts';

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

describe('what a reporter adds to a report under one key', () => {
	let staffed: TestPortal;
	beforeAll(async () => {
		staffed = await openTestPortal();
	});
	afterAll(() => staffed.remove());

	type Receipt = { number: string; secret: string };
	const add = ({ number, secret }: Receipt, what: string, content: object, key: string = crypto.randomUUID()) =>
		staffed.call('POST', `api/reports/track/${what}`, {
			body: { number, secret, ...content },
			headers: { 'idempotency-key': key },
		});
	const story = async ({ number, secret }: Receipt) =>
		(await staffed.call('POST', 'api/reports/track', { body: { number, secret } })).json;
	const concluded = async () => {
		const receipt = await staffed.report();
		await staffed.move('beipiao', receipt.number, 'accept');
		await staffed.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
		await staffed.move('beipiao', receipt.number, 'conclude', aConclusion());
		return receipt;
	};

	test('a message tapped twenty times at once is one message, and wakes the office once', async () => {
		const receipt = await staffed.report();
		const before = await stored(staffed);
		const key = crypto.randomUUID();
		const tap = () => add(receipt, 'messages', { text: '今天又来了两辆车。' }, key);
		const answers = await Promise.all(Array.from({ length: 20 }, tap));
		expect(new Set(answers.map(({ status, json }) => `${status} ${json.at}`)).size).toBe(1);
		expect(answers[0]?.status).toBe(201);
		expect((await story(receipt)).messages).toHaveLength(1);
		expect((await stored(staffed)).outbox).toBe((before.outbox ?? 0) + 1);
	});

	test('a message is refused when the key brought other words before; a new key takes it', async () => {
		const receipt = await staffed.report();
		const key = crypto.randomUUID();
		await add(receipt, 'messages', { text: '第一次写的。' }, key);
		const changed = await add(receipt, 'messages', { text: '后来改的。' }, key);
		expect(changed).toMatchObject({ status: 422, json: { code: 'idempotency_reused' } });
		expect((await add(receipt, 'messages', { text: '后来改的。' })).status).toBe(201);
		expect((await story(receipt)).messages.map(({ text }: { text: string }) => text)).toEqual([
			'第一次写的。',
			'后来改的。',
		]);
	});

	test('a rating and a request for review whose answers were lost are taken in once and answered again', async () => {
		const receipt = await concluded();
		for (const [what, content] of [
			['rating', { score: 2, text: '等得太久。' }],
			['review', { reason: '还有一处没有查。' }],
		] as const) {
			const key = crypto.randomUUID();
			const first = await add(receipt, what, content, key);
			const again = await add(receipt, what, content, key);
			expect(again).toMatchObject({ status: 201, json: first.json });
		}
		const { timeline } = await story(receipt);
		const asked = timeline.filter(({ status }: { status: string }) => status === 'reviewing');
		expect(asked).toHaveLength(1);
	});

	test('is still answered when the office concluded in between, and needs the right secret each time', async () => {
		const receipt = await staffed.report();
		const key = crypto.randomUUID();
		expect((await add(receipt, 'messages', { text: '补充一句。' }, key)).status).toBe(201);
		await staffed.move('beipiao', receipt.number, 'accept');
		await staffed.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
		await staffed.move('beipiao', receipt.number, 'conclude', aConclusion());
		expect((await add(receipt, 'messages', { text: '补充一句。' }, key)).status).toBe(201);
		const guess = { ...receipt, secret: '0'.repeat(16) };
		expect((await add(guess, 'messages', { text: '补充一句。' }, key)).status).toBe(404);
	});

	test('belongs to that report: another under the same key has its own', async () => {
		const [one, two] = [await staffed.report(), await staffed.report()];
		const key = crypto.randomUUID();
		for (const receipt of [one, two]) {
			expect((await add(receipt, 'messages', { text: '补充一句。' }, key)).status).toBe(201);
			expect((await story(receipt)).messages).toHaveLength(1);
		}
	});

	test('is refused with a key that could be guessed', async () => {
		const receipt = await staffed.report();
		expect((await add(receipt, 'messages', { text: '补充一句。' }, 'short')).json.code).toBe('malformed');
	});
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
	const files = await everythingOf(portal);
	expect(files.map(({ path }) => path.split('/').at(-1))).toEqual(expect.arrayContaining(['portal.db', 'portal.log']));
	const holding = (text: string) => files.filter(({ bytes }) => bytes.includes(text)).map(({ path }) => path);
	// The number is there, so the search finds what is there.
	expect(holding(number).length).toBeGreaterThan(0);
	expect(holding(secret)).toEqual([]);
	expect(holding(secret.replace(/(\d{4})(?=\d)/g, '$1 '))).toEqual([]);
	expect(holding(key)).toEqual([]);
	expect(holding(key.replaceAll('-', ''))).toEqual([]);
});
