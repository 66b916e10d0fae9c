import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DatabaseInUse, NoDatabase, TargetNotEmpty } from '../../../db/transfer/ends.ts';
import { TransferBroken, transferDatabase } from '../../../db/transfer/transfer.ts';
import { openTestPortal, type TestPortal } from '../../api/portal.ts';
import { databaseFor, dropDatabaseOf } from '../../postgres/database.ts';

/** A portal on a server in which something has happened, and which was stopped. */
let portal: TestPortal;
let receipt: { number: string; secret: string };
let server: string;

/** Where copies go in one test: a file that is not there yet, and an empty database. */
let folder: string;
let file: string;
let empty: string;

beforeAll(async () => {
	portal = await openTestPortal();
	receipt = await portal.report({ reporter: { mode: 'named', name: '钱多多', phone: '13900005678' } });
	for (let nth = 0; nth < 3; nth++) await portal.report();
	await portal.move('beipiao', receipt.number, 'accept');
	const as = await portal.signIn('beipiao');
	const body = { text: '青石沟东坡见到挖掘机，100%_无牌。' };
	await portal.call('POST', `api/staff/reports/${receipt.number}/notes`, { as, body });
	server = portal.settings['DATABASE_URL'] ?? '';
	await portal.close();
});
afterAll(async () => {
	await dropDatabaseOf(portal.dataDir);
	rmSync(portal.dataDir, { recursive: true });
});

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'transfer-'));
	file = join(folder, 'portal.db');
	empty = (await databaseFor(folder)) ?? '';
});
afterEach(async () => {
	await dropDatabaseOf(folder);
	rmSync(folder, { recursive: true });
});

const quietly = () => undefined;

test('a portal goes from a server to a file and on to another server, and works on as if nothing had been', async () => {
	const there = await transferDatabase(server, file, quietly);
	expect(there.rows).toBeGreaterThan(60);
	expect(await transferDatabase(file, empty, quietly)).toEqual(there);

	const moved = await openTestPortal({ DATABASE_URL: empty }, { dataDir: portal.dataDir, accounts: false });
	try {
		const as = await moved.signIn('beipiao');
		const { json: found } = await moved.call('GET', `api/staff/reports?view=all&q=${encodeURIComponent('东坡')}`, {
			as,
		});
		expect(found.items.map((item: { number: string }) => item.number)).toEqual([receipt.number]);
		expect((await moved.move('beipiao', receipt.number, 'investigate', { officers: '欧阳明\n司马光' })).status).toBe(
			200,
		);
		const { json: tracked } = await moved.call('POST', 'api/reports/track', {
			body: { number: receipt.number, secret: receipt.secret },
		});
		expect(tracked.status).toBe('investigating');
		await moved.report();
		expect(await moved.auditWatch.verify()).toMatchObject({ faults: [] });
	} finally {
		await moved.close();
	}
});

test('a file that was made this way finds the words of staff', async () => {
	await transferDatabase(server, file, quietly);
	const copy = new Sqlite(file, { readonly: true });
	const found = copy.prepare(`select count(*) from report_words where report_words match '"挖掘机"'`).pluck().get();
	const check = copy.pragma('integrity_check', { simple: true });
	copy.close();
	expect([found, check]).toEqual([1, 'ok']);
});

test('what was killed half-way has left nothing that a portal would take for its database, and is simply run again', async () => {
	await killedHalfWay(server, file);
	expect(existsSync(file)).toBe(false);
	const { rows } = await transferDatabase(server, file, quietly);
	expect(readdirSync(folder).filter((name) => name.includes('copying'))).toEqual([]);

	await killedHalfWay(file, empty);
	expect(await transferDatabase(file, empty, quietly)).toMatchObject({ rows });
});

test('one row that arrives other than it was sent is noticed, and nothing is kept', async () => {
	await transferDatabase(server, file, quietly);
	const target = new pg.Client({ connectionString: empty });
	await target.connect();
	await target.query(`create function spoil() returns trigger language plpgsql as
		$$ begin if new.seq = 2 then new.note = 'another'; end if; return new; end $$`);
	await target.query('create trigger spoil before insert on events for each row execute procedure spoil()');
	await expect(transferDatabase(file, empty, quietly)).rejects.toThrow(TransferBroken);
	const { rows } = await target.query('select count(*) from reports');
	await target.end();
	expect(rows).toEqual([{ count: 0 }]);
});

test('a database that holds something is not written to', async () => {
	await transferDatabase(server, file, quietly);
	await expect(transferDatabase(server, file, quietly)).rejects.toThrow(TargetNotEmpty);
	await expect(transferDatabase(file, server, quietly)).rejects.toThrow(TargetNotEmpty);
});

test('what is not there is not made by looking for it', async () => {
	await expect(transferDatabase(join(folder, 'misspelt.db'), empty, quietly)).rejects.toThrow(NoDatabase);
	await expect(transferDatabase(server, join(folder, 'misspelt', 'portal.db'), quietly)).rejects.toThrow(NoDatabase);
	expect(readdirSync(folder)).toEqual([]);
});

test('while the portal runs on one of the two nothing is copied: what is acknowledged meanwhile would be lost', async () => {
	const running = await openTestPortal({}, { dataDir: portal.dataDir, accounts: false });
	try {
		await expect(transferDatabase(server, file, quietly)).rejects.toThrow(DatabaseInUse);
	} finally {
		await running.close();
	}
	expect(existsSync(file)).toBe(false);
	await transferDatabase(server, file, quietly);
});

async function killedHalfWay(from: string, to: string): Promise<void> {
	const script = join(import.meta.dirname, 'transfer-until-killed.ts');
	const child = spawn(process.execPath, [script, from, to], { stdio: ['ignore', 'ignore', 'inherit'] });
	const signal = await new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
	expect(signal).toBe('SIGKILL');
}
