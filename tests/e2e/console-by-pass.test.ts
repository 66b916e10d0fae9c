import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import type { SavedReceipt } from './citizen.ts';
import { expectSound } from './expect-accessible.ts';
import { actByApi, officerPage, openReport } from './officer.ts';
import { sendReport, track } from './send-report.ts';

const portal = { url: inject('url'), password: inject('password') };
const { url } = portal;
let browser: Browser;
let city: Page;
let county: Page;

beforeAll(async () => {
	browser = await openBrowser();
	[city, county] = await Promise.all([pageFor('city'), pageFor('longcheng', 360)]);
});
afterAll(() => browser.close());

const pageFor = (username: string, width?: number) => officerPage(browser, portal, username, width);

const ofLongcheng = (changes: Record<string, unknown> = {}) =>
	sendReport(url, { location: { adcode: 211303, place: '东山后坡' }, ...changes });

const rowOf = (page: Page, { number }: SavedReceipt) =>
	page.locator('tbody tr', { has: page.locator(`a[data-number="${number}"]`) });

/** Names of the units that an open dialog offers. */
async function offeredUnits(page: Page): Promise<string[]> {
	await page.getByRole('dialog').getByLabel('承办单位').first().click();
	await page.getByRole('option').first().waitFor();
	const names = await page.getByRole('option').allTextContents();
	await page.keyboard.press('Escape');
	return names;
}

describe('a report that by-passes its county', () => {
	let receipt: SavedReceipt;
	beforeAll(async () => {
		receipt = await ofLongcheng({ avoidCounty: true });
	});

	test('says so to the city first in its row, over the case and in the dialog that assigns it', async () => {
		await city.goto(`${url}console/reports?view=bypassed`);
		const row = rowOf(city, receipt);
		await row.waitFor();
		expect((await row.textContent())?.trim()).toMatch(/^回避龙城区/);
		expect(await row.locator('.avoid').getAttribute('title')).toBe('举报人要求龙城区回避');
		await openReport(city, url, receipt.number);
		const notice = city.getByRole('region', { name: '回避要求' });
		expect(await notice.textContent()).toContain('举报人要求龙城区回避，由市级直接办理，当地不可见。');
		const [above, title] = [await notice.boundingBox(), await city.getByRole('heading', { level: 1 }).boundingBox()];
		expect(above?.y).toBeLessThan(title?.y ?? 0);
		await city.getByRole('button', { name: '指派承办单位', exact: true }).click();
		const dialog = city.getByRole('dialog', { name: '指派承办单位' });
		expect((await dialog.locator('.el-dialog__body').textContent())?.trim()).toMatch(/^回避举报人要求龙城区回避/);
		const units = await offeredUnits(city);
		expect(units.length).toBeGreaterThan(0);
		expect(units.filter((name) => !name.startsWith('朝阳市'))).toEqual([]);
		await dialog.getByRole('button', { name: '暂不办理' }).click();
	});

	test('is nowhere for the county, which has no view of such reports either', async () => {
		await county.goto(`${url}console/reports?view=all`);
		await county.locator('a[data-number]').first().waitFor();
		expect(await county.locator('.views a').allTextContents()).not.toContainEqual(expect.stringContaining('要求回避'));
		expect(await rowOf(county, receipt).count()).toBe(0);
		await county.goto(`${url}console/reports/${receipt.number}`);
		await county.getByText('没有找到这件线索').waitFor();
	});

	test('chosen together with others leaves only the units of the city, and the dialog says because of which', async () => {
		await city.goto(`${url}console/reports?view=bypassed`);
		await rowOf(city, receipt).getByRole('checkbox').check();
		await city.locator('.bulk').getByRole('button', { name: '指派承办单位' }).click();
		const dialog = city.getByRole('dialog', { name: '指派承办单位' });
		const first = dialog.locator('.notice');
		expect(await first.textContent()).toContain('有 1 件要求当地回避');
		expect(await first.textContent()).toContain(receipt.number.replace(/(\d{4})(?=\d)/g, '$1 '));
		expect((await offeredUnits(city)).filter((name) => !name.startsWith('朝阳市'))).toEqual([]);
		await dialog.getByRole('button', { name: '暂不办理' }).click();
	});

	test('is put to the reporter by two officers of the city, who read what happens before they ask', async () => {
		await openReport(city, url, receipt.number);
		await city.getByRole('button', { name: '征询举报人意见' }).click();
		const dialog = city.getByRole('dialog', { name: '征询举报人意见' });
		const words = await dialog.textContent();
		for (const part of ['另一名人员审批', '至多征询 2 次', '不答复视为不同意', '72 小时内可以撤回'])
			expect(words).toContain(part);
		await dialog.getByLabel('拟交办的单位').first().click();
		await city.getByRole('option', { name: '建平县自然资源局', exact: true }).click();
		await dialog.getByLabel('交给该单位的摘要').fill('反映一处后坡夜间有机械采挖矿石，请现场核查。');
		await dialog.getByLabel('征询理由').fill('需要县区到现场核查。');
		await dialog.getByRole('button', { name: '提交审批' }).click();
		await city.getByText('已提出征询，等待市级另一名人员审批').waitFor();
		expect(await city.getByRole('button', { name: '审批征询' }).count()).toBe(0);
		expect((await track(url, receipt)).consentAsked ?? null).toBeNull();

		const second = await pageFor('city-approver', 360);
		await openReport(second, url, receipt.number);
		await expectSound(second);
		await second.getByRole('button', { name: '审批征询' }).click();
		const decision = second.getByRole('dialog', { name: '审批征询' });
		await decision.getByRole('button', { name: '退回', exact: true }).click();
		await decision.getByText('请写明退回理由').waitFor();
		expect(await decision.textContent()).toContain('反映一处后坡夜间有机械采挖矿石，请现场核查。');
		await expectSound(second);
		await decision.getByRole('button', { name: '同意并发给举报人' }).click();
		await second.getByText('已向举报人发出征询').waitFor();
		await second.getByText('等待答复；期限内不答复的，视为不同意').waitFor();
		expect((await track(url, receipt)).consentAsked).toMatchObject({ unit: '建平县自然资源局' });
	});

	test('that came by telephone is not asked about, and the case says why', async () => {
		const entered = await city.request.post(`${url}api/staff/reports`, {
			headers: { 'idempotency-key': crypto.randomUUID() },
			data: {
				channel: 'phone',
				category: 'no-licence',
				description: '来电反映后坡夜里有人采石。',
				location: { adcode: 211303, place: '东山后坡' },
				reporter: { mode: 'anonymous' },
				avoidCounty: true,
			},
		});
		const { number } = await entered.json();
		await openReport(city, url, number);
		await city.getByText('电话、来访、来信和 12345 转办的举报不作征询').waitFor();
		expect(await city.getByRole('button', { name: '征询举报人意见' }).count()).toBe(0);
	});
});

