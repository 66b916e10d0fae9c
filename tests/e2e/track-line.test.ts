import { describe, expect, inject, test } from 'vitest';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { openByCode } from './citizen.ts';
import { expectAccessible } from './expect-accessible.ts';
import { openReport, signIn } from './officer.ts';
import { fillAndSend } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();

test('a message by keyboard alone, tapped twice, with its answer lost, arrives once and keeps what was typed until then', async () => {
	const { page } = phone;
	await openByCode(page, url, await fillAndSend(page));

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

test('an officer sends a picture back, and the reporter opens it on the tracking page', async () => {
	const { page } = phone;
	const { number, secret } = await fillAndSend(page);

	const context = await phone.browser.newContext({ viewport: { width: 1280, height: 800 } });
	const office = await context.newPage();
	await signIn(office, url, 'lingyuan', inject('password'));
	await openReport(office, url, number);
	await office.getByLabel('留言给举报人').fill('请看现在的样子。');
	const photo = { name: 'DSC_1.JPG', mimeType: 'image/jpeg', buffer: await jpeg(800, 600) };
	await office.getByLabel('附照片').setInputFiles([photo, photo]);
	await expect.poll(() => office.getByText('已传完').count(), { timeout: 20_000 }).toBe(2);
	await office.getByRole('button', { name: '去掉照片 2' }).click();
	await office.getByRole('button', { name: '发送留言' }).click();
	await office.getByRole('button', { name: '查看照片 1' }).click();
	await office.getByRole('img', { name: '照片 1' }).waitFor();
	await context.close();

	await page.goto(`${url}track/#${number}-${secret}`);
	await page.getByText('请看现在的样子。').waitFor();
	await page.getByRole('button', { name: '查看照片（1 张）' }).click();
	const picture = page.getByRole('img', { name: '承办单位发来的照片 1' });
	await picture.waitFor();
	expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(800);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await expectAccessible(page);
	await page.getByRole('button', { name: '关闭查询' }).click();
	expect(await page.locator('#case img').count()).toBe(0);
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
		return fillAndSend(phone.page);
	}

	test('opens all the same: the page proves its work by itself', async () => {
		const { page } = phone;
		const { number, secret } = await receipt();
		await spoil(number);
		const answers: number[] = [];
		page.on('response', (answer) => answer.url().endsWith('/track') && answers.push(answer.status()));
		await openByCode(page, url, { number, secret });
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
