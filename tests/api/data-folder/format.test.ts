import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../db/raw.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { dropGuards } from '../triggers.ts';

// A folder says in which form it is stored: what a program of before or after wrote is refused, not read as something else.

let portal: TestPortal;
let file: string;
let mark: string;
beforeAll(async () => {
	portal = await openTestPortal();
	await portal.report();
	await portal.writeFolderManifest();
	await portal.close();
	file = join(portal.dataDir, 'portal.json');
	mark = readFileSync(file, 'utf8');
});
afterAll(() => portal.remove());

/** The sentence that a start in the folder ends with. */
async function refusal(): Promise<string> {
	const error: unknown = await openTestPortal({}, { accounts: false, dataDir: portal.dataDir }).then(
		(opened) => opened.close(),
		(thrown: unknown) => thrown,
	);
	expect(error).toMatchObject({ name: 'ConfigError', message: expect.stringMatching(/^[^\n]+。$/) });
	return error instanceof Error ? error.message : '';
}

test('a folder names its form, and the suite of what it knows its secret by', async () => {
	expect(JSON.parse(mark)).toMatchObject({ format: 2, secret: expect.stringMatching(/^a1:[0-9a-f]{64}$/) });
	await (await openTestPortal({}, { accounts: false, dataDir: portal.dataDir })).close();
});

test('a folder of before things named their suite is refused, and left as it is', async () => {
	const { secret, recipients } = JSON.parse(mark);
	const older = JSON.stringify({ suite: 'hmac-sha256', secret: secret.slice(3), recipients });
	writeFileSync(file, older);
	expect(await refusal()).toMatch(/较早版本.+换回原来的程序.+DATA_DIR/);
	expect(readFileSync(file, 'utf8')).toBe(older);
});

test('a folder of a form that comes later is refused', async () => {
	writeFileSync(file, JSON.stringify({ ...JSON.parse(mark), format: 3 }));
	expect(await refusal()).toMatch(/较新版本.+换回较新版本的程序/);
});

test('a mark that is cut says so, whatever its form', async () => {
	for (const cut of [mark.slice(0, 40), '{"format":2}', '{}', '']) {
		writeFileSync(file, cut);
		expect(await refusal()).toContain('portal.json 已损坏');
	}
	writeFileSync(file, mark);
});

test('a secret that is marked in a suite nobody knows is no other secret: the program is another', async () => {
	writeFileSync(file, mark.replace('"a1:', '"z9:'));
	expect(await refusal()).toMatch(/密码套件 z9 .+本版程序不认识/);
	writeFileSync(file, mark);
});

test('a folder of before, without any mark, is known by its log, and not marked', async () => {
	const opened = await openTestPortal({}, { accounts: false, dataDir: portal.dataDir });
	await opened.staff.db.write(async (tx) => {
		await dropGuards(tx, 'audit');
		await run(tx, sql`UPDATE audit SET hash = substr(hash, 4)`);
	});
	await opened.close();
	rmSync(file);
	expect(await refusal()).toContain('较早版本');
	expect(existsSync(file)).toBe(false);
});
