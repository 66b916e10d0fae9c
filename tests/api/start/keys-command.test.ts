import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { readKeys } from '../../../api/keys/key-files.ts';
import { sealer, unsealer } from '../../../api/keys/seal.ts';
import { ownSuites } from '../../../api/keys/suites.ts';

let scratch: string;
beforeAll(() => {
	scratch = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs `npm run keys` as on the server. */
async function run(args: string[], stdout: 'pipe' | number = 'pipe') {
	const child = spawn(process.execPath, ['api/start/start.mjs', './keys-command.ts', ...args], {
		stdio: ['ignore', stdout, 'pipe'],
	});
	let [out, err] = ['', ''];
	child.stdout?.on('data', (chunk: Buffer) => {
		out += chunk.toString();
	});
	child.stderr?.on('data', (chunk: Buffer) => {
		err += chunk.toString();
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, out, err };
}

/** The variables that a file of keys sets. */
const variablesIn = (file: string) =>
	Object.fromEntries(
		readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	);

test('makes a secret and keys that a production portal takes, which nobody else on the machine reads', async () => {
	const folder = join(scratch, 'plain');
	const { code, out } = await run([folder]);
	expect(code).toBe(0);
	expect(readdirSync(folder).sort()).toEqual(['portal.env', 'seal.identity']);
	expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
	for (const name of readdirSync(folder)) {
		expect((statSync(join(folder, name)).mode & 0o777).toString(8)).toBe('600');
		expect(out).toContain(join(folder, name));
	}
	for (const name of ['PORTAL_SECRET', 'SEAL_RECIPIENTS', 'SEAL_IDENTITY_FILE']) expect(out).toContain(name);
	const env = variablesIn(join(folder, 'portal.env'));
	expect(out).not.toContain(env['PORTAL_SECRET']);
	expect(out).not.toContain('AGE-SECRET-KEY');
	const config = readConfig({ ...env, DATA_DIR: scratch });
	expect((await readKeys(config)).recipients).toEqual(env['SEAL_RECIPIENTS']?.split(','));
});

test.each(['with a space', '密钥 一', 'a;b&c (d)'])(
	'a folder named “%s” is read back by a shell and by Node alike',
	async (name) => {
		const folder = join(scratch, name);
		const { code, out } = await run([folder]);
		expect(code).toBe(0);
		expect(out).toContain('须属于运行平台的用户');
		const file = join(folder, 'portal.env');
		const wanted = join(folder, 'seal.identity');
		expect(parseEnv(readFileSync(file, 'utf8'))['SEAL_IDENTITY_FILE']).toBe(wanted);
		const shell = ['-c', '. "$1" && printf %s "$SEAL_IDENTITY_FILE"', 'sh', file];
		expect(execFileSync('sh', shell, { encoding: 'utf8' })).toBe(wanted);
	},
);

test('a folder whose name no two programs read alike is refused before anything is made', async () => {
	const folder = join(scratch, 'a"quote');
	expect(await run([folder])).toMatchObject({ code: 1, err: expect.stringContaining('请另外指定一个文件夹') });
	expect(existsSync(folder)).toBe(false);
});

test('makes a private key in escrow that is shown once in two halves, written nowhere, and opens what is sealed', async () => {
	const folder = join(scratch, 'with-escrow');
	const { out } = await run([folder, 'escrow']);
	const halves = [...out.matchAll(/[前后]半段：(\S+)/g)].map(([, half = '']) => half);
	expect(halves).toHaveLength(2);
	expect(out).toContain('系统管理员、安全管理员以外的两个人');
	const identity = halves.join('');
	const { SEAL_RECIPIENTS = '' } = variablesIn(join(folder, 'portal.env'));
	const recipients = SEAL_RECIPIENTS.split(',');
	expect(recipients[1]).toBe(await identityToRecipient(identity));
	expect(await unsealer(ownSuites, [identity]).open(await sealer(ownSuites, recipients).seal('线索'))).toBe('线索');
	for (const name of readdirSync(folder)) {
		const text = readFileSync(join(folder, name), 'utf8');
		for (const half of halves) expect(text).not.toContain(half);
	}
});

test('does not send the key in escrow to a file, does not touch keys that are there, and says how it is called', async () => {
	const file = openSync(join(scratch, 'said.txt'), 'w');
	const sent = await run([join(scratch, 'sent'), 'escrow'], file);
	closeSync(file);
	expect(sent).toMatchObject({ code: 1, err: expect.stringContaining('不要把输出转存到文件') });
	expect(existsSync(join(scratch, 'sent'))).toBe(false);

	const again = await run([join(scratch, 'plain')]);
	expect(again).toMatchObject({ code: 1, err: expect.stringContaining('请指定一个新的文件夹') });
	expect(await run([])).toMatchObject({ code: 1, err: expect.stringContaining('npm run keys -- ') });
});
