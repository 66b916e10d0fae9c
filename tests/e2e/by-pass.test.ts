import type { APIRequestContext, Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { type SavedReceipt, trackAsCitizen } from './citizen.ts';
import { expectAccessible } from './expect-accessible.ts';
import { nextStep, receiptDigits, resumeDraft, storedByBrowser } from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();
const summary = '反映某处夜间有人使用挖掘机采挖矿石。\n请核查有无采矿许可。';

/** Opens the place step and chooses to say it in words. */
async function sayInWords(page: Page, county: string, place: string): Promise<void> {
	await page.getByLabel('无证开采', { exact: true }).check();
	await nextStep(page);
	await page.getByLabel('用文字说明').check();
	await page.getByLabel('县（市、区）').selectOption({ label: county });
	await page.getByLabel('地点说明').fill(place);
}

/** From the place step to the summary. */
async function goOnToSummary(page: Page, photo = false): Promise<void> {
	await nextStep(page);
	await page.getByLabel('看到的情况').fill('夜里有挖机往外拉矿石，没有牌子。');
	if (photo) {
		const buffer = await jpeg(400, 300);
		await page.locator('#evidence').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
		await page.getByText('已传完。', { exact: true }).waitFor();
	}
	await nextStep(page);
	await page.getByLabel('匿名', { exact: true }).check();
	await nextStep(page);
	await page.getByRole('heading', { name: '核对后提交' }).waitFor();
}

const row = (list: Locator, name: string) => list.locator(`dt:text-is("${name}") + dd`);

async function reportWithWish(page: Page, county: string, photo = false): Promise<SavedReceipt> {
	await sayInWords(page, county, '东沟');
	await page.getByLabel('当地有人牵涉其中').check();
	await goOnToSummary(page, photo);
	await nextStep(page, '提交举报');
	return receiptDigits(page);
}

async function staff(username: string): Promise<APIRequestContext> {
	const { request } = await phone.browser.newContext();
	const data = { username, password: inject('password') };
	expect((await request.post(`${url}api/staff/session`, { data })).ok()).toBe(true);
	return request;
}

/** The city asks the reporter, two officers as it must be. */
async function askConsent({ number }: SavedReceipt): Promise<void> {
	const [city, approver] = [await staff('city'), await staff('city-approver')];
	const report = `${url}api/staff/reports/${number}`;
	const version = async () => ((await (await city.get(report)).json()) as { version: number }).version;
	const question = { unit: '211381-natural-resources', summary, reason: '需要属地单位到现场核查。' };
	const asked = await city.post(`${report}/consent`, { data: { ...question, version: await version() } });
	expect(await asked.text()).toContain('version');
	const data = { version: await version(), granted: true };
	const decided = await approver.post(`${report}/consent/decision`, { data });
	expect(decided.ok(), await decided.text()).toBe(true);
}

describe('the wish that the county be by-passed', () => {
	test('is said and made in the place step, kept through a reload, and repeated by summary, receipt and story', async () => {
		const { page } = phone;
		await sayInWords(page, '北票市', '东沟');
		const does = page.locator('#avoidCounty-yes-text');
		expect(await page.locator('#handled-by').textContent()).toBe('由北票市处理。');
		expect(await does.textContent()).toBe('勾选后，北票市看不到这件举报，由朝阳市直接办理。');
		await page.getByLabel('县（市、区）').selectOption({ label: '不确定' });
		expect(await does.textContent()).toBe('勾选后，各县（市、区）看不到这件举报，由朝阳市直接办理。');
		await page.getByLabel('当地有人牵涉其中').check();
		expect(await page.locator('#handled-by').textContent()).toBe('由朝阳市直接办理。');
		await page.getByText('市里也有人牵涉其中的').click();
		await page.getByText('上级受理渠道：未配置').waitFor();
		await expectAccessible(page);
		await page.getByText('草稿已保存').waitFor();
		await page.reload();
		await resumeDraft(page);
		await expect.poll(() => page.getByLabel('当地有人牵涉其中').isChecked()).toBe(true);
		await goOnToSummary(page);
		const said = page.locator('#summary');
		expect(await row(said, '回避').textContent()).toBe('各县（市、区）');
		expect(await row(said, '由谁处理').textContent()).toBe(
			'由朝阳市直接办理，已请各县（市、区）回避，当地看不到这件举报',
		);
		await nextStep(page, '提交举报');
		const receipt = await receiptDigits(page);
		const promise = '已按您的要求回避各县（市、区），当地看不到这件举报';
		expect(await row(page.locator('#receipt-lines'), '回避').textContent()).toBe(promise);
		expect(await row(page.locator('#receipt-lines'), '处理地区').textContent()).toBe('由市级直接办理');
		await expectAccessible(page);
		await trackAsCitizen(page, url, receipt);
		expect(await page.locator('#case-avoided').textContent()).toBe(`${promise}。`);
		expect(await page.locator('#case-timeline').textContent()).toContain('当地看不到这件举报');
	});

	test('near a border by-passes the counties on both sides', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('填写坐标').check();
		await page.getByLabel('坐标从哪里来').selectOption({ value: 'wgs84' });
		await page.getByLabel('坐标或地图链接').fill('41.2, 119.987');
		await page.getByRole('group', { name: '靠近县界' }).getByLabel('朝阳县').check();
		await page.getByLabel('当地有人牵涉其中').check();
		await goOnToSummary(page);
		expect(await row(page.locator('#summary'), '回避').textContent()).toBe('朝阳县、喀左县');
		await nextStep(page, '提交举报');
		await receiptDigits(page);
		expect(await row(page.locator('#receipt-lines'), '回避').textContent()).toContain('朝阳县、喀左县');
	});
});

