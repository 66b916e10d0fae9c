import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aRow, listOf, sheetType } from '../api/intake/by-staff/lists.ts';
import { openBrowser } from './browser.ts';
import { expectSound } from './expect-accessible.ts';
import { signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;
/** What the browsers complained of; refused calls are part of the tests. */
const complaints: string[] = [];

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function pageFor(username: string, path: string, width = 1280): Promise<Page> {
	const context = await browser.newContext({ viewport: { width, height: 800 }, acceptDownloads: true });
	const page = await context.newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		const refused = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !refused) complaints.push(message.text());
	});
	await signIn(page, url, username, password);
	await page.goto(`${url}console/${path}`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	return page;
}

async function choose(page: Page, label: string, option: string): Promise<void> {
	await page.getByLabel(label, { exact: true }).first().click();
	await page.getByRole('option', { name: option, exact: true }).click();
}

async function fillIn(page: Page): Promise<void> {
	await choose(page, '来源', '来电');
	await choose(page, '举报事项', '无证开采');
	await page.getByLabel('情况说明').fill('来电人反映山坡上夜里有挖掘机挖矿。');
	await choose(page, '县（市）区', '北票市');
	await page.getByLabel('地点', { exact: true }).fill('村北山坡');
	await choose(page, '举报方式', '匿名');
}

const enter = (page: Page) => page.getByRole('button', { name: '登记并生成回执' }).click();

describe('somebody on the phone', () => {
	test('gets a receipt that prints to one page of A5 or A4 and opens the tracking page', async () => {
		const page = await pageFor('lingyuan', 'entry');
		await fillIn(page);
		await enter(page);
		await page.getByRole('heading', { name: '举报受理回执' }).waitFor();
		const [number = '', secret = ''] = await page.locator('.caller-receipt-digits').allTextContents();
		expect(number).toMatch(/^\d{4} \d{4} \d{4}$/);
		expect(secret).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
		expect(await page.getByRole('img', { name: '查询页二维码' }).isVisible()).toBe(true);
		for (const [name, value] of [
			['处理地区', '北票市'],
			['承办单位', '北票市自然资源局'],
			['受理期限', /^\d{4}年\d+月\d+日$/],
			['答复期限', /^\d{4}年\d+月\d+日$/],
		] as const)
			expect(await page.locator(`.caller-receipt dt:text-is("${name}") + dd`).textContent()).toMatch(value);
		for (const format of ['A5', 'A4']) {
			const pdf = (await page.pdf({ format })).toString('latin1');
			expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
		}
		const tracked = await fetch(`${url}api/reports/track`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ number, secret }),
		});
		expect(tracked.status).toBe(200);

		await page.getByRole('button', { name: '已交给来人，登记下一件' }).click();
		await page.getByLabel('情况说明').waitFor();
		expect(await page.getByLabel('情况说明').inputValue()).toBe('');
		expect(await page.content()).not.toContain(secret);
	});

	test('is not lost by a missing field, a look elsewhere or a line that breaks; nothing is taken in twice', async () => {
		const page = await pageFor('beipiao', 'entry');
		await enter(page);
		expect(await page.locator('.field-error').allTextContents()).toHaveLength(5);
		await fillIn(page);
		await page.getByRole('link', { name: '线索', exact: true }).click();
		await page.getByRole('link', { name: '登记', exact: true }).click();
		expect(await page.getByLabel('情况说明').inputValue()).toContain('挖掘机');

		// The report arrives, its answer does not.
		const sent: string[] = [];
		await page.route('**/api/staff/reports', async (route) => {
			sent.push(route.request().headers()['idempotency-key'] ?? '');
			await route.fetch();
			await route.abort();
		});
		await enter(page);
		await page.getByText('连接不上服务器').waitFor();
		expect(await page.getByLabel('情况说明').inputValue()).toContain('挖掘机');
		await page.unroute('**/api/staff/reports');
		const again = page.waitForRequest((request) => request.url().endsWith('/api/staff/reports'));
		await enter(page);
		expect((await again).headers()['idempotency-key']).toBe(sent[0]);
		await page.getByRole('heading', { name: '举报受理回执' }).waitFor();
	});

	test('can be written down on a phone, with coordinates and a name', async () => {
		const page = await pageFor('beipiao', 'entry', 360);
		await fillIn(page);
		await page.getByLabel('坐标或地图链接').fill('41.80, 120.77');
		await enter(page);
		await page.getByText('请选择坐标从哪里来').waitFor();
		await choose(page, '坐标从哪里来', '高德地图、腾讯地图、微信位置');
		await choose(page, '举报方式', '实名');
		await page.getByLabel('姓名').fill('赵某某');
		await enter(page);
		await page.getByRole('heading', { name: '举报受理回执' }).waitFor();
		const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(content).toBeLessThanOrEqual(window_ ?? 0);
	});
});

