import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { type SavedReceipt, trackAsCitizen } from './citizen.ts';
import { expectSound } from './expect-accessible.ts';
import { officerPage, openReport } from './officer.ts';
import { sendReport } from './send-report.ts';

const portal = { url: inject('url'), password: inject('password') };
const { url } = portal;
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function add(receipt: SavedReceipt, nth: number): Promise<number> {
	const answer = await fetch(`${url}api/reports/track/messages`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...receipt, text: `第 ${nth} 次看到有车出来。` }),
	});
	return answer.status;
}

test('a long conversation opens page by page, for the office and for the reporter, and the office lets it go on', async () => {
	const receipt = await sendReport(url, { location: { adcode: 211381, place: '村北山坡' } });
	for (let nth = 1; nth <= 20; nth++) expect(await add(receipt, nth)).toBe(201);
	expect(await add(receipt, 21)).toBe(429);

	const office = await officerPage(browser, portal, 'beipiao');
	await openReport(office, url, receipt.number);
	await office.getByText('近 24 小时 20 次（上限 20 次）').waitFor();
	await office.getByRole('button', { name: '允许再补充 50 次' }).click();
	await office.getByText('增加举报人补充次数').waitFor();
	for (let nth = 21; nth <= 40; nth++) expect(await add(receipt, nth)).toBe(201);
	await office.getByText('共补充 20 次').waitFor({ state: 'detached' });

	await openReport(office, url, receipt.number);
	const messages = office.locator('.conversation li');
	expect(await messages.count()).toBe(20);
	expect(await messages.first().textContent()).toContain('第 21 次');
	await expectSound(office);
	await office.getByRole('button', { name: '查看更早的往来（还有 20 条，共 40 条）' }).click();
	await office.getByText('第 1 次看到', { exact: false }).waitFor();
	expect(await messages.count()).toBe(40);
	expect(await office.getByRole('button', { name: /查看更早的往来/ }).count()).toBe(0);

	const phone = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
	phone.setDefaultTimeout(20_000);
	await trackAsCitizen(phone, url, receipt);
	const read = phone.locator('#case-messages li');
	expect(await read.count()).toBe(20);
	await phone.getByRole('button', { name: '查看更早的留言（还有 20 条，共 40 条）' }).click();
	await phone.getByText('已打开更早的 20 条。').waitFor();
	expect(await read.count()).toBe(40);
	expect(await read.first().textContent()).toContain('第 1 次');
	expect(await phone.getByRole('button', { name: /查看更早的留言/ }).count()).toBe(0);
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

	// What was asked for before the page was closed must not come back into it.
	const held = Promise.withResolvers<void>();
	await phone.getByRole('button', { name: '刷新' }).click();
	await phone.getByRole('button', { name: '查看更早的留言（还有 20 条，共 40 条）' }).waitFor();
	await phone.route(`${url}api/reports/track`, async (route) => {
		await held.promise;
		await route.continue();
	});
	await phone.getByRole('button', { name: /查看更早的留言/ }).click();
	await phone.getByRole('button', { name: '关闭查询' }).click();
	const late = phone.waitForResponse(`${url}api/reports/track`);
	held.resolve();
	await late;
	expect(await read.count()).toBe(0);
});