describe('a place in words that names another county than the one chosen', () => {
	test('is asked about before the form goes on, and can be mended with one press', async () => {
		const { page } = phone;
		await sayInWords(page, '北票市', '凌源市东城街道');
		await page.getByText('地点说明里的地名属于凌源市，所选的县（市、区）是北票市').waitFor();
		await nextStep(page);
		await phone.at('问题发生在哪里');
		await expectAccessible(page);
		await page.getByRole('alert').getByRole('link', { name: '地点说明与其他内容不一致' }).click();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('placeConfirmed-yes');
		await page.getByRole('button', { name: '改选凌源市' }).click();
		expect(await page.locator('#place-doubt').isVisible()).toBe(false);
		expect(await page.locator('#handled-by').textContent()).toBe('由凌源市处理。');
		await nextStep(page);
		await phone.at('发生了什么');
	});

	test('may stand, goes to the city, and is asked about anew where something else is written', async () => {
		const { page } = phone;
		await sayInWords(page, '北票市', '凌源市东城街道');
		const stands = page.getByLabel('没有写错，就这样提交');
		await stands.check();
		await page.getByLabel('地点说明').fill('建平县');
		expect(await stands.isChecked()).toBe(false);
		await stands.check();
		await page.getByText('草稿已保存').waitFor();
		await page.reload();
		await resumeDraft(page);
		await expect.poll(() => stands.isChecked()).toBe(true);
		await goOnToSummary(page);
		const said = page.locator('#summary');
		expect(await row(said, '地点核对').textContent()).toContain('属于建平县');
		expect(await row(said, '由谁处理').textContent()).toBe('由朝阳市核对后确定承办单位');
		await nextStep(page, '提交举报');
		await receiptDigits(page);
		expect(await row(page.locator('#receipt-lines'), '处理地区').textContent()).toBe('由市级确定');
	});
});

