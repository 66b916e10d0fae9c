import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { filesBelow } from '../../stored.ts';
import { cutOff } from './cut-off.ts';
import { movie, pdf } from './files.ts';
import { type Phone, phoneOf, placeOf, raw } from './phone.ts';
import { jpeg } from './pictures.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

const MB = 1_000_000;
const film = { name: 'a.mp4', type: 'video/mp4' };

const report = (uploads: string[], headers: Record<string, string>) =>
	portal.call('POST', 'api/reports', { body: { ...aReport(), uploads }, headers });
const sendWith = (phone: Phone, ...ids: string[]) => report(ids, { 'upload-draft': phone.draft });

describe('a file arrives over a bad line', () => {
	test('piece by piece, cut in the middle of pieces, and comes together whole', async () => {
		const phone = phoneOf(portal);
		const file = movie({ length: 50_000 });
		const path = placeOf(await phone.announce(file.length, film));
		expect((await phone.ask(path)).headers.get('upload-offset')).toBe('0');
		for (let round = 0; ; round++) {
			const offset = Number((await phone.ask(path)).headers.get('upload-offset'));
			if (offset === file.length) break;
			expect(round).toBeLessThan(20);
			// Odd lengths, so that no piece ends where a block of the cipher ends.
			const piece = file.subarray(offset, offset + 4999);
			await phone.put(path, offset, round % 2 ? piece : cutOff(piece));
		}
		const id = path.split('/').at(-1) ?? '';
		expect((await sendWith(phone, id)).status).toBe(201);
	});

	test('a newer request takes over from one that hangs', async () => {
		const phone = phoneOf(portal);
		const file = movie({ length: 5000 });
		const path = placeOf(await phone.announce(file.length, film));
		let hanging = false;
		const stuck = new ReadableStream<Uint8Array>({
			pull(controller) {
				if (hanging) return new Promise<void>(() => undefined);
				controller.enqueue(file.subarray(0, 2000));
				hanging = true;
				return Promise.resolve();
			},
		});
		const first = phone.put(path, 0, stuck);
		const arrived = () =>
			statSync(join(portal.dataDir, 'uploads', `${path.split('/').at(-1)}.part`), { throwIfNoEntry: false });
		await expect.poll(() => arrived()?.size).toBe(2000);
		const asked = await phone.ask(path);
		const offset = Number(asked.headers.get('upload-offset'));
		expect((await first).status).toBe(204);
		expect((await phone.put(path, offset, file.subarray(offset))).status).toBe(204);
	});

	test('from a wrong place is refused, and the right place is kept', async () => {
		const phone = phoneOf(portal);
		const file = pdf();
		const path = placeOf(await phone.announce(file.length));
		await phone.put(path, 0, file.subarray(0, 10));
		for (const offset of [0, 9, 11, file.length]) {
			expect(await phone.put(path, offset, file.subarray(10))).toMatchObject({
				status: 409,
				sentence: expect.stringContaining('从已收到的位置继续'),
			});
		}
		expect((await phone.put(path, 10, file.subarray(10))).status).toBe(204);
	});

	test('with more than was announced is refused and removed', async () => {
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(100));
		const said = await phone.put(path, 0, new Uint8Array(200), { 'content-length': '200' });
		expect(said).toMatchObject({ status: 413, sentence: expect.stringContaining('比文件原来的大小还多') });
		const unsaid = await phone.put(path, 0, cutOff(new Uint8Array(200)));
		expect(unsaid.status).toBe(413);
		expect((await phone.ask(path)).status).toBe(404);
	});

	test('and is cancelled without a trace', async () => {
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(5000, film));
		await phone.put(path, 0, movie().subarray(0, 1000));
		expect((await phone.cancel(path)).status).toBe(204);
		expect((await phone.ask(path)).status).toBe(404);
		expect(readdirSync(join(portal.dataDir, 'uploads'))).toEqual([]);
	});
});