describe('a list of the 12345 line', () => {
	const file = (bytes: Buffer) => ({ name: '清单.xlsx', mimeType: sheetType, buffer: bytes });

	test('begins with the template', async () => {
		const page = await pageFor('beipiao', 'import');
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: '下载模板' }).click();
		expect((await download).suggestedFilename()).toBe('12345 清单模板.xlsx');
	});

	test('is shown its errors, then taken in whole, and its receipts are saved', async () => {
		const page = await pageFor('city', 'import');
		const input = page.getByLabel('清单文件');
		await input.setInputFiles(file(await listOf([aRow(), aRow({ 举报事项: '偷矿', 地点: '' })])));
		await page.getByText('2 处需要修改').waitFor();
		await page.getByText('读取的是工作表“Sheet1”').waitFor();
		const found = page.locator('section', { hasText: '检查结果' });
		expect(await found.locator('tbody tr').count()).toBe(2);
		expect(await page.getByRole('button', { name: /确认导入/ }).count()).toBe(0);

		const rows = [aRow(), aRow()].map((row) => ({
			...row,
			'12345 编号': `E2E-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
		}));
		await input.setInputFiles(file(await listOf(rows)));
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: '确认导入 2 件' }).click();
		const saved = await download;
		expect(saved.suggestedFilename()).toBe('12345 受理回执.xlsx');
		const bytes = readFileSync(await saved.path());
		const sheet = await readSheet(new Blob([new Uint8Array(bytes)]));
		expect(sheet.slice(1).map(([number]) => number)).toEqual(rows.map((row) => row['12345 编号']));
		await page.getByRole('heading', { name: '已导入 2 件' }).waitFor();
	});

	test('has its receipts made anew by who imported it: of the number that was lost, and no other', async () => {
		const page = await pageFor('beipiao', 'import');
		await page.getByText('近期没有您导入的清单。').waitFor();
		const rows = [aRow(), aRow()].map((row) => ({
			...row,
			'12345 编号': `E2E-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
		}));
		await page.getByLabel('清单文件').setInputFiles(file(await listOf(rows)));
		const first = page.waitForEvent('download');
		await page.getByRole('button', { name: '确认导入 2 件' }).click();
		const saved = async (download: Awaited<typeof first>) =>
			(await readSheet(new Blob([new Uint8Array(readFileSync(await download.path()))]))).slice(1);
		const receipts = await saved(await first);

		const table = page.getByRole('table', { name: '可以重新生成回执的导入' });
		await table.getByRole('button', { name: /重新生成回执/ }).click();
		await page.getByLabel('只重新生成这些 12345 编号').fill(`${rows[1]?.['12345 编号']}\n`);
		await expectSound(page);
		const second = page.waitForEvent('download');
		await page.getByRole('button', { name: '确认重新生成，原密码作废' }).click();
		const download = await second;
		expect(download.suggestedFilename()).toBe('12345 重新生成的回执.xlsx');
		const renewed = await saved(download);
		expect(renewed.map(([source]) => source)).toEqual([rows[1]?.['12345 编号']]);
		expect(renewed[0]?.[1]).toBe(receipts[1]?.[1]);
		expect(renewed[0]?.[2]).toMatch(/^\d{4}( \d{4}){3}$/);
		expect(renewed[0]?.[2]).not.toBe(receipts[1]?.[2]);
		await page.getByRole('button', { name: '下载新的回执表' }).waitFor();
	});

	test('that is no list is refused with a sentence', async () => {
		const page = await pageFor('beipiao', 'import');
		await page.getByLabel('清单文件').setInputFiles(file(Buffer.from('no workbook')));
		await page.getByText('文件不是可以读取的 Excel 表格').waitFor();
	});
});

test('whoever takes in no reports has no such entry in the menu', async () => {
	const page = await pageFor('beipiao-approver', 'entry');
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('没有这项权限');
	const menu = await page.locator('nav[aria-label="栏目"] a').allTextContents();
	expect(menu).not.toContain('登记');
	expect(menu).not.toContain('导入清单');
	expect(menu).toContain('公开结果');
});

test('the browsers had nothing to complain of', () => {
	expect(complaints).toEqual([]);
});
