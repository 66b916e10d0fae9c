import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeStalled, sweepUploads } from '../../../../api/evidence/uploads/sweep-uploads.ts';
import { unsentFiles } from '../../../../api/evidence/uploads/unsent-files.ts';
import { createPublicApp } from '../../../../api/start/public-app.ts';
import { createWebApp } from '../../../../api/start/web-app.ts';
import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { uploads } from '../../../../db/schema/evidence.ts';
import { encoded, solve } from '../../http/captcha/proof-of-work.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
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
	const call: TestPortal['call'] = async (method, path, { headers = {}, from = '127.0.0.1' } = {}) => {
		const request = new Request(new URL(path, intake.siteUrl), { method, headers });
		const response = await web.fetch(request, { incoming: { socket: { remoteAddress: from } } });
		const text = await response.text();
		return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
	};
	return { ...portal, intake, web, call };
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

describe('of the room for files that were not sent yet', () => {
	test('one network has a share, and what it sends or removes gives it back', async () => {
		const small = under({ waitingMb: 40, waitingMbPerNetwork: 3 });
		const phone = phoneOf(small);
		const path = placeOf(await phone.announce(9 * MB, film));
		const full = await phone.put(path, 0, new Uint8Array(4 * MB));
		expect(full).toMatchObject({ status: 503, sentence: expect.stringContaining('您所在的网络') });
		expect((await phoneOf(small).announce(1, film)).status).toBe(503);
		const elsewhere = await small.call('POST', 'api/uploads', {
			headers: { 'tus-resumable': '1.0.0', 'upload-draft': 'x'.repeat(16), 'upload-length': '1' },
			from: '10.9.8.7',
		});
		expect(elsewhere.status).toBe(201);
		await phone.cancel(path);
		expect((await phoneOf(small).announce(1, film)).status).toBe(201);
	});

	test('files that were sent with a report take up nothing any more', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(movie({ length: 50_000 }), film);
		expect(portal.intake.unsentFiles.bytes()).toBeGreaterThan(50_000);
		const captcha = encoded(await solve(portal));
		const body = { ...aReport(), uploads: [id], captcha };
		const sent = await portal.call('POST', 'api/reports', { body, headers: { 'upload-draft': phone.draft } });
		expect(sent.status).toBe(201);
		await portal.intake.unsentFiles.refresh();
		expect(portal.intake.unsentFiles.bytes()).toBe(0);
	});

	test('the second half costs each new file a captcha, dearer as it fills; what is under way goes on', async () => {
		const small = under({ waitingMb: 10 });
		const phone = phoneOf(small);
		const path = placeOf(await phone.announce(20 * MB, film));
		await phone.put(path, 0, new Uint8Array(7.5 * MB));
		const refused = await phoneOf(small).announce(1, film);
		expect(JSON.parse(refused.bytes.toString())).toMatchObject({ code: 'too_many', captcha: true });
		const cheap = encoded(await solve(small));
		const tried = await phoneOf(small).announce(1, film, { 'upload-captcha': cheap });
		expect(JSON.parse(tried.bytes.toString())).toMatchObject({ code: 'too_many', captcha: true });
		const dear = await solve(small, { path: 'api/captcha?for=file' });
		expect(dear.challenge.parameters.cost).toBe(3000);
		expect((await phoneOf(small).announce(1, film, { 'upload-captcha': encoded(dear) })).status).toBe(201);
		expect((await phone.put(path, 7.5 * MB, new Uint8Array(1000))).status).toBe(204);
	});

	test('more than half taken up, files that were not sent are kept for fewer hours', async () => {
		const small = under({ waitingMb: 10 });
		portal.setNow('2026-03-01T02:00:00Z');
		const file = movie({ length: 50_000 });
		const { id } = await phoneOf(small).send(file, film);
		portal.setNow('2026-03-01T08:30:00Z');
		expect((await sweepUploads(small.intake)).abandoned).toBe(0);
		const other = phoneOf(small);
		await other.put(placeOf(await other.announce(20 * MB, film)), 0, new Uint8Array(6 * MB));
		expect((await sweepUploads(small.intake)).abandoned).toBe(1);
		const left = await small.intake.db.read.select().from(uploads);
		expect(left.map((each) => each.id)).not.toContain(id);
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

describe('a line that trickles', () => {
	const row = async () => (await portal.intake.db.read.select().from(uploads))[0];

	test('costs no write a piece, and its file is stalled after ten minutes however many pieces came', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(20 * MB, film));
		const begun = await row();
		portal.setNow('2026-03-01T02:09:00Z');
		for (let offset = 0; offset < 20_000; offset += 1000) await phone.put(path, offset, new Uint8Array(1000));
		expect(await row()).toEqual(begun);
		expect((await phone.ask(path)).headers.get('upload-offset')).toBe('20000');
		portal.setNow('2026-03-01T02:10:01Z');
		expect(await removeStalled(portal.intake)).toBe(1);
	});

	test('is no trickle once a hundred kilobytes have come in small pieces', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(20 * MB, film));
		portal.setNow('2026-03-01T02:09:00Z');
		for (let offset = 0; offset < 120_000; offset += 40_000) await phone.put(path, offset, new Uint8Array(40_000));
		portal.setNow('2026-03-01T02:10:01Z');
		expect(await removeStalled(portal.intake)).toBe(0);
		expect((await row())?.arrived).toBe(120_000);
	});

	test('counts for the room before it is written down, and after a start anew by what was', async () => {
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(20 * MB, film));
		await phone.put(path, 0, new Uint8Array(1000));
		expect(portal.intake.unsentFiles.bytes()).toBe(1000);
		await phone.put(path, 1000, new Uint8Array(200_000));
		const anew = unsentFiles(portal.intake);
		await anew.refresh();
		expect(anew.bytes()).toBe(201_000);
		await phone.cancel(path);
		await anew.refresh();
		expect([anew.bytes(), portal.intake.unsentFiles.bytes()]).toEqual([0, 0]);
	});

	test('finds so many places of its network and no more; each that ends makes room for another', async () => {
		const small = under({ atOncePerNetwork: 2 });
		const slow = async () => {
			const phone = phoneOf(small);
			const path = placeOf(await phone.announce(MB, film));
			let end = () => {};
			const reading = Promise.withResolvers<void>();
			const body = new ReadableStream<Uint8Array>(
				{
					start(controller) {
						end = () => controller.close();
					},
					pull: () => reading.resolve(),
				},
				{ highWaterMark: 0 },
			);
			const answer = phone.put(path, 0, body);
			await Promise.race([reading.promise, answer]);
			return { answer, end: () => end() };
		};
		const [first, second, third] = [await slow(), await slow(), await slow()];
		const refused = await third.answer;
		expect({ status: refused.status, again: refused.headers.get('retry-after') }).toEqual({ status: 503, again: '20' });
		first.end();
		expect((await first.answer).status).toBe(204);
		const fourth = await slow();
		for (const each of [second, fourth]) each.end();
		expect([(await second.answer).status, (await fourth.answer).status]).toEqual([204, 204]);
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