describe('limits are kept before the first byte', () => {
	const tooLarge: Array<[said: { name?: string; type?: string }, mb: number, sentence: string]> = [
		[{ type: 'image/jpeg' }, 20, '单个照片不能超过 20 MB'],
		[{ name: 'x.heic' }, 20, '单个照片不能超过 20 MB'],
		[{ type: 'video/mp4' }, 200, '单个视频不能超过 200 MB'],
		[{ type: 'audio/x-m4a' }, 50, '单个录音不能超过 50 MB'],
		[{ type: 'application/pdf' }, 20, '单个PDF 文件不能超过 20 MB'],
		[{}, 200, '单个视频不能超过 200 MB'],
	];
	test.each(tooLarge)('%j of more than %i MB', async (said, mb, sentence) => {
		const phone = phoneOf(portal);
		expect((await phone.announce(mb * MB, said)).status).toBe(201);
		expect(await phone.announce(mb * MB + 1, said)).toMatchObject({
			status: 413,
			sentence: expect.stringContaining(sentence),
		});
	});

	test('a photo that was announced as a film to get round its limit is refused when it is complete', async () => {
		const photo = await jpeg();
		const padded = Buffer.concat([photo, Buffer.alloc(20 * MB)]);
		expect(await phoneOf(portal).send(padded, film)).toMatchObject({
			status: 413,
			sentence: expect.stringContaining('单个照片不能超过 20 MB'),
		});
	});

	test('nine files, and not a tenth, even all at once', async () => {
		const phone = phoneOf(portal);
		const answers = await Promise.all(Array.from({ length: 12 }, () => phone.announce(100)));
		const refused = answers.filter(({ status }) => status !== 201);
		expect(refused).toHaveLength(3);
		for (const { status, sentence } of refused) {
			expect({ status, sentence }).toEqual({ status: 422, sentence: '最多添加 9 个文件，请去掉一些后再添加。' });
		}
		const [kept] = answers.filter(({ status }) => status === 201);
		if (kept) await phone.cancel(placeOf(kept));
		expect((await phone.announce(100)).status).toBe(201);
	});

	test('four hundred MB together', async () => {
		const phone = phoneOf(portal);
		expect((await phone.announce(200 * MB, film)).status).toBe(201);
		expect((await phone.announce(200 * MB, film)).status).toBe(201);
		expect(await phone.announce(1, film)).toMatchObject({
			status: 413,
			sentence: '全部文件合计不能超过 400 MB，请去掉一些后再添加。',
		});
	});

	test.each([
		'image/gif',
		'image/svg+xml',
		'text/html',
		'application/zip',
		'video/x-msvideo',
		'application/x-msdownload',
	])('a file that says it is %s', async (type) => {
		expect(await phoneOf(portal).announce(100, { type })).toMatchObject({
			status: 422,
			sentence: expect.stringContaining('这种文件不能接收'),
		});
	});

	test('an empty file', async () => {
		expect(await phoneOf(portal).announce(0)).toMatchObject({ status: 422, sentence: '文件是空的，请重新选择。' });
	});
});

