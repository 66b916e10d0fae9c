import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from './server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'start-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Starts the server with settings it must refuse; resolves with its exit code and what it said. */
async function refusedStart(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['api/start/start.mjs'], {
		env: { ...process.env, DATA_DIR: join(scratch, 'data'), PORT: String(await freePort()), ...env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, said };
}

describe('what cannot start says why in one sentence', () => {
	test('a port in use', async () => {
		const port = await freePort();
		const other = createServer().listen(port, '127.0.0.1');
		const { code, said } = await refusedStart({ PORT: String(port) });
		other.close();
		expect(code).toBe(1);
		expect(said).toBe(`无法启动：端口 ${port} 已被占用，请停止占用它的程序，或者用 PORT 指定别的端口。\n`);
	});

	test('a data folder that cannot be written', async () => {
		const file = join(scratch, 'a-file');
		writeFileSync(file, '');
		const { code, said } = await refusedStart({ DATA_DIR: join(file, 'data') });
		expect(code).toBe(1);
		expect(said).toMatch(/^无法启动：数据目录 .* 不能写入，请检查权限，或者用 DATA_DIR 指定别的目录。\n$/);
	});

	test('a broken content file', async () => {
		const content = join(scratch, 'content');
		cpSync('content', content, { recursive: true });
		writeFileSync(join(content, 'rules', 'routing.yaml'), 'borderBandM: 500\nmaxObjections: 二\n');
		const { code, said } = await refusedStart({ CONTENT_DIR: content });
		expect(code).toBe(1);
		expect(said).toMatch(/^无法启动：内容文件有误：rules\/routing\.yaml 的“maxObjections”：.+\n$/);
	});

	test('a body that protects reporters with an address that no mail would reach', async () => {
		const content = join(scratch, 'promising');
		cpSync('content', content, { recursive: true });
		appendFileSync(join(content, 'site.yaml'), '\nprotection: { name: 演示机关, email: duty@example.org }\n');
		const { code, said } = await refusedStart({ CONTENT_DIR: content });
		expect(code).toBe(1);
		expect(said).toMatch(/^无法启动：site\.yaml 中设置了 protection\.email，还要用 SMTP_URL 设置邮件服务器；.+\n$/);
	});

	test('production with sample data', async () => {
		const { code, said } = await refusedStart({
			PORTAL_ENV: 'production',
			PORTAL_SECRET: 'x'.repeat(40),
			SEAL_RECIPIENTS: 'age1example',
			SEAL_IDENTITY_FILE: '/nowhere',
			TLS_PROXY: 'on',
			SITE_URL: 'https://example.org/',
			STAFF_PORT: String(await freePort()),
		});
		expect(code).toBe(1);
		expect(said).toMatch(/^无法启动：正式运行（PORTAL_ENV=production）不得含有演示数据.+\n$/);
	});
});
