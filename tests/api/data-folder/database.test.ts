import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestPortal } from '../portal.ts';

let dataDir: string;
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = () => openTestPortal({}, { accounts: false, dataDir });

/** A portal with a report, closed again. */
async function aPortal(): Promise<void> {
	const portal = await openTestPortal({}, { dataDir });
	await portal.report();
	await portal.writeFolderManifest();
	await portal.close();
}

test('a database that is gone from a folder of before is not replaced by a new, empty portal', async () => {
	await aPortal();
	for (const name of ['portal.db', 'portal.db-wal', 'portal.db-shm']) rmSync(join(dataDir, name), { force: true });
	await expect(open()).rejects.toThrow(/不存在或者是空的.+请把整份备份复制到一个新的文件夹.+原目录保持原样/);
	writeFileSync(join(dataDir, 'portal.db'), '');
	await expect(open()).rejects.toThrow('不存在或者是空的');
});

test('a database without anything in it beside sealed files is refused, mark or not', async () => {
	await (await open()).close();
	await (await open()).close();
	mkdirSync(join(dataDir, 'sealed'), { recursive: true });
	writeFileSync(join(dataDir, 'sealed', 'one.sealed'), 'sealed');
	await expect(open()).rejects.toThrow('不存在或者是空的');
});

test('the log of a lost database alone is refused: it would be written into whatever is put beside it', async () => {
	writeFileSync(join(dataDir, 'portal.db-wal'), 'the last writes');
	await expect(open()).rejects.toThrow('不存在或者是空的');
	expect(readdirSync(dataDir)).toContain('portal.db-wal');
});

test('a database that is damaged ends the start in one sentence, and is left as it is', async () => {
	await aPortal();
	for (const name of ['portal.db-wal', 'portal.db-shm']) rmSync(join(dataDir, name), { force: true });
	const bytes = readFileSync(join(dataDir, 'portal.db'));
	bytes.fill(0x55, 100, bytes.length);
	writeFileSync(join(dataDir, 'portal.db'), bytes);
	await expect(open()).rejects.toThrow(/已损坏.+新的文件夹/);
	expect(readFileSync(join(dataDir, 'portal.db')).equals(bytes)).toBe(true);
});

test.each(['portal.secret', 'seal.identity'])(
	'an empty %s beside a database is refused, never made anew',
	async (name) => {
		await aPortal();
		writeFileSync(join(dataDir, 'keys', name), '');
		await expect(open()).rejects.toThrow('没有找到它的密钥');
		expect(readFileSync(join(dataDir, 'keys', name), 'utf8')).toBe('');
	},
);
