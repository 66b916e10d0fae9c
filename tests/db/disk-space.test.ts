import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database, Transaction } from '../../db/database.ts';
import { DiskFull, type DiskSpace, isDiskFull } from '../../db/disk-space.ts';
import { openDatabase } from '../../db/open.ts';
import { rowsOf } from '../../db/raw.ts';
import { signInFailures } from '../../db/schema/accounts.ts';

let folder: string;
let db: Database;
let short = false;
let failures = 0;
const room: DiskSpace = {
	isLow: () => short,
	failed: () => {
		failures++;
	},
	succeeded: () => undefined,
	makeReserve: async () => undefined,
};
beforeEach(async () => {
	[short, failures] = [false, 0];
	folder = mkdtempSync(join(tmpdir(), 'room-'));
	db = await openDatabase(join(folder, 'portal.db'), room);
});
afterEach(async () => {
	await db.close();
	rmSync(folder, { recursive: true });
});

const add = (tx: Transaction, nameHash: string) => tx.insert(signInFailures).values({ nameHash, failures: 1, at: '' });
const rows = async () => (await db.read.select({ total: count() }).from(signInFailures))[0]?.total;

test('while there is too little room nothing is begun, what was done already is noted, and reading goes on', async () => {
	await db.write((tx) => add(tx, 'before').then());
	short = true;
	let begun = false;
	const refused = db.write(async () => {
		begun = true;
	});
	await expect(refused).rejects.toThrow(DiskFull);
	await expect(db.statements.run(sql`DELETE FROM sign_in_failures`)).rejects.toSatisfy(isDiskFull);
	expect({ begun, hasSpace: db.hasSpace() }).toEqual({ begun: false, hasSpace: false });
	await db.writeFromReserve((tx) => add(tx, 'the end of something').then());
	expect(await rows()).toBe(2);
	short = false;
	await db.write((tx) => add(tx, 'after').then());
	expect(await rows()).toBe(3);
});

test('a disk that is full in the middle of a write is told to whoever keeps a reserve', async () => {
	await db.write((tx) => rowsOf(tx, sql`PRAGMA max_page_count = 1`));
	const filling = db.write(async (tx) => {
		for (let nth = 0; nth < 10_000; nth++) await add(tx, `name-${nth}`);
	});
	await expect(filling).rejects.toSatisfy(isDiskFull);
	expect(failures).toBe(1);
	expect(await rows()).toBe(0);
});

test.each([
	'SQLITE_FULL',
	'SQLITE_IOERR',
	'SQLITE_IOERR_WRITE',
	'SQLITE_READONLY',
	'SQLITE_READONLY_DBMOVED',
	'SQLITE_CANTOPEN',
	'ENOSPC',
	'EDQUOT',
	'EROFS',
	'EIO',
])('%s is a full disk, however deep a library wrapped it', (code) => {
	const cause = Object.assign(new Error(), { code });
	expect(isDiskFull(cause)).toBe(true);
	expect(isDiskFull(new Error('', { cause: new Error('', { cause }) }))).toBe(true);
});

test('other troubles are none', () => {
	for (const code of ['SQLITE_BUSY', 'SQLITE_CONSTRAINT', 'ENOENT', undefined]) {
		expect(isDiskFull(Object.assign(new Error(), { code }))).toBe(false);
	}
	expect(isDiskFull('SQLITE_FULL')).toBe(false);
});
