import { execFile } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite } from '../../site/build/checks/built-site.ts';
import { faultsOf } from '../../site/build/checks/checked-build.ts';
import { openBrowser } from './browser.ts';
import { reportAsCitizen, type SavedReceipt, trackAsCitizen } from './citizen.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askForIdentity, concludeByApi, consentToIdentity, openReport, signIn } from './officer.ts';
import { type RunningPortal, removeData, startPortal } from './server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'start-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Memory looks like a disk of its own: data and program often lie on two. */
const anotherDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** What the portal says, with a reward for reports that proved true. */
function contentWithReward(): string {
	const content = join(scratch, 'content-with-reward');
	cpSync('content', content, { recursive: true });
	writeFileSync(
		join(content, 'rules', 'reward.yaml'),
		'scheme: { basis: 演示奖励办法, text: 查实的可以申请。, days: 60, outcomes: [substantiated] }',
	);
	return content;
}

describe('starting and stopping', () => {
	let first: RunningPortal;
	let browser: Browser;
	let receipt: SavedReceipt;

	beforeAll(async () => {
		browser = await openBrowser();
		const env = { CONTENT_DIR: contentWithReward() };
		first = await startPortal({ basePath: '/zt/kszz/', env, dataDir: mkdtempSync(join(anotherDisk, 'portal-')) });
	});
	afterAll(async () => {
		await browser.close();
		removeData(first);
	});

	test('the site is up where the data lies, on another disk than the program', async () => {
		expect(first.siteDir.startsWith(anotherDisk)).toBe(true);
		expect(await (await fetch(first.url)).text()).toContain('尾矿库');
	});

	test('the first start prints the addresses and the demo accounts', () => {
		expect(first.printed()).toContain(`公开网站：    ${first.url}`);
		expect(first.printed()).toContain(`${first.url}console/`);
		for (const account of ['city', 'city-approver', 'beipiao', 'longcheng-approver', 'auditor', 'admin', 'security']) {
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
		const page = await (await browser.newContext()).newPage();
		const strayed: string[] = [];
		page.on('request', (request) => {
			if (!request.url().startsWith(first.url) && !/^(blob|data):/.test(request.url())) strayed.push(request.url());
		});
		page.on('response', (response) => {
			if (response.status() === 404) strayed.push(`404 ${response.url()}`);
		});
		const report = { category: '越界越层开采', county: '北票市', place: '东沟', description: '夜里有车拉矿石出沟。' };
		receipt = await reportAsCitizen(page, first.url, report);
		await trackAsCitizen(page, first.url, receipt);
		await signIn(page, first.url, 'beipiao', first.password);
		await openReport(page, first.url, receipt.number);
		expect(strayed).toEqual([]);
	});

	test('where the operator has a scheme, the receipt of a report that proved true claims a reward and hears of it', async () => {
		const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
		await concludeByApi((await browser.newContext()).request, first, 'beipiao', receipt.number);
		await trackAsCitizen(page, first.url, receipt);
		await page.getByText('查实的可以申请。').waitFor();
		await expectAccessible(page);
		await page.getByRole('button', { name: '申请奖励' }).click();
		await page.getByText('请写明怎样与您联系，至少 5 个字').waitFor();
		await page.getByLabel('怎样与您联系').fill('每周三上午到乡里窗口问');
		await page.getByRole('button', { name: '申请奖励' }).click();
		await page.getByText('您已申请，请等候答复。').waitFor();

		const office = await (await browser.newContext()).newPage();
		const approver = await (await browser.newContext()).newPage();
		await signIn(office, first.url, 'beipiao', first.password);
		await openReport(office, first.url, receipt.number);
		await askForIdentity(office, '通知领取奖励');
		await signIn(approver, first.url, 'beipiao-approver', first.password);
		await consentToIdentity(approver, first.url, receipt.number);
		await openReport(office, first.url, receipt.number);
		await office.getByRole('button', { name: '查看联系方式' }).click();
		await office.getByLabel('查看理由').fill('通知领取奖励');
		await office.getByRole('button', { name: '记录并查看' }).click();
		await office.getByText('每周三上午到乡里窗口问').waitFor();
		await office.getByRole('button', { name: '关闭', exact: true }).click();
		await openReport(approver, first.url, receipt.number);
		await approver.getByRole('button', { name: '答复奖励申请' }).click();
		await approver.getByLabel('答复举报人').fill('请凭回执到窗口领取。');
		await approver.getByRole('button', { name: '同意', exact: true }).click();
		await approver.getByText('已同意。', { exact: true }).waitFor();

		await page.getByRole('button', { name: '刷新' }).click();
		await page.getByText('申请已同意，领取办法见上方办理经过。').waitFor();
		expect(await page.locator('#case-timeline li').last().textContent()).toContain('请凭回执到窗口领取。');
	});

	test('that reporter rates the answer, asks for a review with a reason, and prints how it was handled', async () => {
		const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
		await trackAsCitizen(page, first.url, receipt);
		await page.getByRole('button', { name: '提交评价' }).click();
		await page.getByText('请选择满意程度。').waitFor();
		await page.getByLabel('不满意', { exact: true }).check();
		await page.getByRole('button', { name: '提交评价' }).click();
		await page.getByText('您的评价：不满意').waitFor();
		await page.getByRole('button', { name: '申请复查' }).click();
		await page.getByText('请写明对结果不认可的理由，至少 5 个字。').waitFor();
		await page.getByLabel('对结果不认可的理由').fill('坑还没有填，请再查一次。');
		await page.getByRole('button', { name: '申请复查' }).click();
		await page.getByText('复查申请已收到。').waitFor();
		await page.getByRole('heading', { name: '办理情况：复查中' }).waitFor();
		await expectAccessible(page);

		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('#case-timeline').isVisible()).toBe(true);
		expect(await page.locator('button:visible, form:visible, .leave:visible').count()).toBe(0);
	});

	test('Ctrl-C stops cleanly, and the second start builds nothing anew and keeps the accounts', async () => {
		const build = readlinkSync(first.siteDir);
		expect(await first.stop()).toBe(0);
		expect(first.printed()).toContain('已停止。');
		// The same address again: it is part of every page.
		const { port } = new URL(first.url);
		const env = { CONTENT_DIR: join(scratch, 'content-with-reward') };
		const second = await startPortal({ dataDir: first.dataDir, basePath: '/zt/kszz/', port: Number(port), env });
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
		// Nobody is on duty anywhere.
		writeFileSync(join(content, 'rules', 'duty.yaml'), '[]\n');
		return content;
	}

	async function settings(): Promise<Record<string, string>> {
		const identity = await generateX25519Identity();
		const identityFile = join(scratch, 'seal.identity');
		writeFileSync(identityFile, identity);
		return {
			PORTAL_ENV: 'production',
			CONTENT_DIR: contentWithoutDemo(),
			PORTAL_SECRET: 'a-secret-of-the-operator-0123456789abcdef',
			SEAL_RECIPIENTS: await identityToRecipient(identity),
			SEAL_IDENTITY_FILE: identityFile,
			TLS_PROXY: 'on',
			SITE_URL: 'https://city.test/',
			STAFF_SHARES_PORT: 'declared',
			DEMO_PASSWORD: '',
		};
	}

	const signsIn = (port: number, username: string, password: string) =>
		fetch(`http://127.0.0.1:${port}/api/staff/session`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ username, password }),
		});

	/** The one-time passwords that a server printed, by account. */
	const passwordsIn = (printed: string) =>
		Object.fromEntries(
			[...printed.matchAll(/账号 ([a-z-]+)，一次性密码 ([a-z0-9-]+)，/g)].map(([, name, password]) => [name, password]),
		);

	test('starts when every safeguard is set, and has said the one-time passwords of two administrators though it was killed while it built', async () => {
		const env = await settings();
		const killed = await startPortal({ env, until: /正在检查公开网站/ });
		await killed.kill();
		const said = passwordsIn(killed.printed());
		expect(Object.keys(said)).toEqual(['admin', 'security']);
		expect(killed.printed()).toMatch(/系统管理员：.*admin.*\n安全管理员：.*security/);
		expect(said['admin']).not.toBe(said['security']);
		expect(existsSync(killed.siteDir)).toBe(false);

		const portal = await startPortal({ env, dataDir: killed.dataDir });
		try {
			expect(passwordsIn(portal.printed())).toEqual({});
			expect(portal.printed()).toContain('在服务器上运行 npm run admin -- reset admin。');
			expect(portal.printed()).not.toContain('演示');
			// No roster: danger would call nobody, and the start says so.
			expect(portal.printed()).toMatch(/值班安排未配置：朝阳市、北票市、.*不能通知/);
			const answer = await signsIn(portal.port, 'admin', said['admin'] ?? '');
			expect(answer.status).toBe(200);
			expect(answer.headers.getSetCookie().every((line) => line.includes('Secure'))).toBe(true);
			const page = await fetch(`http://127.0.0.1:${portal.port}/`);
			expect(page.headers.get('strict-transport-security')).toContain('max-age');
			expect(await page.text()).not.toContain('演示数据');
			const log = readFileSync(join(portal.dataDir, 'log', 'portal.log'), 'utf8');
			for (const password of Object.values(said)) expect(log).not.toContain(password);

			const reset = await resetOnServer(env, portal.dataDir, 'security');
			const [, renewed = ''] = /一次性密码：([a-z0-9-]+)，/.exec(reset) ?? [];
			expect((await signsIn(portal.port, 'security', said['security'] ?? '')).status).toBe(401);
			expect((await signsIn(portal.port, 'security', renewed)).status).toBe(200);
		} finally {
			await portal.stop();
			removeData(portal);
		}
	});

	/** What `npm run admin` prints, with the settings of the portal. */
	function resetOnServer(env: Record<string, string>, dataDir: string, name: string): Promise<string> {
		const args = ['api/start/start.mjs', './admin-command.ts', 'reset', name];
		return new Promise((resolve, reject) =>
			execFile(process.execPath, args, { env: { ...process.env, ...env, DATA_DIR: dataDir } }, (error, out) =>
				error ? reject(error) : resolve(out),
			),
		);
	}
});