describe('the question whether a county may check it', () => {
	test('shows word for word what the county would read, takes a yes with the code entered anew, and takes it back', async () => {
		const { page } = phone;
		const receipt = await reportWithWish(page, '北票市', true);
		await askConsent(receipt);
		await trackAsCitizen(page, url, receipt);
		const asked = page.getByRole('region', { name: '征求您的意见' });
		await asked.getByText('交由北票市自然资源局核查').waitFor();
		expect(await page.locator('#consent-summary').textContent()).toBe(summary);
		const photo = asked.getByLabel('照片 1');
		expect(await photo.isChecked()).toBe(false);
		await expectAccessible(page);

		const send = asked.getByRole('button', { name: '提交答复' });
		await asked.getByLabel('同意', { exact: true }).check();
		await photo.check();
		await send.click();
		await asked.getByText('受理编号是 12 位数字，现在是 0 位').waitFor();
		await expectAccessible(page);
		await asked.getByLabel('再次填写编号').fill(receipt.number);
		await asked.getByLabel('再次填写密码').fill('1'.repeat(16));
		await send.click();
		await asked.getByText('没有找到这件举报').waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('consent-form-secret');
		expect(await photo.isChecked()).toBe(true);

		const sent: Array<{ key: string | undefined; body: string | null }> = [];
		await page.route(`${url}api/reports/track/consent`, async (route) => {
			sent.push({ key: route.request().headers()['idempotency-key'], body: route.request().postData() });
			if (sent.length > 1) return route.continue();
			await route.fetch();
			await route.abort('connectionreset');
		});
		await asked.getByLabel('再次填写密码').fill(receipt.secret);
		await send.click();
		await page.getByText('答复已收到。').waitFor();
		expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
		expect(sent.length).toBe(2);
		const { answer, files, secret } = JSON.parse(sent[0]?.body ?? '');
		expect([answer, files.length, secret]).toEqual(['yes', 1, receipt.secret]);
		await asked.getByText('以前可以撤回，期满即移交').waitFor();
		expect(await page.getByLabel('再次填写密码').inputValue()).toBe('');
		await expectAccessible(page);

		await asked.getByRole('button', { name: '撤回同意' }).click();
		await page.getByText('同意已撤回，继续由市级直接办理。').waitFor();
		await asked.waitFor({ state: 'hidden' });
		expect(await storedByBrowser(page)).not.toContain(receipt.secret);
		expect(page.url()).toBe(`${url}track/`);
	});

	test('takes a no, and hands nothing over with it', async () => {
		const { page } = phone;
		const receipt = await reportWithWish(page, '北票市', true);
		await askConsent(receipt);
		await trackAsCitizen(page, url, receipt);
		const asked = page.getByRole('region', { name: '征求您的意见' });
		await asked.getByLabel('照片 1').check();
		await asked.getByLabel('不同意').check();
		await asked.getByLabel('再次填写编号').fill(receipt.number);
		await asked.getByLabel('再次填写密码').fill(receipt.secret);
		const request = page.waitForRequest(`${url}api/reports/track/consent`);
		await asked.getByRole('button', { name: '提交答复' }).click();
		expect((await request).postDataJSON()).toMatchObject({ answer: 'no', files: [] });
		await asked.waitFor({ state: 'hidden' });
		expect(await page.locator('#case-timeline').textContent()).toContain('您不同意交由北票市自然资源局核查');
	});
});

test('word of retaliation goes to the city, and the county cannot open the report any more', async () => {
	const { page } = phone;
	await sayInWords(page, '北票市', '东沟');
	await goOnToSummary(page);
	await nextStep(page, '提交举报');
	const receipt = await receiptDigits(page);
	const county = await staff('beipiao');
	const open = async () => (await county.get(`${url}api/staff/reports/${receipt.number}`)).status();
	expect(await open()).toBe(200);
	await trackAsCitizen(page, url, receipt);
	expect(await page.locator('#case-avoided').isVisible()).toBe(false);
	await page.getByText('我遭到打击报复，或者信息被泄露').click();
	await page.getByText('负责保护举报人的机关：未配置').waitFor();
	expect(await page.locator('#retaliation a').getAttribute('href')).toBe('tel:110');
	await expectAccessible(page);
	await page.getByRole('button', { name: '发送给市级' }).click();
	await page.getByText('请写明发生了什么，至少 5 个字').waitFor();
	await page.getByLabel('发生了什么').fill('昨天有人上门，说知道是我举报的。');
	await page.getByRole('button', { name: '发送给市级' }).click();
	await page.getByText('已送达市级，没有转县（市、区）。').waitFor();
	await page.locator('#case-avoided').getByText('回避北票市').waitFor();
	expect(await page.locator('#case-timeline').textContent()).toContain('您反映遭到打击报复');
	expect(await page.getByLabel('发生了什么').inputValue()).toBe('');
	expect(await open()).toBe(404);
});
