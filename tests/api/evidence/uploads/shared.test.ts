import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepUploads } from '../../../../api/evidence/uploads/sweep-uploads.ts';
import { uploadPieces, uploads } from '../../../../db/schema/evidence.ts';
import { openTestBucket, type TestBucket } from '../../files/bucket.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { cutOff } from './cut-off.ts';
import { movie, pdf } from './files.ts';
import { type Phone, phoneOf, placeOf, raw, sha256 } from './phone.ts';
import { jpeg } from './pictures.ts';

const film = { name: 'a.mp4', type: 'video/mp4' };

/** Two processes on one database and one bucket. */
let bucket: TestBucket;
let first: TestPortal;
let second: TestPortal;
beforeAll(async () => {
	bucket = await openTestBucket();
	first = await openTestPortal(bucket.env);
	second = await openTestPortal(bucket.env, { dataDir: first.dataDir, accounts: false });
});
afterAll(async () => {
	await second.remove();
	await first.remove();
	await bucket.remove();
});

/** The same phone, whose requests come to one process and to the other. */
function onBoth(): { one: Phone; other: Phone } {
	const draft = randomUUID();
	return { one: phoneOf(first, draft), other: phoneOf(second, draft) };
}

const offsetOf = async (phone: Phone, path: string) => Number((await phone.ask(path)).headers.get('upload-offset'));
const idOf = (path: string): string => path.split('/').at(-1) ?? '';

/** Names of the objects that belong to an upload. */
async function objectsOf(id: string): Promise<string[]> {
	const names: string[] = [];
	for (const folder of ['uploads/', 'sealed/', 'set-aside/sealed/']) {
		for await (const { name } of first.intake.files.storage.list(`${folder}${id}`)) names.push(name);
	}
	return names.sort();
}

const piecesOf = (id: string) =>
	first.intake.db.read.select().from(uploadPieces).where(eq(uploadPieces.uploadId, id)).orderBy(uploadPieces.start);

/** The bytes, and then nothing more until it is aborted. */
function hanging(bytes: Uint8Array): { body: ReadableStream<Uint8Array>; goOn(more: Uint8Array): void } {
	let go: (more: Uint8Array) => void = () => undefined;
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(bytes);
			go = (more) => {
				controller.enqueue(more);
				controller.close();
			};
		},
	});
	return { body, goOn: (more) => go(more) };
}