describe('requests that no phone of ours makes', () => {
	const good = { 'tus-resumable': '1.0.0', 'upload-draft': 'a'.repeat(16), 'upload-length': '10' };
	const wrong: Array<[title: string, headers: Record<string, string>, status: number]> = [
		['no protocol', { 'tus-resumable': '' }, 412],
		['another protocol', { 'tus-resumable': '0.2.2' }, 412],
		['no draft', { 'upload-draft': '' }, 400],
		['a draft that could be guessed', { 'upload-draft': 'short' }, 400],
		['a draft that hides a document', { 'upload-draft': 'a'.repeat(201) }, 400],
		['no length', { 'upload-length': '' }, 400],
		['a length below zero', { 'upload-length': '-1' }, 400],
		['a length that is no number', { 'upload-length': '1e3' }, 400],
		['a length of a hundred digits', { 'upload-length': '9'.repeat(100) }, 400],
		['a length to be told later', { 'upload-length': '', 'upload-defer-length': '1' }, 400],
		['metadata that is no base64', { 'upload-metadata': 'filename <script>' }, 400],
		['metadata of many words', { 'upload-metadata': 'filename YQ== YQ== YQ==' }, 400],
		['metadata without end', { 'upload-metadata': `filename ${'YWFh'.repeat(2000)}` }, 400],
	];
	test.each(wrong)('%s', async (_title, headers, status) => {
		const answer = await raw(portal, 'POST', 'api/uploads', { ...good, ...headers });
		expect(answer.status).toBe(status);
		expect(answer.headers.get('content-type')).toContain('application/problem+json');
		expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
		expect(answer.sentence).toMatch(/请/);
	});

	test('a path in place of an id finds nothing', async () => {
		const phone = phoneOf(portal);
		for (const id of ['..%2f..%2fportal.db', '%2e%2e%2fkeys%2fportal.secret', 'a%00b', '0']) {
			expect((await phone.ask(`api/uploads/${id}`)).status).toBe(404);
			expect((await phone.put(`api/uploads/${id}`, 0, new Uint8Array(1))).status).toBe(404);
			expect((await phone.cancel(`api/uploads/${id}`)).status).toBe(404);
		}
	});

	test('a piece of another type is refused', async () => {
		const phone = phoneOf(portal);
		const path = placeOf(await phone.announce(10));
		const answer = await phone.put(path, 0, new Uint8Array(10), { 'content-type': 'application/octet-stream' });
		expect(answer.status).toBe(415);
	});

	test('nothing that was uploaded can be fetched', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		const headers = { 'tus-resumable': '1.0.0', 'upload-draft': phone.draft };
		const answer = await raw(portal, 'GET', `api/uploads/${id}`, headers);
		expect(answer).toMatchObject({ status: 405, sentence: '上传的文件不能从这里取回。' });
	});

	test('a proxy that knows no PATCH, HEAD or DELETE is passed by POST with the method in a header', async () => {
		const phone = phoneOf(portal);
		const photo = await jpeg();
		const path = placeOf(await phone.announce(photo.length));
		const headers = { 'tus-resumable': '1.0.0', 'upload-draft': phone.draft };
		const by = (method: string, more = {}, bytes?: BodyInit) =>
			raw(portal, 'POST', path, { ...headers, 'x-http-method-override': method, ...more }, bytes);
		const put = (offset: number, bytes: Uint8Array<ArrayBuffer>) =>
			by('PATCH', { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, bytes);
		expect((await put(0, photo.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
		const asked = await by('HEAD');
		expect({ status: asked.status, offset: asked.headers.get('upload-offset') }).toEqual({
			status: 200,
			offset: '1000',
		});
		expect((await put(1000, photo.subarray(1000))).status).toBe(204);
		expect((await by('delete')).status).toBe(204);
		expect((await phone.ask(path)).status).toBe(404);
		for (const method of ['', 'GET', 'POST', 'constructor']) expect((await by(method)).status).toBe(405);
	});

	test('no other website is let in', async () => {
		const answer = await raw(portal, 'OPTIONS', 'api/uploads', { origin: 'https://example.com' });
		expect(answer.status).toBe(204);
		expect(answer.headers.get('tus-extension')).toBe('creation,expiration,termination');
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	});
});

describe('an upload belongs to the draft that made it', () => {
	test('another draft cannot see, continue or remove it', async () => {
		const mine = phoneOf(portal);
		const other = phoneOf(portal);
		const path = placeOf(await mine.announce(100));
		expect((await other.ask(path)).status).toBe(404);
		expect((await other.put(path, 0, new Uint8Array(10))).status).toBe(404);
		expect((await other.cancel(path)).status).toBe(404);
		expect((await mine.ask(path)).headers.get('upload-offset')).toBe('0');
	});

	test('nor send it; unknown, unfinished, doubled and sent ones are refused as well', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		const half =
			placeOf(await phone.announce(100))
				.split('/')
				.at(-1) ?? '';
		const notFound = '没有找到这些附件，可能已经过期删除，请去掉后重新添加';
		const cases: Array<[ids: string[], headers: Record<string, string>, message: string]> = [
			[[id], {}, notFound],
			[[id], { 'upload-draft': 'x'.repeat(36) }, notFound],
			[[id, id], { 'upload-draft': phone.draft }, notFound],
			[['nothing'], { 'upload-draft': phone.draft }, notFound],
			[[id, half], { 'upload-draft': phone.draft }, '有文件还没有传完，请等传完后再提交，或者去掉没有传完的文件'],
		];
		for (const [ids, headers, message] of cases) {
			const { status, json } = await report(ids, headers);
			expect({ status, errors: json.errors }).toEqual({ status: 422, errors: [{ path: 'uploads', message }] });
		}
		expect((await sendWith(phone, id)).status).toBe(201);
		const again = await sendWith(phone, id);
		expect(again.json.errors).toEqual([{ path: 'uploads', message: notFound }]);
	});

	test('what was sent can no longer be removed by the phone', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		await sendWith(phone, id);
		expect(await phone.cancel(`api/uploads/${id}`)).toMatchObject({
			status: 409,
			sentence: '这个文件已经随举报提交，不能再删除。',
		});
	});

	test('the receipt names what was tied to the report, by kind as it was found to be, also when it is asked for again', async () => {
		const phone = phoneOf(portal);
		const photo = await jpeg();
		const film = { name: 'a.mp4', type: 'video/mp4' };
		const sent = [await phone.send(photo), await phone.send(movie({ length: 5000 }), film), await phone.send(photo)];
		await phone.send(pdf());
		const headers = { 'upload-draft': phone.draft, 'idempotency-key': randomUUID() };
		const body = { ...aReport(), uploads: sent.map(({ id }) => id) };
		for (const _ of [1, 2]) {
			const answer = await portal.call('POST', 'api/reports', { body, headers });
			expect(answer.json.files).toEqual([
				{ kind: 'picture', count: 2 },
				{ kind: 'video', count: 1 },
			]);
		}
		expect((await report([], headers)).status).toBe(422);
		expect((await report([], { 'upload-draft': phone.draft })).json.files).toEqual([]);
	});

	test('two reports at once cannot both have it', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		const answers = await Promise.all(Array.from({ length: 5 }, () => sendWith(phone, id)));
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
	});
});

test('nothing lies in clear on disk, neither while a file arrives nor afterwards', async () => {
	const own = await openTestPortal({}, { accounts: false });
	const phone = phoneOf(own);
	const photo = await jpeg(400, 300);
	const marks = [0, 1000, photo.length - 64].map((at) => photo.subarray(at, at + 24));
	const seen = () => filesBelow(own.dataDir).filter(({ bytes }) => marks.some((mark) => bytes.includes(mark)));
	const said = { name: '张三家门口.jpg', type: 'image/jpeg' };
	const path = placeOf(await phone.announce(photo.length, said));
	await phone.put(path, 0, photo.subarray(0, photo.length - 10));
	expect(seen()).toEqual([]);
	await phone.put(path, photo.length - 10, photo.subarray(photo.length - 10));
	expect(seen()).toEqual([]);
	expect(readdirSync(join(own.dataDir, 'uploads'))).toEqual([]);
	for (const secret of ['张三', phone.draft]) {
		expect(filesBelow(own.dataDir).filter(({ bytes }) => bytes.includes(secret))).toEqual([]);
	}
	await own.remove();
});
