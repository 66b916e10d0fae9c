import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { moveReport, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('after a move that takes a case to another unit, the page says so in place of a case that is not found', async () => {
	const page = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
	await signIn(page, url, 'kazuo', password);
	await page.goto(`${url}console/reports?view=new`);
	await page.locator('a[data-number]').first().click();
	await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
	// As the server answers an officer of the unit that no longer has it.
	await page.route('**/moves', (route) => route.fulfill({ status: 204 }));
	await moveReport(page, '退回异议', { 异议理由: '不属于本单位职责。' });
	await page.getByText('线索已转出，不再在您的查看范围内').waitFor();
	expect(await page.getByRole('heading', { name: '举报内容' }).count()).toBe(0);
	await page.getByRole('link', { name: '返回线索列表' }).click();
	await page.getByRole('heading', { name: '线索', exact: true }).waitFor();
});
