import { expect, inject, test } from 'vitest';
import { expectAccessible } from './expect-accessible.ts';
import { fillToSummary, onward, receiptDigits } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

test('a message by keyboard alone, tapped twice, with its answer lost, arrives once and keeps what was typed until then', async () => {
	const { page } = phone;
	await fillToSummary(page, '夜里有挖机往外拉矿石，没有牌子。');
	await onward(page, '提交举报');
	const { number, secret } = await receiptDigits(page);
	await page.goto(`${url}track/#${number}-${secret}`);
	await page.getByRole('heading', { name: /办理情况/ }).waitFor();

	const keys: Array<string | undefined> = [];
	await page.route(`${url}api/reports/track/messages`, async (route) => {
		keys.push(route.request().headers()['idempotency-key']);
		if (keys.length > 2) return route.continue();
		await route.fetch();
		await route.abort('connectionreset');
	});
	await page.getByLabel('补充情况或答复询问').focus();
	await page.keyboard.type('今天又来了两辆车。');
	while ((await page.evaluate(() => document.activeElement?.textContent)) !== '发送') await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await page.getByText('正在自动重试，不会重复发送').waitFor();
	expect(await page.getByLabel('补充情况或答复询问').inputValue()).toBe('今天又来了两辆车。');
	await expectAccessible(page);
	await page.getByText('补充内容已送达').waitFor();
	expect(keys.length).toBe(3);
	expect(new Set(keys).size).toBe(1);
	await page.locator('#case-messages li').first().waitFor();
	expect(await page.locator('#case-messages li').count()).toBe(1);
	expect(await page.getByLabel('补充情况或答复询问').inputValue()).toBe('');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	expect(await page.getByText('举报奖励').isVisible()).toBe(false);
});
