import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
	await portal.markFolder();
	await portal.close();
}

test('a database that is gone from a folder of before is not replaced by a new, empty portal', async () => {
	await aPortal();
	for (const name of ['portal.db', 'portal.db-wal', 'portal.db-shm']) rmSync(join(dataDir, name), { force: true });
	await expect(open()).rejects.toThrow(/不存在或者是空的.+请先从备份恢复数据库/);
	writeFileSync(join(dataDir, 'portal.db'), '');
	await expect(open()).rejects.toThrow('不存在或者是空的');
});

test('a database without anything in it beside sealed files is refused, mark or not', async () => {
	await (await open()).close();
	await (await open()).close();
	mkdirSync(join(dataDir, 'sealed'), { recursive: true });
	writeFileSync(join(dataDir, 'sealed', 'one.age'), 'sealed');
	await expect(open()).rejects.toThrow('不存在或者是空的');
});
