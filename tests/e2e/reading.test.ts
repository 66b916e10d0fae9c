import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';

const url = inject('url');
let browser: Browser;
let page: Page;

beforeAll(async () => {
	browser = await openBrowser();
	page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
});
afterAll(() => browser.close());

const pressed = () =>
	page.getByRole('group', { name: '字号' }).getByRole('button', { pressed: true }).allTextContents();

test('one of three sizes of type is chosen on a document and kept on the next', async () => {
	await page.goto(`${url}notices/demo-2026-ponds/`);
	expect(await pressed()).toEqual(['中']);
	await page.getByRole('button', { name: '小', exact: true }).click();
	expect(await pressed()).toEqual(['小']);
	await page.getByRole('button', { name: '大', exact: true }).click();
	await page.goto(`${url}notices/demo-2026-ponds-explained/`);
	expect(await pressed()).toEqual(['大']);
	expect(await page.getAttribute('html', 'class')).not.toContain('text-s');
	await page.getByRole('button', { name: '中', exact: true }).click();
	expect(await pressed()).toEqual(['中']);
});

test('a list of ponds is cut down and ordered further, and its address can be passed on', async () => {
	await page.goto(`${url}ponds/by/other/alarm/`);
	await page.getByRole('link', { name: '在这份清单中查找、排序' }).click();
	await page.getByText('共 2 座').waitFor();
	await page.getByLabel('在线监测').selectOption('已联网');
	await page.getByText('共 1 座').waitFor();
	const address = page.url();
	expect(address).toMatch(/[?&]other=alarm/);
	await page.goto(`${url}ponds/`);
	await page.goto(address);
	await page.getByText('共 1 座').waitFor();
	const rows = await page.locator('#pond-rows tr').allTextContents();
	expect(rows).toHaveLength(1);
	expect(rows[0]).toContain('黄色预警');
});

test('whoever has no script orders the ponds by links', async () => {
	const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await still.goto(`${url}ponds/`);
	await still.getByRole('navigation', { name: '排序' }).getByRole('link', { name: '坝高由高到低' }).click();
	await still.waitForURL('**/ponds/sorted/**');
	const cells = await still.locator('td[data-label="现状坝高"]').allTextContents();
	const heights = cells.map((text) => text.trim());
	const known = heights.filter((text) => text !== '未公布').map(Number.parseFloat);
	expect(known.length).toBeGreaterThan(5);
	expect(known).toEqual(known.toSorted((a, b) => b - a));
	expect(heights.slice(0, known.length)).not.toContain('未公布');
	await still.context().close();
});

test('a half-typed name is found on the phone, and a search cut off by the network goes on at a touch', async () => {
	await page.goto(`${url}search/`);
	const found = page.locator('#search-found li');
	const look = async (words: string) => {
		await page.getByLabel('名称、地点或事项').fill(words);
		await page.getByLabel('名称、地点或事项').press('Enter');
	};
	await page.route('**/search/1.json', (route) => route.abort());
	await look('保国铁');
	await page.getByText('没有查完').waitFor();
	expect(await found.count()).toBe(0);
	await page.unroute('**/search/1.json');
	await page.getByRole('button', { name: '重试' }).click();
	await page.getByText('找到 1 条').waitFor();
	expect(await found.first().textContent()).toContain('凌钢北票保国铁矿选厂尾矿库');
	expect(await page.getByRole('button', { name: '显示更多' }).isVisible()).toBe(false);
	for (const [words, first] of [
		['宝国老镇', '北票市'],
		['越界开采', '越界越层开采'],
		['北票 尾矿库', '凌钢北票保国铁矿选厂尾矿库'],
	]) {
		await look(words ?? '');
		await expect.poll(() => found.first().textContent()).toContain(first);
		expect(page.url()).toContain(encodeURIComponent(words ?? ''));
	}
	await look('黄金海岸');
	await page.getByText('没有找到与“黄金海岸”有关的内容').waitFor();
});
