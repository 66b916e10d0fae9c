import { spawn } from 'node:child_process';
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite } from '../../site/checks/built-site.ts';
import { faultsOf } from '../../site/checks/checked-build.ts';
import { openBrowser } from './browser.ts';
import { reportAsCitizen, trackAsCitizen } from './citizen.ts';
import { openReport, signIn } from './officer.ts';
import { freePort, type RunningPortal, removeData, startPortal } from './server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'start-'));

/** Starts the server with settings it must refuse; resolves with its exit code and what it said. */
async function refusedStart(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['api/start.mjs'], {
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

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('starting and stopping', () => {
	let first: RunningPortal;

	beforeAll(async () => {
		first = await startPortal({ basePath: '/zt/kszz/' });
	});
	afterAll(() => removeData(first));

	test('the first start prints the addresses and the demo accounts', () => {
		expect(first.printed()).toContain(`公开网站：    ${first.url}`);
		expect(first.printed()).toContain(`${first.url}console/`);
		for (const account of ['city', 'city-approver', 'beipiao', 'longcheng-approver', 'auditor', 'admin']) {
			expect(first.printed()).toMatch(new RegExp(`\\b${account}\\b`));
		}
		expect(first.printed()).toContain(`演示密码：    ${first.password}`);
	});

	test("below a path of the city's site, pages, console and API answer and their links stay there", async () => {
		for (const path of ['', 'report/', 'ponds/', 'console/', 'api/health']) {
			expect((await fetch(`${first.url}${path}`)).status, path).toBe(200);
		}
		const pages = await Promise.all(['', 'ponds/', 'report/', 'console/'].map((path) => fetch(`${first.url}${path}`)));
		for (const page of pages) {
			const links = [...(await page.text()).matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, link]) => link);
			expect(links.filter((link) => !link?.startsWith('/zt/kszz/'))).toEqual([]);
		}
		const root = await fetch(new URL('/', first.url), { redirect: 'manual' });
		expect(root.headers.get('location')).toBe('/zt/kszz/');
	});

	test('below that path no link is dead, and feeds, sitemap and open data name addresses there', () => {
		const folder = realpathSync(first.siteDir);
		const site = builtSite(folder, '/zt/kszz/');
		const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
		expect(pages.length).toBeGreaterThan(50);
		expect(faultsOf(site, pages)).toEqual([]);
		const feeds = ['rss.xml', 'results/rss.xml', 'notices/rss.xml', 'data/rss.xml'];
		const data = ['data/ponds.json', 'data/ponds.csv', 'data/ponds.geojson', 'data/results.json', 'data/changes.json'];
		for (const file of [...feeds, ...data, 'sitemap-index.xml', 'sitemap-0.xml', 'robots.txt']) {
			const named = site.read(file).match(/http:\/\/127\.0\.0\.1[^\s"<,]*/g) ?? [];
			expect(named.length, file).toBeGreaterThan(0);
			expect(
				named.filter((address) => !address.startsWith(first.url)),
				file,
			).toEqual([]);
		}
	});

	test('below that path a report is made, tracked and opened by its officer, and no request leaves it', async () => {
		const browser = await openBrowser();
		try {
			const page = await (await browser.newContext()).newPage();
			const strayed: string[] = [];
			page.on('request', (request) => {
				if (!request.url().startsWith(first.url) && !/^(blob|data):/.test(request.url())) strayed.push(request.url());
			});
			page.on('response', (response) => {
				if (response.status() === 404) strayed.push(`404 ${response.url()}`);
			});
			const report = { category: '越界越层开采', county: '北票市', place: '东沟', description: '夜里有车拉矿石出沟。' };
			const receipt = await reportAsCitizen(page, first.url, report);
			await trackAsCitizen(page, first.url, receipt);
			await signIn(page, first.url, 'beipiao', first.password);
			await openReport(page, first.url, receipt.number);
			expect(strayed).toEqual([]);
		} finally {
			await browser.close();
		}
	});

	test('Ctrl-C stops cleanly, and the second start builds nothing anew and keeps the accounts', async () => {
		const build = readlinkSync(first.siteDir);
		expect(await first.stop()).toBe(0);
		expect(first.printed()).toContain('已停止。');
		// The same address again: it is part of every page.
		const { port } = new URL(first.url);
		const second = await startPortal({ dataDir: first.dataDir, basePath: '/zt/kszz/', port: Number(port) });
		try {
			expect(readlinkSync(second.siteDir)).toBe(build);
			const answer = await fetch(`${second.url}api/staff/session`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ username: 'beipiao', password: second.password }),
			});
			expect(answer.status).toBe(200);
		} finally {
			await second.stop();
		}
	});
});

describe('production', () => {
	/** What the portal says, without anything made up. */
	function contentWithoutDemo(): string {
		const content = join(scratch, 'content-of-a-city');
		cpSync('content', content, { recursive: true });
		for (const file of readdirSync(content, { recursive: true, withFileTypes: true })) {
			const path = join(file.parentPath, file.name);
			if (file.isFile() && /^demo: true$/m.test(readFileSync(path, 'utf8'))) rmSync(path);
		}
		return content;
	}

	test('starts when every safeguard is set, and shows the one-time password of the first account once', async () => {
		const identity = await generateX25519Identity();
		const identityFile = join(scratch, 'seal.identity');
		writeFileSync(identityFile, identity);
		const env = {
			PORTAL_ENV: 'production',
			CONTENT_DIR: contentWithoutDemo(),
			PORTAL_SECRET: 'a-secret-of-the-operator-0123456789abcdef',
			SEAL_RECIPIENTS: await identityToRecipient(identity),
			SEAL_IDENTITY_FILE: identityFile,
			TLS_PROXY: 'on',
			SITE_URL: 'https://city.test/',
			DEMO_PASSWORD: '',
		};
		const portal = await startPortal({ env });
		try {
			await expect.poll(() => portal.printed(), { timeout: 5000 }).toMatch(/第一个账号：/);
			expect(portal.printed()).not.toContain('演示');
			const [, password] = /一次性密码 ([a-z0-9-]+)，/.exec(portal.printed()) ?? [];
			const local = `http://127.0.0.1:${portal.port}/`;
			const answer = await fetch(`${local}api/staff/session`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ username: 'admin', password }),
			});
			expect(answer.status).toBe(200);
			expect(answer.headers.getSetCookie().every((line) => line.includes('Secure'))).toBe(true);
			const page = await fetch(local);
			expect(page.headers.get('strict-transport-security')).toContain('max-age');
			expect(await page.text()).not.toContain('演示数据');
			await portal.stop();
			const again = await startPortal({ env, dataDir: portal.dataDir });
			await again.stop();
			expect(again.printed()).not.toContain('第一个账号');
		} finally {
			await portal.stop();
			removeData(portal);
		}
	});
});

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

	test('production with sample data', async () => {
		const { code, said } = await refusedStart({
			PORTAL_ENV: 'production',
			PORTAL_SECRET: 'x'.repeat(40),
			SEAL_RECIPIENTS: 'age1example',
			SEAL_IDENTITY_FILE: '/nowhere',
			TLS_PROXY: 'on',
			SITE_URL: 'https://example.org/',
		});
		expect(code).toBe(1);
		expect(said).toMatch(/^无法启动：正式运行不能有演示数据.+\n$/);
	});
});
