import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { repairPermissions, restrictAccess, shareDatabase } from '../../../api/data-folder/restrict-access.ts';

let dataDir: string;
let umask: number;
beforeEach(() => {
	umask = process.umask();
	dataDir = mkdtempSync(join(tmpdir(), 'rights-'));
	for (const folder of ['sealed', 'keys']) mkdirSync(join(dataDir, folder), { mode: 0o755 });
	for (const file of ['portal.db', 'sealed/one.sealed', 'keys/portal.secret']) {
		writeFileSync(join(dataDir, file), '', { mode: 0o644 });
	}
	writeFileSync(`${dataDir}-outside`, '', { mode: 0o644 });
	symlinkSync(`${dataDir}-outside`, join(dataDir, 'current'));
});
afterEach(() => {
	process.umask(umask);
	for (const path of [dataDir, `${dataDir}-outside`]) rmSync(path, { recursive: true });
});

const modeOf = (path: string) => (statSync(join(dataDir, path)).mode & 0o7777).toString(8);

test('a folder of before that others could read is closed at the start, with all that is in it and comes to it', async () => {
	chmodSync(dataDir, 0o755);
	restrictAccess(dataDir, 'staff');
	expect(modeOf('')).toBe('700');
	expect(await repairPermissions(dataDir)).toBe(5);
	for (const folder of ['sealed', 'keys']) expect(modeOf(folder)).toBe('700');
	for (const file of ['portal.db', 'sealed/one.sealed', 'keys/portal.secret']) expect(modeOf(file)).toBe('600');
	expect((statSync(`${dataDir}-outside`).mode & 0o777).toString(8)).toBe('644');
	writeFileSync(join(dataDir, 'new'), '');
	expect(modeOf('new')).toBe('600');
	expect(await repairPermissions(dataDir)).toBe(0);
});

test("a folder of a group is open to its second user, but for the keys and what is the staff side's alone", async () => {
	for (const folder of ['record', 'public', 'cache', 'log']) mkdirSync(join(dataDir, folder));
	for (const file of ['record/one.yaml', 'audit-heads.ndjson', 'portal.json']) writeFileSync(join(dataDir, file), '');
	chmodSync(dataDir, 0o2775);
	restrictAccess(dataDir, 'staff');
	// Neither user removes or replaces what is the other's.
	expect(modeOf('')).toBe('3770');
	await repairPermissions(dataDir);
	expect([modeOf('sealed'), modeOf('portal.db'), modeOf('sealed/one.sealed')]).toEqual(['3770', '660', '660']);
	expect([modeOf('record'), modeOf('record/one.yaml'), modeOf('public')]).toEqual(['2750', '640', '2750']);
	expect([modeOf('portal.json'), modeOf('audit-heads.ndjson'), modeOf('cache')]).toEqual(['640', '600', '700']);
	expect([modeOf('keys'), modeOf('keys/portal.secret')]).toEqual(['700', '600']);
	expect(await repairPermissions(dataDir)).toBe(0);
	writeFileSync(join(dataDir, 'new'), '');
	expect(modeOf('new')).toBe('640');
	restrictAccess(dataDir, 'public');
	writeFileSync(join(dataDir, 'newer'), '');
	expect(modeOf('newer')).toBe('660');
});

test('the database that SQLite made for one user is opened to the second where there is one', () => {
	chmodSync(join(dataDir, 'portal.db'), 0o640);
	chmodSync(dataDir, 0o700);
	shareDatabase(dataDir);
	expect(modeOf('portal.db')).toBe('640');
	chmodSync(dataDir, 0o3770);
	shareDatabase(dataDir);
	expect(modeOf('portal.db')).toBe('660');
});

// Only root can become somebody else for a while.
describe.skipIf(process.getuid?.() !== 0)('beside a folder of root', () => {
	const nobody = 65_534;

	async function asNobody<T>(work: () => Promise<T>): Promise<T> {
		process.seteuid?.(nobody);
		const getuid = vi.spyOn(process, 'getuid').mockReturnValue(nobody);
		try {
			return await work();
		} finally {
			getuid.mockRestore();
			process.seteuid?.(0);
		}
	}

	test('like the one that each disk has, the rest is repaired', async () => {
		chmodSync(dataDir, 0o700);
		mkdirSync(join(dataDir, 'lost+found'), { mode: 0o700 });
		for (const path of ['', 'sealed', 'keys', 'portal.db', 'sealed/one.sealed', 'keys/portal.secret']) {
			chownSync(join(dataDir, path), nobody, nobody);
		}
		expect(await asNobody(() => repairPermissions(dataDir))).toBe(5);
		expect(modeOf('sealed/one.sealed')).toBe('600');
	});

	test('that is open, the advice leaves the portal its way in', async () => {
		const refusal = async (mode: number) => {
			chmodSync(dataDir, mode);
			return asNobody(async () => {
				try {
					restrictAccess(dataDir, 'staff');
					return '';
				} catch (error) {
					return (error as Error).message;
				}
			});
		};
		expect(await refusal(0o2775)).toContain(`请由系统管理员运行 chmod 2770 ${dataDir}`);
		expect(await refusal(0o755)).toContain('把它的所有者改为运行本程序的用户');
	});
});
