import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { nextStep, resumeDraft } from './report-form.ts';

// A link in a chat often opens the page by plain http. To a browser only the machine itself is safe without TLS, so
// the portal gets another name here: no crypto.subtle.
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

test('where the portal has https, whoever comes without it goes on with it, the secret of a receipt stays behind #', async () => {
	const safe = url.replace('http:', 'https:');
	const chat = await page.context().newPage();
	await chat.route(`${safe}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>safe</h1>' }));
	// As a page is built whose portal has https.
	await chat.addInitScript((address) => {
		new MutationObserver((_, observer) => {
			const meta = document.querySelector<HTMLMetaElement>('meta[property="og:url"]');
			if (meta) meta.content = address;
			if (meta) observer.disconnect();
		}).observe(document, { childList: true, subtree: true });
	}, safe);
	for (const path of ['report/?category=tailings-danger', 'track/#100000000000-1234567890123456']) {
		await chat.goto(`${url}${path}`);
		await chat.getByRole('heading', { name: 'safe' }).waitFor();
		expect(chat.url()).toBe(`${safe}${path}`);
	}
	await chat.close();
});

test('where the portal has none a report is drafted, and the page says why it cannot be sent and whom to ring', async () => {
	await page.goto(`${url}report/`);
	expect(await page.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined]);
	await page.getByLabel('越界越层开采', { exact: true }).check();
	await nextStep(page);
	await page.getByLabel('用文字说明').check();
	await page.getByLabel('县（市、区）').selectOption({ label: '凌源市' });
	await page.getByLabel('地点说明').fill('河西村东沟');
	await nextStep(page);
	await page.getByLabel('看到的情况').fill('夜里有挖机往外拉矿石，没有牌子。');
	await nextStep(page);
	await page.getByLabel('匿名', { exact: true }).check();
	await nextStep(page);
	await page.getByText('这个页面没有通过 https 打开，不能完成安全验证。').waitFor();
	await page.locator('#captcha-help').getByText('12350').first().waitFor();
	await page.reload();
	await resumeDraft(page);
	await page.getByText('河西村东沟').first().waitFor();
});
