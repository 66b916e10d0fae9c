import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { openPortal } from '../../../api/start/open-portal.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { audit } from '../../../db/schema/audit.ts';
import { content, openTestPortal, type TestPortal } from '../portal.ts';

let scratch: string;
let identityFile: string;
let first: { identity: string; recipient: string };
let second: typeof first;
let portal: TestPortal;

async function aKey() {
	const identity = await generateX25519Identity();
	return { identity, recipient: await identityToRecipient(identity) };
}

const secret = 'a-secret-of-the-operator-0123456789abcdef';
const settings = (changes: Record<string, string> = {}) => ({
	PORTAL_SECRET: secret,
	SEAL_IDENTITY_FILE: identityFile,
	SEAL_RECIPIENTS: first.recipient,
	...changes,
});

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'keys-of-folder-'));
	[first, second] = [await aKey(), await aKey()];
	identityFile = join(scratch, 'seal.identity');
	writeFileSync(identityFile, `${first.identity}\n`);
	portal = await openTestPortal(settings());
	await portal.report();
	await portal.writeFolderManifest();
	await portal.close();
});
afterAll(() => {
	rmSync(portal.dataDir, { recursive: true, force: true });
	rmSync(scratch, { recursive: true, force: true });
});

const open = (changes: Record<string, string> = {}) =>
	openTestPortal(settings(changes), { accounts: false, dataDir: portal.dataDir });

async function refusal(changes: Record<string, string>): Promise<string> {
	const error: unknown = await open(changes).then(
		() => null,
		(thrown: unknown) => thrown,
	);
	expect(error).toMatchObject({ name: 'ConfigError' });
	return (error as Error).message;
}

test('the mark of a folder holds no key', () => {
	const mark = readFileSync(join(portal.dataDir, 'portal.json'), 'utf8');
	expect(mark).toContain(first.recipient);
	expect(mark).not.toContain(secret);
	expect(mark).not.toContain('AGE-SECRET-KEY');
});

test('the same keys open it again', async () => {
	await (await open()).close();
});

test('another secret is refused, for every receipt would be unknown', async () => {
	expect(await refusal({ PORTAL_SECRET: 'x'.repeat(40) })).toMatch(/^PORTAL_SECRET 与数据目录不相符：.+请改回原来的值/);
});

test('another secret is refused also where the folder is of before there was a mark', async () => {
	const mark = readFileSync(join(portal.dataDir, 'portal.json'), 'utf8');
	rmSync(join(portal.dataDir, 'portal.json'));
	expect(await refusal({ PORTAL_SECRET: 'x'.repeat(40) })).toContain('PORTAL_SECRET 与数据目录不相符');
	await (await open()).close();
	expect(readFileSync(join(portal.dataDir, 'portal.json'), 'utf8')).toBe(mark);
});

test('a folder of before there was a mark is not marked with keys that open nothing of it', async () => {
	const file = join(portal.dataDir, 'portal.json');
	const mark = readFileSync(file, 'utf8');
	rmSync(file);
	const other = await aKey();
	const otherFile = join(scratch, 'nothing-of-it.identity');
	writeFileSync(otherFile, `${other.identity}\n`);
	const changes = { SEAL_RECIPIENTS: other.recipient, SEAL_IDENTITY_FILE: otherFile };
	expect(await refusal(changes)).toContain('打不开数据目录中已经封存的举报内容');
	expect(existsSync(file)).toBe(false);
	await (await open()).close();
	expect(readFileSync(file, 'utf8')).toBe(mark);
});

describe('other public keys', () => {
	test('are refused until the operator says that they are meant, and are told to the auditor', async () => {
		const both = `${first.recipient},${second.recipient}`;
		expect(await refusal({ SEAL_RECIPIENTS: both })).toContain(`新增 ${second.recipient}）`);
		expect(await refusal({ SEAL_RECIPIENTS: both })).toContain('npm run keys -- accept');

		const env = settings({ SEAL_RECIPIENTS: both, ...portal.settings });
		const accepting = await openPortal(readConfig(env), content, { acceptsKeys: true });
		expect(await accepting.acceptKeys()).toEqual({ added: [second.recipient], removed: [] });
		const [row] = await accepting.staff.db.read.select().from(audit).orderBy(desc(audit.seq)).limit(1);
		expect(row).toMatchObject({ action: 'keys.changed', reason: expect.stringContaining(second.recipient) });
		expect(await accepting.staff.db.read.select().from(alerts)).toMatchObject([{ kind: 'keys.changed' }]);
		await accepting.close();

		await (await open({ SEAL_RECIPIENTS: both })).close();
		expect(await refusal({})).toContain(`去掉 ${second.recipient}）`);
	});

	test('with a private key that opens nothing of before are refused whatever the operator says', async () => {
		const other = await aKey();
		const otherFile = join(scratch, 'other.identity');
		writeFileSync(otherFile, `${other.identity}\n`);
		const changes = { SEAL_RECIPIENTS: other.recipient, SEAL_IDENTITY_FILE: otherFile };
		expect(await refusal(changes)).toMatch(/以前封存的内容将打不开。.+新旧私钥都要保留/);
		const env = settings({ ...changes, ...portal.settings });
		await expect(openPortal(readConfig(env), content, { acceptsKeys: true })).rejects.toThrow('打不开');
		// With the old one beside it, it is a change like any other.
		appendFileSync(otherFile, `${first.identity}\n`);
		expect(await refusal(changes)).toContain('npm run keys -- accept');
	});
});
