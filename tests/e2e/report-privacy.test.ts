import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, inject, test } from 'vitest';
import { openByCode } from './citizen.ts';
import { confirmSaved, fillAndSend, fillToSummary, storedByBrowser } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

/** What the camera of another phone makes of a picture. */
async function readQr(picture: string): Promise<string> {
	const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return decodeQR({ width: info.width, height: info.height, data });
}

describe('a frightened person is not found out', () => {
	test('leaving fast clears page and draft without a question', async () => {
		const { page } = phone;
		await page.route('https://www.gov.cn/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await fillToSummary(page);
		await page.getByRole('link', { name: '快速离开' }).click();
		await page.waitForURL('https://www.gov.cn/');
		await page.goto(`${url}report/`);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
		await phone.at('要举报什么问题');
	});

	test('the secret is shown once, goes with the picture of the receipt, is kept nowhere else, and never in an address that a server sees', async () => {
		const { page, asked } = phone;
		const { number, secret } = await fillAndSend(page);
		// Digits stand in spans of two groups: only without tags is the secret one piece.
		const wholePage = async () => (await page.content()).replace(/<[^>]*>|\s/g, '');
		expect(await wholePage()).toContain(secret);
		expect(await storedByBrowser(page)).not.toContain(secret);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('#receipt .print-only', { hasText: '平台' }).isVisible()).toBe(true);
		const ring = await page
			.locator('#receipt-heading:focus')
			.evaluate((heading) => getComputedStyle(heading).outlineWidth);
		expect(ring).toBe('0px');
		await page.emulateMedia({ media: 'screen' });
		await page.getByRole('button', { name: '存为图片' }).click();
		const saved = page.waitForEvent('download');
		await page.getByRole('link', { name: '下载图片' }).click();
		expect(await readQr(await (await saved).path())).toBe(`${url}track/#${number}-${secret}`);
		await confirmSaved(page, secret);
		expect(await wholePage()).not.toContain(secret);
		await page.goBack();
		expect(await wholePage()).not.toContain(secret);
		await page.reload();
		expect(await wholePage()).not.toContain(secret);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');

		await openByCode(page, url, { number, secret });
		expect(page.url()).toBe(`${url}track/`);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
		await page.reload();
		expect(await page.locator('#case').isVisible()).toBe(false);
		for (const request of asked) expect(request.url().replace(/#.*/, '')).not.toContain(secret);
		for (const request of asked) expect(request.headers().referer ?? '').not.toContain(secret);
	});

	test('nothing is asked of another host', () => {
		expect(phone.asked.filter((request) => !request.url().startsWith(url)).map((request) => request.url())).toEqual([]);
	});
});

describe('tracking', () => {
	test('says the same for a wrong number and a wrong secret, and what to do when the service is down', async () => {
		const { page } = phone;
		const { number, secret } = await fillAndSend(page);
		await page.goto(`${url}track/`);
		await page.getByLabel('受理编号').fill(number);
		await page.getByLabel('查询密码').fill(`${secret.slice(1)}${secret.slice(0, 1)}0`.slice(0, 16));
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByText('没有找到这件举报').waitFor();
		expect(await page.getByText('任何人都不能找回或重设').isVisible()).toBe(true);

		await page.route('**/api/reports/track', (route) => route.abort());
		await page.getByLabel('查询密码').fill(secret);
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByText('查询服务暂时没有回应').waitFor();
		expect(await page.locator('#track-down').textContent()).toContain('12345');
		await page.unroute('**/api/reports/track');
		await page.getByRole('button', { name: '查询', exact: true }).click();
		await page.getByRole('heading', { name: /办理情况/ }).waitFor();

		await page.getByLabel('补充情况或答复询问').fill('车牌看不清。');
		await page.getByRole('button', { name: '发送', exact: true }).click();
		await page.getByText('补充内容已送达').waitFor();
		await page.locator('#case-messages').getByText('车牌看不清').waitFor();

		await page.route('https://www.gov.cn/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await page.getByRole('link', { name: '快速离开' }).click();
		await page.waitForURL('https://www.gov.cn/');
		await page.goBack();
		expect(page.url()).not.toContain('/track/');
	});
});