describe('a file that is sent to several processes', () => {
	test('goes on at the second where it stopped at the first, and both say how far it has come', async () => {
		const { one, other } = onBoth();
		const file = movie({ length: 3_200_000 });
		const path = placeOf(await one.announce(file.length, film));
		const phones = [one, other];
		for (let round = 0; ; round++) {
			const offset = await offsetOf(phones[round % 2] as Phone, path);
			expect(await offsetOf(phones[(round + 1) % 2] as Phone, path)).toBe(offset);
			if (offset === file.length) break;
			expect(round).toBeLessThan(20);
			// Odd lengths, so that no piece ends where a block of the cipher ends; every second one breaks off.
			const piece = file.subarray(offset, offset + 499_999);
			await (phones[round % 2] as Phone).put(path, offset, round % 4 < 2 ? piece : cutOff(piece));
		}
		const id = idOf(path);
		expect(await objectsOf(id)).toEqual([`sealed/${id}.sealed`]);
		expect(await piecesOf(id)).toEqual([]);
		const { status } = await second.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [id] },
			headers: { 'upload-draft': one.draft },
		});
		expect(status).toBe(201);
	});

	test('ends with a report whose pictures officers see at either', async () => {
		const { one, other } = onBoth();
		const photo = await jpeg(1200, 900);
		const path = placeOf(await one.announce(photo.length));
		await one.put(path, 0, photo.subarray(0, 70_000));
		expect((await other.put(path, 70_000, photo.subarray(70_000))).status).toBe(204);
		const { json } = await first.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [idOf(path)] },
			headers: { 'upload-draft': one.draft },
		});
		for (const portal of [first, second]) {
			const as = await portal.signIn('beipiao');
			const report = `api/staff/reports/${json.number}`;
			const [file] = (await portal.call('GET', report, { as })).json.attachments;
			expect(file.digest.value).toBe(sha256(photo));
			const cookie = { cookie: as };
			const preview = await raw(portal, 'GET', `${report}/attachments/${file.id}/preview`, cookie);
			expect([preview.status, preview.bytes.subarray(0, 2).toString('hex')]).toEqual([200, 'ffd8']);
		}
		expect(['sealed', 'uploads'].map((folder) => existsSync(join(first.dataDir, folder)))).toEqual([false, false]);
	});

	test('has every byte once where an old connection still brings some after a new one has gone on', async () => {
		const { one, other } = onBoth();
		const file = movie({ length: 400_000 });
		const path = placeOf(await one.announce(file.length, film));
		expect((await one.put(path, 0, file.subarray(0, 100_000))).status).toBe(204);
		const late = hanging(file.subarray(100_000, 150_000));
		const old = one.put(path, 100_000, late.body);
		expect((await other.put(path, 100_000, file.subarray(100_000, 300_000))).status).toBe(204);
		// Other bytes than those that are there: they must not take their place.
		late.goOn(randomBytes(30_000));
		expect((await old).status).toBe(409);
		expect(await offsetOf(one, path)).toBe(300_000);
		const read = await new Response(
			second.intake.files.part(idOf(path), cipherOf(second, one.draft, idOf(path))).stream(),
		).bytes();
		expect(Buffer.from(read).equals(file.subarray(0, 300_000))).toBe(true);
		expect((await other.put(path, 300_000, file.subarray(300_000))).status).toBe(204);
		expect(await objectsOf(idOf(path))).toEqual([`sealed/${idOf(path)}.sealed`]);
	});

	test('is sealed once where both are asked at the same moment', async () => {
		const { one, other } = onBoth();
		const file = pdf();
		const path = placeOf(await one.announce(file.length));
		const [a, b] = await Promise.all([one.put(path, 0, file), other.put(path, 0, file)]);
		expect([a.status, b.status].sort()).toEqual([204, 409]);
		await Promise.all([one.ask(path), other.ask(path)]);
		expect(await offsetOf(other, path)).toBe(file.length);
		const [row] = await first.intake.db.read
			.select()
			.from(uploads)
			.where(eq(uploads.id, idOf(path)));
		expect(row?.state).toBe('sealed');
	});

	test('is taken back at the second without a trace in the bucket', async () => {
		const { one, other } = onBoth();
		const path = placeOf(await one.announce(500_000, film));
		await one.put(path, 0, movie({ length: 400_000 }).subarray(0, 300_000));
		expect((await objectsOf(idOf(path))).length).toBe(1);
		expect((await other.cancel(path)).status).toBe(204);
		expect(await objectsOf(idOf(path))).toEqual([]);
		expect((await one.ask(path)).status).toBe(404);
	});

	test('comes in few objects also where it comes a few bytes at a time', async () => {
		const { one, other } = onBoth();
		const file = movie({ length: 90_000 });
		const path = placeOf(await one.announce(file.length, film));
		for (let offset = 0; offset < 60_000; offset += 3000) {
			const phone = offset % 2000 ? one : other;
			expect((await phone.put(path, offset, file.subarray(offset, offset + 3000))).status).toBe(204);
		}
		expect((await objectsOf(idOf(path))).length).toBe(1);
		expect((await one.put(path, 60_000, file.subarray(60_000))).status).toBe(204);
	});

	test('counts against the quota of unsent files at both', async () => {
		const { one } = onBoth();
		await second.intake.unsentFiles.refresh();
		const before = second.intake.unsentFiles.bytes();
		const path = placeOf(await one.announce(700_000, film));
		for (const [from, to] of [
			[0, 300_000],
			[300_000, 600_000],
		] as const) {
			await one.put(path, from, new Uint8Array(to - from));
			await second.intake.unsentFiles.refresh();
			expect(second.intake.unsentFiles.bytes() - before).toBe(to);
		}
		await one.cancel(path);
	});
});

const cipherOf = (portal: TestPortal, draft: string, id: string) => (offset: number) =>
	portal.intake.keys.cipherAt(
		{ purpose: 'upload', value: `${id} ${draft}` },
		portal.intake.keys.of('draft', draft),
		offset,
	);

