import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';
import { openReport, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function newPage(width: number): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width, height: 740 },
		permissions: ['geolocation'],
		geolocation: { latitude: 41.39, longitude: 119.64, accuracy: 18 },
	});
	return context.newPage();
}

test('a clerk asks the grid worker to check a place, and gets pictures, position and finding back from the field', async () => {
	const clerk = await newPage(1280);
	await signIn(clerk, url, 'jianping', password);
	await clerk.goto(`${url}console/reports?view=all&status=investigating`);
	const number = (await clerk.locator('a[data-number]').first().getAttribute('data-number')) ?? '';
	await openReport(clerk, url, number);
	await clerk.getByRole('button', { name: '交办现场核查', exact: true }).click();
	const dialog = clerk.getByRole('dialog', { name: '交办现场核查' });
	await dialog.getByRole('button', { name: '确认交办' }).click();
	await dialog.getByText('请选择网格员').waitFor();
	await dialog.getByLabel('网格员').first().click();
	await clerk.getByRole('option', { name: /网格员（演示）/ }).click();
	await dialog.getByLabel('核查地点').fill('东沟采石场');
	await dialog.getByLabel('核查内容').fill('看有没有机械，拍两张照片。');
	await dialog.getByLabel('完成时限').first().fill('2099-01-01');
	await dialog.getByLabel('完成时限').first().press('Enter');
	await dialog.getByRole('button', { name: '确认交办' }).click();
	await dialog.waitFor({ state: 'detached' });
	await clerk.getByRole('button', { name: '移交举报内容：东沟采石场' }).click();
	const words = clerk.getByRole('dialog', { name: '移交举报内容：东沟采石场' });
	await words.getByLabel('理由').fill('需要对照描述找到位置');
	await words.getByRole('button', { name: '记录并移交' }).click();
	await words.waitFor({ state: 'detached' });

	const phone = await newPage(360);
	await signIn(phone, url, 'jianping-grid', password);
	await phone.getByRole('heading', { name: '待核查' }).waitFor();
	expect(await phone.locator('nav[aria-label="栏目"] a').allTextContents()).toEqual(['现场核查', '权限表']);
	expect(await phone.locator('main').textContent()).not.toContain(number.slice(0, 4));
	await expectAccessible(phone);
	await phone.getByRole('link', { name: '东沟采石场' }).click();
	await phone.getByRole('button', { name: '查看举报内容' }).click();
	await phone.getByText('演示数据：').waitFor();
	await phone.getByRole('button', { name: '提交反馈' }).click();
	await phone.getByText('请写明现场情况').waitFor();
	await expectAccessible(phone);

	await phone.getByLabel('现场情况').fill('没有机械，有旧沟槽。');
	await phone
		.getByLabel('现场照片或视频')
		.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg(320, 240) });
	await phone.getByText('已传完').waitFor();
	await phone.getByRole('button', { name: '用手机定位' }).click();
	await phone.getByText('误差约 18 米').waitFor();
	await expectAccessible(phone);
	await phone.getByRole('button', { name: '提交反馈' }).click();
	await phone.getByText('已反馈，谢谢。').waitFor();
	await expectAccessible(phone);

	await openReport(clerk, url, number);
	const history = clerk.locator('.timeline li').first();
	expect(await history.textContent()).toMatch(/反馈现场核查.*没有机械，有旧沟槽。.*41\.390000, 119\.640000/);
	await clerk
		.getByRole('button', { name: /查看预览/ })
		.last()
		.click();
	const picture = clerk.getByRole('img', { name: /的预览图/ });
	await picture.waitFor();
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

	await clerk.goto(`${url}console/reports?view=all`);
	await clerk.getByLabel('受理编号、地点名称或办理记录').fill('旧沟 东沟采石');
	await clerk.getByRole('button', { name: '查找' }).click();
	await clerk.waitForURL(/q=/);
	await expect
		.poll(() =>
			clerk.locator('a[data-number]').evaluateAll((links) => links.map((link) => link.getAttribute('data-number'))),
		)
		.toEqual([number]);
});