test('whom a reporter fears meanwhile gets nothing from a list that is older: assigning is refused with the reason, and the case is marked', async () => {
	const receipt = await ofLongcheng();
	const { number } = receipt;
	const { request } = await browser.newContext();
	await actByApi(request, portal, { as: 'longcheng', number }, { move: 'object', fields: { reason: '不在本区。' } });
	await city.goto(`${url}console/reports?view=city&county=211303`);
	await rowOf(city, receipt).getByRole('checkbox').check();
	const told = await fetch(`${url}api/reports/track/retaliation`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
		body: JSON.stringify({ ...receipt, text: '有人到家里来，说知道是我举报的。' }),
	});
	expect(told.status).toBe(201);
	await city.locator('.bulk').getByRole('button', { name: '指派承办单位' }).click();
	const dialog = city.getByRole('dialog', { name: '指派承办单位' });
	await dialog.getByLabel('承办单位').first().click();
	await city.getByRole('option', { name: '龙城区自然资源主管部门', exact: true }).click();
	await dialog.getByLabel('指派理由').fill('按地点指派。');
	await dialog.getByRole('button', { name: '确认指派' }).click();
	await city.getByText('1 件没有办理').waitFor();
	expect(await city.locator('.bulk li').textContent()).toContain('举报人要求龙城区回避，不能交给当地');

	await openReport(city, url, number);
	const notice = city.getByRole('region', { name: '打击报复或者信息泄露' });
	expect(await notice.textContent()).toContain('请优先核查处理');
	await city.locator('.timeline > li', { hasText: '反映打击报复' }).getByText('优先核查').waitFor();
});

test('the city closes the words of a case to its county, which then reads the summary as such', async () => {
	const { number } = await ofLongcheng({ description: '镇上干部的亲戚夜里在后坡采石。' });
	await openReport(county, url, number);
	await county.getByText('镇上干部的亲戚').waitFor();
	expect(await county.getByRole('button', { name: '封闭举报原话' }).count()).toBe(0);
	await openReport(city, url, number);
	await city.getByRole('button', { name: '封闭举报原话' }).click();
	const dialog = city.getByRole('dialog', { name: '封闭举报原话' });
	await dialog.getByLabel('市级摘要').fill('反映一处后坡夜间采石，请现场核查。');
	await dialog.getByLabel('理由').fill('举报内容反映当地公职人员。');
	await dialog.getByRole('button', { name: '封闭举报原话' }).click();
	await city.getByText('已封闭举报原话，当地只看到市级摘要').waitFor();
	expect(await city.locator('.words-closed').textContent()).toContain('反映一处后坡夜间采石，请现场核查。');
	await openReport(county, url, number);
	await county.getByText('以下为市级摘要').waitFor();
	const words = await county.locator('main').textContent();
	expect(words).toContain('反映一处后坡夜间采石，请现场核查。');
	expect(words).not.toContain('镇上干部');
	await expectSound(county);
});

test('a case that the city commissioned says that no reporter reads along, and offers no message to one', async () => {
	const { number } = await ofLongcheng();
	// Three days lie between a yes and the hand-over: the answer of a case of its own is told as one that was handed over.
	await county.route(`**/api/staff/reports/${number}`, async (route) => {
		const answer = await route.fetch();
		await route.fulfill({
			response: answer,
			json: { ...(await answer.json()), commissioned: true, channel: '市级交办' },
		});
	});
	await openReport(county, url, number);
	await county.getByText('本件由市级交办，没有举报人账号；答复由市级审阅后转告举报人。').waitFor();
	expect(await county.getByLabel('留言给举报人').count()).toBe(0);
	await county.getByRole('button', { name: '不予受理', exact: true }).click();
	await county.getByRole('dialog').getByText('答复由市级审阅后转告举报人').waitFor();
	await expectSound(county);
});
