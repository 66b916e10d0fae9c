import { describe, expect, inject, test } from 'vitest';
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

describe('a receipt that was tried wrongly too often', () => {
	/** Ten wrong secrets, from the same address as the phone. */
	async function spoil(number: string): Promise<void> {
		for (let nth = 0; nth < 10; nth++) {
			const data = { number, secret: String(nth).repeat(16) };
			expect((await phone.context.request.post(`${url}api/reports/track`, { data })).status()).toBe(404);
		}
	}

	async function receipt() {
		await fillToSummary(phone.page, '夜里有挖机往外拉矿石，没有牌子。');
		await onward(phone.page, '提交举报');
		return receiptDigits(phone.page);
	}

	test('opens all the same: the page proves its work by itself', async () => {
		const { page } = phone;
		const { number, secret } = await receipt();
		await spoil(number);
		const answers: number[] = [];
		page.on('response', (answer) => answer.url().endsWith('/track') && answers.push(answer.status()));
		await page.goto(`${url}track/#${number}-${secret}`);
		await page.getByRole('heading', { name: /办理情况/ }).waitFor();
		expect(answers).toEqual([429, 200]);
		expect(await page.locator('#track-proof').isVisible()).toBe(false);
	});

	test('says where no proof can be had what else to do, and keeps what was typed', async () => {
		const { page } = phone;
		const { number, secret } = await receipt();
		await spoil(number);
		await page.route(`${url}api/captcha`, (route) => route.abort());
		await page.goto(`${url}track/`);
		await page.getByLabel('受理编号').fill(number);
		await page.getByLabel('查询密码').fill(secret);
		await page.getByRole('button', { name: '查询' }).click();
		await page.getByText('查询服务暂时没有回应').waitFor();
		expect(await page.getByLabel('查询密码').inputValue()).toBe(secret);
	});
});