describe('what lies in the bucket', () => {
	test('names nobody and shows nothing of a file, arriving or sealed', async () => {
		const { one } = onBoth();
		const words = 'a very particular sentence of a reporter';
		const file = Buffer.concat([pdf(), Buffer.from(`% ${words}`.repeat(3000))]);
		const path = placeOf(await one.announce(file.length, { name: '老王家的矿.pdf', type: 'application/pdf' }));
		await one.put(path, 0, file.subarray(0, 80_000));
		const { id } = await one.send(await jpeg(), { name: '老王.jpg' });
		for await (const { name } of first.intake.files.list()) {
			expect(name).toMatch(/^(uploads|sealed)\/[0-9a-f-]{36}\.[\w.-]+$/);
			const stored = Buffer.from(await new Response(await first.intake.files.storage.get(name)).arrayBuffer());
			expect(stored.includes(words)).toBe(false);
			expect(stored.includes('老王')).toBe(false);
			expect(stored.subarray(0, 2).toString('hex')).not.toBe('ffd8');
		}
		expect(await objectsOf(id)).toEqual([`sealed/${id}.preview.sealed`, `sealed/${id}.sealed`]);
	});

	test('is removed where its upload is gone, and sealed files that the database does not know are set aside', async () => {
		const { one } = onBoth();
		const { storage } = first.intake.files;
		const { id } = await one.send(await jpeg());
		const unknown = randomUUID();
		await storage.copy(`sealed/${id}.sealed`, `uploads/${unknown}.0.${randomUUID()}`);
		await storage.copy(`sealed/${id}.sealed`, `uploads/${id}.0.${randomUUID()}`);
		await storage.copy(`sealed/${id}.sealed`, `sealed/${unknown}.sealed`);
		expect(await sweepUploads(first.intake)).toMatchObject({ orphans: 1, setAside: 0 });
		expect(await objectsOf(unknown)).toEqual([`sealed/${unknown}.sealed`]);
		expect(await objectsOf(id)).toEqual([`sealed/${id}.preview.sealed`, `sealed/${id}.sealed`]);
		first.setNow(new Date(Date.now() + 25 * 3_600_000).toISOString());
		expect(await sweepUploads(first.intake)).toMatchObject({ setAside: 1 });
		first.setNow(null);
		expect(await objectsOf(unknown)).toEqual([`set-aside/sealed/${unknown}.sealed`]);
	});
});

describe('a bucket that goes away', () => {
	test('costs a phone nothing that was acknowledged, and reports in words nothing at all', async () => {
		const { one, other } = onBoth();
		const file = movie({ length: 600_000 });
		const path = placeOf(await one.announce(file.length, film));
		expect((await one.put(path, 0, file.subarray(0, 200_000))).status).toBe(204);
		expect((await first.call('GET', 'api/health')).json).toEqual({ status: 'ok', storage: 'ok' });

		await bucket.goAway();
		const refused = await one.put(path, 200_000, file.subarray(200_000, 400_000));
		expect(refused).toMatchObject({ status: 503, sentence: expect.stringContaining('已收到的部分不会丢失') });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await offsetOf(one, path)).toBe(200_000);
		expect(await offsetOf(other, path)).toBe(200_000);
		expect((await second.call('GET', 'api/health')).json).toEqual({ status: 'ok', storage: 'away' });
		expect((await first.report()).number).toMatch(/^\d{12}$/);

		await bucket.comeBack();
		expect((await other.put(path, 200_000, file.subarray(200_000))).status).toBe(204);
		const { status } = await first.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [idOf(path)] },
			headers: { 'upload-draft': one.draft },
		});
		expect(status).toBe(201);
	});

	test('in the middle of sealing leaves the file whole, to be finished when the phone asks again', async () => {
		const { one, other } = onBoth();
		const photo = await jpeg(1200, 900);
		const path = placeOf(await one.announce(photo.length));
		await one.put(path, 0, photo.subarray(0, photo.length - 10));
		const storage = first.intake.files.storage;
		const put = storage.put;
		storage.put = async (name, source) => {
			if (name.startsWith('sealed/')) await bucket.goAway();
			return put(name, source);
		};
		const refused = await one.put(path, photo.length - 10, photo.subarray(photo.length - 10));
		storage.put = put;
		expect(refused.status).toBe(503);
		await bucket.comeBack();
		expect(await offsetOf(other, path)).toBe(photo.length);
		const [row] = await first.intake.db.read
			.select()
			.from(uploads)
			.where(eq(uploads.id, idOf(path)));
		expect(row).toMatchObject({ state: 'sealed', previews: 1 });
	});

	test('keeps officers from files alone, and tells them so', async () => {
		const { one } = onBoth();
		const { id } = await one.send(await jpeg());
		const { json } = await first.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [id] },
			headers: { 'upload-draft': one.draft },
		});
		const as = await first.signIn('beipiao');
		const report = `api/staff/reports/${json.number}`;
		await bucket.goAway();
		expect((await first.call('GET', report, { as })).status).toBe(200);
		const away = await first.call('GET', `${report}/attachments/${id}/preview`, { as });
		expect(away).toMatchObject({ status: 503, json: { detail: expect.stringContaining('文件存储暂时不可用') } });
		await bucket.comeBack();
		expect((await first.call('GET', `${report}/attachments/${id}/preview`, { as })).status).toBe(200);
	});
});

test('a line to the storage that is cut in the middle of a piece loses none of it', async () => {
	const { one, other } = onBoth();
	const file = movie({ length: 900_000 });
	const path = placeOf(await one.announce(file.length, film));
	bucket.cutUp(300_000);
	expect((await one.put(path, 0, file.subarray(0, 700_000))).status).toBe(204);
	expect(await offsetOf(other, path)).toBe(700_000);
	bucket.cutDown(400_000);
	expect((await other.put(path, 700_000, file.subarray(700_000))).status).toBe(204);
});
