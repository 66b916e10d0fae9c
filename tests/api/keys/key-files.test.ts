import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError, readConfig } from '../../../api/config.ts';
import { readKeys } from '../../../api/keys/key-files.ts';

let folder: string;
let recipient: string;
let identityFile: string;
let brokenFile: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'keys-'));
	const identity = await generateX25519Identity();
	recipient = await identityToRecipient(identity);
	identityFile = file('seal.txt', `# made for a test\n${identity}\n`);
	brokenFile = file('broken.txt', `${identity.slice(0, -4)}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const keysOf = (env: Record<string, string>) => readKeys(readConfig({ DATA_DIR: folder, ...env }));

/** The one sentence that the start ends with. */
async function refusal(env: Record<string, string>): Promise<string> {
	const error: unknown = await keysOf(env).then(
		() => null,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(ConfigError);
	const { message } = error as ConfigError;
	expect(message).toMatch(/^[^\n]+。$/);
	expect(message).not.toContain('AGE-SECRET-KEY');
	return message;
}

describe('keys that belong together', () => {
	test('are taken', async () => {
		const keys = await keysOf({ SEAL_IDENTITY_FILE: identityFile, SEAL_RECIPIENTS: recipient });
		expect(keys.recipients).toEqual([recipient]);
	});

	test('are taken beside the public key of somebody who keeps the private one elsewhere', async () => {
		const kept = await identityToRecipient(await generateX25519Identity());
		const keys = await keysOf({ SEAL_IDENTITY_FILE: identityFile, SEAL_RECIPIENTS: `${kept},${recipient}` });
		expect(keys.recipients).toHaveLength(2);
	});

	test('are closed to other users of the machine where they were open', async () => {
		chmodSync(identityFile, 0o644);
		await keysOf({ SEAL_IDENTITY_FILE: identityFile, SEAL_RECIPIENTS: recipient });
		expect(statSync(identityFile).mode & 0o777).toBe(0o600);
	});

	test('are made anew where an interrupted first start left empty files, and never empty', async () => {
		const started = mkdtempSync(join(tmpdir(), 'interrupted-'));
		onTestFinished(() => rmSync(started, { recursive: true }));
		mkdirSync(join(started, 'keys'));
		for (const name of ['portal.secret', 'seal.identity']) writeFileSync(join(started, 'keys', name), '');
		const read = () => readKeys(readConfig({ DATA_DIR: started }));
		const keys = await read();
		expect(keys.secret.length).toBeGreaterThan(40);
		expect(await read()).toEqual(keys);
		expect(readdirSync(join(started, 'keys')).sort()).toEqual(['portal.secret', 'seal.identity']);
	});

	test('are made once for a demonstration', async () => {
		expect(await keysOf({})).toEqual(await keysOf({}));
	});
});

describe('wrong keys end the start in one sentence', () => {
	test('no public key of age', async () => {
		expect(await refusal({ SEAL_RECIPIENTS: 'age1first' })).toContain('SEAL_RECIPIENTS');
		expect(await refusal({ SEAL_RECIPIENTS: `${recipient},second`, SEAL_IDENTITY_FILE: identityFile })).toContain(
			'SEAL_RECIPIENTS',
		);
	});

	test('a public key without its private one', async () => {
		const other = await identityToRecipient(await generateX25519Identity());
		const sentence = await refusal({ SEAL_RECIPIENTS: other, SEAL_IDENTITY_FILE: identityFile });
		expect(sentence).toContain('SEAL_RECIPIENTS');
		expect(sentence).toContain('SEAL_IDENTITY_FILE');
		expect(await refusal({ SEAL_RECIPIENTS: other })).toContain('配对');
	});

	test('a private key that was cut short, a file without one, a folder, no file', async () => {
		const empty = file('empty.txt', '# nothing\n');
		for (const path of [brokenFile, empty, folder, join(folder, 'none')]) {
			expect(await refusal({ SEAL_IDENTITY_FILE: path })).toContain('SEAL_IDENTITY_FILE');
		}
	});
});
