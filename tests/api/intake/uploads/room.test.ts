import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPublicApp } from '../../../../api/public-app.ts';
import { createWebApp } from '../../../../api/web-app.ts';
import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { uploads } from '../../../../db/schema/evidence.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { encoded, solve } from '../proof-of-work.ts';
import { movie } from './files.ts';
import { type Phone, phoneOf, placeOf } from './phone.ts';

const MB = 1_000_000;
const film = { name: 'a.mp4', type: 'video/mp4' };

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({ CAPTCHA: 'altcha' }, { accounts: false });
});
afterEach(() => portal.remove());

/** The same portal under other rules for evidence. */
function under(rules: Partial<EvidenceRules>): TestPortal {
	const { content } = portal.intake;
	const intake = { ...portal.intake, content: { ...content, evidence: { ...content.evidence, ...rules } } };
	const web = createWebApp(
		{ siteUrl: intake.siteUrl, captcha: { provider: 'altcha' }, tlsProxy: false },
		{ publicApi: createPublicApp(intake) },
	);
	return { ...portal, intake, web };
}

/** Announces the largest film there may be and sends one byte of it. */
async function oneByte(of: TestPortal): Promise<Phone> {
	const phone = phoneOf(of);
	await phone.put(placeOf(await phone.announce(200 * MB, film)), 0, new Uint8Array(1));
	return phone;
}

describe('the room for files that were not sent yet', () => {
	test('is taken up by what arrived: a hundred and two announced films with a byte each keep nobody out', async () => {
		for (let nth = 0; nth < 102; nth++) await oneByte(portal);
		const file = movie({ length: 50_000 });
		expect((await phoneOf(portal).send(file, film)).status).toBe(204);
	});

	test('is full when so much has arrived; the phone is told when to come again, and free again when it is removed', async () => {
		const small = under({ waitingMb: 5 });
		const phone = phoneOf(small);
		const path = placeOf(await phone.announce(20 * MB, film));
		const full = await phone.put(path, 0, new Uint8Array(8 * MB));
		expect({ status: full.status, again: full.headers.get('retry-after') }).toEqual({ status: 503, again: '120' });
		const arrived = Number((await phone.ask(path)).headers.get('upload-offset'));
		expect(arrived).toBeGreaterThan(5 * MB);
		expect(await phoneOf(small).announce(1, film)).toMatchObject({
			status: 503,
			sentence: expect.stringContaining('也可以先提交文字举报'),
		});
		await phone.cancel(path);
		expect((await phoneOf(small).announce(1, film)).status).toBe(201);
	});
});

describe('the share of a network', () => {
	test('is not touched by a length that cannot be, however often it is announced', async () => {
		const small = under({ networkMbPerHour: 3 });
		for (let nth = 0; nth < 50; nth++) {
			expect((await phoneOf(small).announce(999_999_999_999_999, film)).status).toBe(413);
			expect((await phoneOf(small).announce(0)).status).toBe(422);
		}
		expect((await phoneOf(small).announce(MB, film)).status).toBe(201);
		expect(await portal.intake.db.read.select().from(uploads)).toHaveLength(1);
	});

	test('is used up by what arrived, not by what was announced', async () => {
		const small = under({ networkMbPerHour: 6 });
		for (let nth = 0; nth < 3; nth++) await oneByte(small);
		expect((await phoneOf(small).send(movie({ length: 50_000 }), film)).status).toBe(204);
	});

	test('once used up costs a captcha for each further file, and no other network anything', async () => {
		const small = under({ networkMbPerHour: 3 });
		const phone = phoneOf(small);
		const path = placeOf(await phone.announce(9 * MB, film));
		await phone.put(path, 0, new Uint8Array(4 * MB));
		const refused = await phone.announce(1000, film);
		expect(refused.status).toBe(429);
		expect(JSON.parse(refused.bytes.toString())).toMatchObject({ code: 'too_many', captcha: true });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
		const onward = await phone.put(path, 4 * MB, new Uint8Array(1000));
		expect(JSON.parse(onward.bytes.toString())).toMatchObject({ code: 'too_many', captcha: true });
		expect((await phone.ask(path)).headers.get('upload-offset')).toBe(String(4 * MB));

		const paid = { 'upload-captcha': encoded(await solve(portal)) };
		expect((await phone.put(path, 4 * MB, new Uint8Array(1000), paid)).status).toBe(204);
		// The same answer comes with each further piece: what was paid for goes on.
		expect((await phone.put(path, 4 * MB + 1000, new Uint8Array(1000), paid)).status).toBe(204);

		const other = await portal.call('POST', 'api/uploads', {
			headers: { 'tus-resumable': '1.0.0', 'upload-draft': 'x'.repeat(16), 'upload-length': '1' },
			from: '10.9.8.7',
		});
		expect(other.status).toBe(201);
	});

	test('cannot be paid for twice with one answer, nor with a made up one', async () => {
		const small = under({ networkMbPerHour: 1 });
		const phone = phoneOf(small);
		await phone.announce(1000, film);
		const once = encoded(await solve(portal));
		expect((await phone.announce(1000, film, { 'upload-captcha': once })).status).toBe(201);
		for (const answer of [once, 'made up']) {
			const again = await phone.announce(1000, film, { 'upload-captcha': answer });
			expect(JSON.parse(again.bytes.toString())).toMatchObject({ code: 'captcha_failed' });
		}
	});
});

test('what arrives is counted while it arrives, not only at the end of a piece', async () => {
	const phone = phoneOf(portal);
	const path = placeOf(await phone.announce(20 * MB, film));
	let gone = 0;
	const endless = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (gone >= 6 * MB) return new Promise<void>(() => undefined);
			gone += 500_000;
			controller.enqueue(new Uint8Array(500_000));
			return Promise.resolve();
		},
	});
	const hanging = phone.put(path, 0, endless);
	const arrived = async () => (await portal.intake.db.read.select().from(uploads))[0]?.arrived;
	await expect.poll(arrived).toBeGreaterThanOrEqual(4 * MB);
	const taken = (await phone.ask(path)).headers.get('upload-offset');
	expect((await hanging).status).toBe(204);
	expect(String(await arrived())).toBe(taken);
});
