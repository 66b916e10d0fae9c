import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyFiles } from '../../../api/files/copy-files.ts';
import { diskStorage } from '../../../api/files/disk-storage.ts';
import { s3Storage } from '../../../api/files/s3-storage.ts';
import { NotStored, type Storage, StorageAway } from '../../../api/files/storage.ts';
import { newDataFolder } from '../new-data-folder.ts';
import { openTestBucket, type TestBucket } from './bucket.ts';

const silent = pino({ level: 'silent' });
const MiB = 1024 * 1024;

let bucket: TestBucket;
let folder: string;
const storages: Record<string, Storage> = {};
beforeAll(async () => {
	bucket = await openTestBucket();
	folder = newDataFolder();
	storages.disk = diskStorage(folder);
	storages.bucket = s3Storage(bucket.settings, silent);
});
afterAll(async () => {
	await bucket.remove();
	rmSync(folder, { recursive: true, force: true });
});

async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The bytes up to a place, and then the source fails. */
async function* failing(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield* inChunks(bytes);
	throw new Error('no more');
}

async function read(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function namesIn(storage: Storage, prefix: string): Promise<string[]> {
	const names: string[] = [];
	for await (const { name } of storage.list(prefix)) names.push(name);
	return names.filter((name) => !name.endsWith('.keep')).sort();
}

const named = (which: string): Storage => {
	const storage = storages[which];
	if (!storage) throw new Error(which);
	return storage;
};

describe.each(['disk', 'bucket'])('files on a %s', (which) => {
	test.each([0, 1, 65_536, 1_000_003, 5 * MiB, 5 * MiB + 1, 21 * MiB])(
		'of %i bytes come back as they went',
		async (size) => {
			const storage = named(which);
			const bytes = randomBytes(size);
			await storage.put('sealed/size.sealed', inChunks(bytes));
			expect(await storage.size('sealed/size.sealed')).toBe(size);
			expect((await read(await storage.get('sealed/size.sealed'))).equals(bytes)).toBe(true);
		},
	);

	test('are read from any byte to any other', async () => {
		const storage = named(which);
		const bytes = randomBytes(300_000);
		await storage.put('sealed/range.sealed', inChunks(bytes));
		for (const [start, length] of [
			[0, 2],
			[70_001, 100_000],
			[299_999, 1],
		] as const) {
			const part = await read(await storage.get('sealed/range.sealed', { start, length }));
			expect(part.equals(bytes.subarray(start, start + length))).toBe(true);
		}
	});

	test('are replaced as a whole, and stay as they were where the new one does not come to its end', async () => {
		const storage = named(which);
		const [first, second] = [randomBytes(5000), randomBytes(20 * MiB)];
		await storage.put('sealed/again.sealed', inChunks(first));
		await expect(storage.put('sealed/again.sealed', failing(second))).rejects.toThrow('no more');
		expect((await read(await storage.get('sealed/again.sealed'))).equals(first)).toBe(true);
		await expect(storage.put('sealed/never.sealed', failing(randomBytes(100)))).rejects.toThrow('no more');
		expect(await storage.size('sealed/never.sealed')).toBe(null);
		await storage.put('sealed/again.sealed', inChunks(second));
		expect((await read(await storage.get('sealed/again.sealed'))).equals(second)).toBe(true);
	});

	test('are copied, and the copy stays when the first is removed', async () => {
		const storage = named(which);
		const bytes = randomBytes(1000);
		await storage.put('sealed/one.sealed', inChunks(bytes));
		await storage.copy('sealed/one.sealed', 'set-aside/sealed/one.sealed');
		await storage.remove(['sealed/one.sealed', 'sealed/there-is-none.sealed']);
		expect(await storage.size('sealed/one.sealed')).toBe(null);
		expect((await read(await storage.get('set-aside/sealed/one.sealed'))).equals(bytes)).toBe(true);
	});

	test('that are not there are neither read nor copied', async () => {
		const storage = named(which);
		await expect(storage.get('sealed/none.sealed')).rejects.toBeInstanceOf(NotStored);
		await expect(storage.copy('sealed/none.sealed', 'sealed/copy.sealed')).rejects.toBeInstanceOf(NotStored);
		expect(await namesIn(storage, 'sealed/none')).toEqual([]);
		expect(await namesIn(storage, 'nowhere/')).toEqual([]);
	});

	test('are listed by the beginning of their names, more than a page of them, each with the time of its writing', async () => {
		const storage = named(which);
		const names = Array.from({ length: 1050 }, (_, nth) => `site/files/${String(nth).padStart(4, '0')}`);
		const inTurn = pLimit(16);
		await Promise.all(names.map((name) => inTurn(() => storage.put(name, inChunks(Buffer.from(name))))));
		expect(await namesIn(storage, 'site/')).toEqual(names);
		expect(await namesIn(storage, 'site/files/000')).toEqual(names.slice(0, 10));
		for await (const { writtenAt, whole } of storage.list('site/files/0000')) {
			expect(Math.abs(Date.now() - writtenAt)).toBeLessThan(60_000);
			expect(whole).toBe(true);
		}
		await storage.remove(names);
		expect(await namesIn(storage, 'site/')).toEqual([]);
	});

	test('answer', async () => {
		expect(await named(which).answers()).toBe(true);
	});
});

test('files are moved from a disk into a bucket and back, and begun anew it copies only what is missing', async () => {
	const [from, to] = [named('disk'), named('bucket')];
	const files = Object.fromEntries([1, 50_000, 9 * MiB].map((size) => [`moved/${size}.sealed`, randomBytes(size)]));
	for (const [name, bytes] of Object.entries(files)) await from.put(name, inChunks(bytes));
	writeFileSync(join(folder, 'moved', 'half.sealed.new'), 'half');
	await to.put('moved/1.sealed', inChunks(files['moved/1.sealed'] ?? randomBytes(0)));
	expect(await copyFiles(from, to, 'moved/')).toEqual({ files: 3, already: 1 });
	expect(await namesIn(to, 'moved/')).toEqual(Object.keys(files).sort());
	await from.remove(Object.keys(files));
	expect(await copyFiles(to, from, 'moved/')).toEqual({ files: 3, already: 0 });
	for (const [name, bytes] of Object.entries(files)) {
		expect((await read(await from.get(name))).equals(bytes)).toBe(true);
	}
});

describe('a bucket behind a bad line', () => {
	test('is written whole although the line is cut in the middle of a file and of a part', async () => {
		const storage = named('bucket');
		for (const size of [3 * MiB, 20 * MiB]) {
			const bytes = randomBytes(size);
			bucket.cutUp(size - MiB);
			await storage.put('sealed/cut.sealed', inChunks(bytes));
			expect((await read(await storage.get('sealed/cut.sealed'))).equals(bytes)).toBe(true);
		}
	});

	test('is read to the end although the line is cut in the middle', async () => {
		const storage = named('bucket');
		const bytes = randomBytes(6 * MiB);
		await storage.put('sealed/read.sealed', inChunks(bytes));
		bucket.cutDown(2 * MiB);
		expect((await read(await storage.get('sealed/read.sealed'))).equals(bytes)).toBe(true);
		bucket.cutDown(MiB);
		const part = await read(await storage.get('sealed/read.sealed', { start: 1000, length: 4 * MiB }));
		expect(part.equals(bytes.subarray(1000, 1000 + 4 * MiB))).toBe(true);
	});

	test('says so while it is away, and does its work when it is back', async () => {
		const storage = s3Storage(bucket.settings, silent);
		await storage.put('sealed/before.sealed', inChunks(Buffer.from('before')));
		await bucket.goAway();
		await expect(storage.put('sealed/while.sealed', inChunks(Buffer.from('while')))).rejects.toBeInstanceOf(
			StorageAway,
		);
		await expect(storage.get('sealed/before.sealed')).rejects.toBeInstanceOf(StorageAway);
		await expect(namesIn(storage, 'sealed/')).rejects.toBeInstanceOf(StorageAway);
		expect(await storage.answers()).toBe(false);
		await bucket.comeBack();
		await storage.put('sealed/while.sealed', inChunks(Buffer.from('while')));
		expect((await read(await storage.get('sealed/before.sealed'))).toString()).toBe('before');
	});

	test('that another object has taken the place of in the middle of reading is not read on', async () => {
		const storage = named('bucket');
		await storage.put('sealed/changed.sealed', inChunks(randomBytes(6 * MiB)));
		bucket.cutDown(2 * MiB);
		const stream = await storage.get('sealed/changed.sealed');
		await storage.put('sealed/changed.sealed', inChunks(randomBytes(6 * MiB)));
		await expect(read(stream).then(({ length }) => length)).rejects.toBeInstanceOf(StorageAway);
	});

	test('with another key is refused at once, as is one that does not exist', async () => {
		for (const wrong of [{ secretAccessKey: 'another' }, { bucket: 'nowhere' }]) {
			const storage = s3Storage({ ...bucket.settings, ...wrong }, silent);
			const started = performance.now();
			await expect(storage.put('sealed/x.sealed', inChunks(randomBytes(10)))).rejects.toBeInstanceOf(StorageAway);
			expect(await storage.answers()).toBe(false);
			expect(performance.now() - started).toBeLessThan(3000);
		}
	});
});
