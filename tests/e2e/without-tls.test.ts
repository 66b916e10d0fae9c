import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { openBrowser } from './browser.ts';
import { confirmSaved, goOn, onward, receiptDigits } from './report-form.ts';

// A link in a chat often opens the page by plain http. To a browser only the machine itself is safe without TLS, so
// the portal gets another name here: no crypto.subtle, no clipboard, no position.
const url = inject('url').replace('127.0.0.1', 'village.test');
let browser: Browser;
let page: Page;

beforeAll(async () => {
	browser = await openBrowser(['--host-resolver-rules=MAP village.test 127.0.0.1']);
	const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
	phone.setDefaultTimeout(20_000);
	page = await phone.newPage();
	page.on('dialog', (dialog) => dialog.accept());
});
afterAll(() => browser?.close());

test('where the page came without TLS a report with a picture is drafted, proven, sent and tracked all the same', async () => {
	await page.goto(`${url}report/`);
	expect(await page.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined]);
	await page.getByLabel('越界越层开采', { exact: true }).check();
	await onward(page);
	await page.getByLabel('用手机定位').check();
	await page.getByRole('button', { name: '获取当前位置' }).click();
	await page.getByText('这个浏览器不能定位').waitFor();
	await page.getByLabel('用文字说明').check();
	await page.getByLabel('县（市、区）').selectOption({ label: '凌源市' });
	await page.getByLabel('地点说明').fill('河西村东沟');
	await onward(page);
	await page.getByLabel('看到的情况').fill('夜里有挖机往外拉矿石，没有牌子。');
	await page.locator('#evidence').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg() });
	await page.getByText('已传完。', { exact: true }).waitFor();
	await page.reload();
	await goOn(page);
	await page.getByText('已传完。', { exact: true }).waitFor();
	expect(await page.getByLabel('看到的情况').inputValue()).toContain('夜里有挖机');
	await onward(page);
	await page.getByLabel('匿名', { exact: true }).check();
	await onward(page);
	await page.getByText('安全验证已完成').waitFor();
	await onward(page, '提交举报');
	const { number, secret } = await receiptDigits(page);
	await page.getByRole('button', { name: '复制文字' }).click();
	await page.getByText('已复制').waitFor();
	await page.getByRole('button', { name: '存为图片' }).click();
	await page.getByRole('img', { name: '举报回执图片' }).waitFor();
	await confirmSaved(page, secret);
	await page.goto(`${url}track/#${number}-${secret}`);
	await page.getByRole('heading', { name: /办理情况/ }).waitFor();
});
