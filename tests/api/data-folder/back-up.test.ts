import { execFile } from 'node:child_process';
import {
	existsSync,
	lstatSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from '../../../api/data-folder/back-up.ts';
import type { ReceiptAnswer } from '../../../api/intake/receive/receipt-answer.ts';
import { phoneOf } from '../evidence/uploads/phone.ts';
import { jpeg } from '../evidence/uploads/pictures.ts';
import { openTestBucket } from '../files/bucket.ts';
import { addKeys, aReport, openTestPortal, type TestPortal } from '../portal.ts';
import { filesBelow, stored } from '../stored.ts';

let portal: TestPortal;
let folder: string;
beforeAll(async () => {
	portal = await openTestPortal();
	folder = mkdtempSync(join(tmpdir(), 'backups-'));
});
afterAll(async () => {
	await portal.remove();
	rmSync(folder, { recursive: true, force: true });
});

const track = (of: TestPortal, { number, secret }: ReceiptAnswer) =>
	of.call('POST', 'api/reports/track', { body: { number, secret } });

async function reportWithPicture(): Promise<ReceiptAnswer> {
	const phone = phoneOf(portal);
	const { id } = await phone.send(await jpeg());
	const { json } = await portal.call('POST', 'api/reports', {
		body: { ...aReport(), uploads: [id] },
		headers: { 'upload-draft': phone.draft },
	});
	return json;
}

test('a portal that starts from a backup opens every receipt and picture of that moment, and signs its officers in', async () => {
	const receipt = await reportWithPicture();
	const target = join(folder, 'first');
	expect(await backUp(portal.dataDir, target)).toEqual({ reports: 1, sealedFiles: 2, missing: 0 });
	const later = await portal.report();

	addKeys(portal.dataDir, target);
	const restored = await openTestPortal({}, { accounts: false, dataDir: target });
	expect((await track(restored, receipt)).json).toMatchObject({ number: receipt.number });
	expect((await track(restored, later)).status).toBe(404);
	const as = await restored.signIn('beipiao');
	const path = `api/staff/reports/${receipt.number}`;
	const [{ id }] = (await restored.call('GET', path, { as })).json.attachments;
	expect((await restored.call('GET', `${path}/attachments/${id}/preview`, { as })).status).toBe(200);
	await restored.remove();
});

test('what is taken in while it is made is in it whole or not at all', async () => {
	const target = join(folder, 'busy');
	const sending = Array.from({ length: 60 }, () => portal.report());
	const [backedUp, ...receipts] = await Promise.all([backUp(portal.dataDir, target), ...sending]);
	addKeys(portal.dataDir, target);
	const restored = await openTestPortal({}, { accounts: false, dataDir: target });
	const rows = await stored(restored);
	expect(rows).toMatchObject({ reports: backedUp.reports, receipts: backedUp.reports });
	const found = await Promise.all(receipts.map((receipt) => track(restored, receipt)));
	// Those before: the report with its picture, and the one after the first backup.
	expect(found.filter(({ status }) => status === 200)).toHaveLength(backedUp.reports - 2);
	await restored.remove();
});

test('holds no key: neither the secret nor anything that opens what is sealed', async () => {
	await portal.writeFolderManifest();
	const target = join(folder, 'without-keys');
	await backUp(portal.dataDir, target);
	const keys = ['portal.secret', 'seal.identity'].map((name) =>
		readFileSync(join(portal.dataDir, 'keys', name), 'utf8').trim(),
	);
	const files = filesBelow(target);
	expect(files.map(({ path }) => path)).toContain(join(target, 'portal.json'));
	for (const { path, bytes } of files) {
		for (const key of keys) expect(bytes.includes(key), path).toBe(false);
		expect(bytes.includes('AGE-SECRET-KEY-'), path).toBe(false);
	}
	// Without them it starts nothing, and makes no keys of its own.
	await expect(openTestPortal({}, { accounts: false, dataDir: target })).rejects.toThrow('没有找到它的密钥');
	expect(existsSync(join(target, 'keys'))).toBe(false);
});

test('is refused where there is something already, or no data, and leaves nothing half', async () => {
	const target = join(folder, 'once');
	await backUp(portal.dataDir, target);
	await expect(backUp(portal.dataDir, target)).rejects.toMatchObject({ name: 'ConfigError' });
	await expect(backUp(join(folder, 'nowhere'), join(folder, 'other'))).rejects.toMatchObject({ name: 'ConfigError' });
	expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished') || name === 'other')).toEqual([]);
});

test('holds the files themselves where the folder of a portal is a link to another disk', async () => {
	const target = join(folder, 'of-a-link');
	const elsewhere = `${portal.dataDir}-elsewhere`;
	renameSync(join(portal.dataDir, 'sealed'), elsewhere);
	symlinkSync(elsewhere, join(portal.dataDir, 'sealed'));
	const { sealedFiles } = await backUp(portal.dataDir, target);
	expect(sealedFiles).toBeGreaterThan(0);
	expect(lstatSync(join(target, 'sealed')).isSymbolicLink()).toBe(false);
	rmSync(join(portal.dataDir, 'sealed'));
	renameSync(elsewhere, join(portal.dataDir, 'sealed'));
	expect(readdirSync(join(target, 'sealed'))).toHaveLength(sealedFiles);
});

test('says how many files that the database names are lost', async () => {
	const { number } = await reportWithPicture();
	const as = await portal.signIn('beipiao');
	const [{ id }] = (await portal.call('GET', `api/staff/reports/${number}`, { as })).json.attachments;
	const file = join(portal.dataDir, portal.intake.files.original(id));
	renameSync(file, `${file}.kept`);
	expect(await backUp(portal.dataDir, join(folder, 'lacking'))).toMatchObject({ missing: 1 });
	renameSync(`${file}.kept`, file);
	expect(await backUp(portal.dataDir, join(folder, 'complete'))).toMatchObject({ missing: 0 });
});

test('of a portal whose files lie in a bucket holds them all, and starts on a disk or in another bucket', async () => {
	const [bucket, another] = [await openTestBucket(), await openTestBucket()];
	const own = await openTestPortal(bucket.env);
	const phone = phoneOf(own);
	const { id } = await phone.send(await jpeg());
	const { json } = await own.call('POST', 'api/reports', {
		body: { ...aReport(), uploads: [id] },
		headers: { 'upload-draft': phone.draft },
	});
	const target = join(folder, 'of-a-bucket');
	const { storage } = own.intake.files;
	expect(await backUp(own.dataDir, target, storage)).toEqual({ reports: 1, sealedFiles: 2, missing: 0 });
	expect(await backUp(own.dataDir, join(folder, 'without-the-bucket'))).toMatchObject({ missing: 1 });
	addKeys(own.dataDir, target);

	const path = `api/staff/reports/${json.number}`;
	const restored = await openTestPortal({}, { accounts: false, dataDir: target });
	const as = await restored.signIn('beipiao');
	expect((await restored.call('GET', `${path}/attachments/${id}/preview`, { as })).status).toBe(200);
	await restored.close();

	// In a bucket nobody would look for what lies on the disk.
	await expect(openTestPortal(another.env, { accounts: false, dataDir: target })).rejects.toThrow(
		'npm run files -- move',
	);
	const move = await moveFiles({ ...another.env, DATA_DIR: target });
	expect(move).toContain('已把 2 个封存文件移到存储 portal-files');
	const moved = await openTestPortal(another.env, { accounts: false, dataDir: target });
	const preview = await moved.call('GET', `${path}/attachments/${id}/preview`, { as: await moved.signIn('beipiao') });
	expect(preview.status).toBe(200);

	await moved.remove();
	await own.remove();
	await bucket.remove();
	await another.remove();
});

/** What the command says. */
async function moveFiles(env: Record<string, string>): Promise<string> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['api/start/start.mjs', './files-command.ts', 'move'],
		{
			env: { PATH: process.env.PATH ?? '', ...env },
		},
	);
	return stdout;
}
