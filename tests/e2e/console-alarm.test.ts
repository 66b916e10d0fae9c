import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { reportAsCitizen, type SavedReceipt, trackAsCitizen } from './citizen.ts';
import { expectAccessible, expectSound } from './expect-accessible.ts';
import { officerPage, openReport } from './officer.ts';
import { sendReport } from './send-report.ts';

const portal = { url: inject('url'), password: inject('password') };
const { url } = portal;
let browser: Browser;
let citizen: Page;
let clerk: Page;
let first: SavedReceipt;
let second: SavedReceipt;

const location = { adcode: 211322, town: '奎德素镇', place: '坝下' };
/** Reports of one pond are one alarm. */
const pondId = 'demo-07';

beforeAll(async () => {
	browser = await openBrowser();
	citizen = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
	citizen.setDefaultTimeout(20_000);
	first = await sendReport(url, { category: 'tailings-danger', location, pondId });
	second = await sendReport(url, { category: 'tailings-danger', location, pondId });
	clerk = await officerPage(browser, portal, 'jianping');
});
afterAll(() => browser.close());

const bar = (page: Page) => page.getByRole('region', { name: '险情警报', exact: true });

describe('an alarm in the console', () => {
	test('stands at the top of every page of its county, with its number, and of no other county', async () => {
		for (const path of ['reports', 'dashboard', 'own', 'roles']) {
			await clerk.goto(`${url}console/${path}`);
			await clerk.getByText('1 起险情警报等待接警').waitFor();
		}
		await expectSound(clerk);
		const other = await officerPage(browser, portal, 'kazuo');
		await other.goto(`${url}console/reports?view=all`);
		await other.locator('table').waitFor();
		expect(await other.getByText('起险情警报等待接警').count()).toBe(0);
		await other.context().close();
	});

	test('is opened from the bar and from the figures as a list of its reports, which are marked', async () => {
		await clerk.goto(`${url}console/dashboard`);
		await clerk.locator('.figures').getByRole('link', { name: '1', exact: true }).first().waitFor();
		expect(await clerk.locator('.figures > div').first().textContent()).toMatch(/险情待接警1起，涉及 2 件/);
		await bar(clerk).getByRole('link', { name: '查看并接警' }).click();
		await clerk.waitForURL(/view=alarms/);
		const numbers = clerk.locator('a[data-number]');
		await expect.poll(() => numbers.count()).toBe(2);
		expect(await clerk.locator('tbody .alarm-mark').allTextContents()).toEqual(Array(2).fill('险情待接警'));
		await expectSound(clerk);
	});

	test('says in its case who was called, and which other report is about the same place', async () => {
		await openReport(clerk, url, first.number);
		const box = clerk.locator('.alarm-case');
		expect(await box.textContent()).toMatch(/建平县应急管理局（值班员）/);
		await box.locator(`a[href$="/reports/${second.number}"]`).waitFor();
		await expectSound(clerk);
	});

	test('is answered with one press, which takes the bar away and stands in the history of both reports', async () => {
		await clerk.locator('.alarm-case').getByRole('button', { name: '已接警' }).click();
		await clerk.getByText('起险情警报等待接警').waitFor({ state: 'detached' });
		await clerk.locator('.alarm-case').getByText('接警。').waitFor();
		expect(await clerk.locator('.timeline li').first().textContent()).toMatch(/接警.*建平县经办（演示）/);
		await openReport(clerk, url, second.number);
		expect(await clerk.locator('.timeline li').first().textContent()).toMatch(/接警.*建平县经办（演示）/);
	});

	test('is raised by an officer with a reason, and the mark is taken off with another once it is answered', async () => {
		const { number } = await sendReport(url, { location });
		await openReport(clerk, url, number);
		await clerk.getByRole('button', { name: '发出险情警报' }).click();
		const raise = clerk.getByRole('dialog', { name: '发出险情警报' });
		await raise.getByRole('button', { name: '发出警报' }).click();
		await raise.getByText('请写明理由，至少 4 个字').waitFor();
		await raise.getByLabel('理由').fill('坝体有裂缝，坝下有人');
		await raise.getByRole('button', { name: '发出警报' }).click();
		await clerk.getByText('1 起险情警报等待接警').waitFor();
		await clerk.locator('.alarm-case').getByRole('button', { name: '已接警' }).click();
		await clerk.getByRole('button', { name: '取消险情标记' }).click();
		const off = clerk.getByRole('dialog', { name: '取消险情标记' });
		await off.getByLabel('理由').fill('现场核实没有危险');
		await off.getByRole('button', { name: '取消标记' }).click();
		await off.waitFor({ state: 'detached' });
		await clerk.getByRole('button', { name: '发出险情警报' }).waitFor();
		expect(await clerk.locator('.timeline li').first().textContent()).toMatch(/取消险情标记.*现场核实没有危险/);
	});
});

describe('the bar', () => {
	const alarms = '**/api/staff/alarms';

	test('names what each alarm is about, answers all at once, and says since when it could not be renewed', async () => {
		for (const _ of [1, 2]) await sendReport(url, { category: 'tailings-danger', location });
		await clerk.goto(`${url}console/reports`);
		await clerk.getByText('2 起险情警报等待接警').waitFor();
		expect(await bar(clerk).locator('li').first().textContent()).toMatch(/警报 [0-9A-F]{6}：.+，建平县奎德素镇，/);
		await expectSound(clerk);
		await clerk.route(alarms, (route) => route.abort());
		await bar(clerk).getByRole('button', { name: '全部接警' }).click();
		const old = clerk.getByRole('region', { name: '险情警报未能更新' });
		await old.getByText(/所示为 \d{4}-\d\d-\d\d \d\d:\d\d 的情况/).waitFor();
		await expectSound(clerk);
		await clerk.unroute(alarms);
		await clerk.reload();
		await clerk.getByRole('heading', { name: '线索', exact: true }).waitFor();
		await clerk.getByText('起险情警报等待接警').waitFor({ state: 'detached' });
		expect(await old.count()).toBe(0);
	});

	test('says that it knows nothing where it never could', async () => {
		await clerk.route(alarms, (route) => route.abort());
		await clerk.goto(`${url}console/reports`);
		await clerk.getByText('目前不能显示有没有警报等待接警').waitFor();
		await clerk.unroute(alarms);
	});

	test('answers an alarm for which the officer was called and whose case is with another unit', async () => {
		const { number } = await sendReport(url, { category: 'tailings-danger', location });
		// As the server answers an officer of the unit that was called: without the number of the case.
		await clerk.route(alarms, async (route) => {
			const response = await route.fetch();
			const seen = await response.json();
			const list = seen.list.map((alarm: object) => ({ ...alarm, numbers: [] }));
			await route.fulfill({ response, json: { ...seen, list } });
		});
		await clerk.goto(`${url}console/reports`);
		await bar(clerk).getByText('线索由其他单位承办').waitFor();
		await bar(clerk).getByRole('button', { name: '已接警' }).click();
		await clerk.getByText('起险情警报等待接警').waitFor({ state: 'detached' });
		await clerk.unroute(alarms);
		await openReport(clerk, url, number);
		expect(await clerk.locator('.timeline li').first().textContent()).toMatch(/接警/);
	});
});

describe('who reported the danger', () => {
	test('reads with the receipt that 110 and 12350 come first and who is called, and later when it was answered', async () => {
		const receipt = await reportAsCitizen(citizen, url, {
			category: '矿山安全',
			county: '建平县',
			place: '东沟采石场',
			description: '采场顶上的石头快要掉下来，下面还有人干活。',
		});
		await trackAsCitizen(citizen, url, receipt);
		const box = citizen.locator('#case-alarm');
		expect(await box.textContent()).toMatch(
			/请先拨打\s*110\s*或者\s*12350.*(正在|已)通知建平县应急管理局.*还没有接警/s,
		);
		await expectAccessible(citizen);
		await openReport(clerk, url, receipt.number);
		await clerk.locator('.alarm-case').getByRole('button', { name: '已接警' }).click();
		await clerk.locator('.alarm-case').getByText('接警。').waitFor();
		await citizen.getByRole('button', { name: '刷新' }).click();
		await box.getByText('建平县值班人员已接警').waitFor();
		expect(await box.textContent()).not.toMatch(/经办|0000/);
		await citizen.getByRole('button', { name: '关闭查询' }).click();
		expect(await citizen.locator('#case-alarm-lines').textContent()).toBe('');
	});

	test('reads of no alarm where there is no danger', async () => {
		const receipt = await sendReport(url, { location });
		await trackAsCitizen(citizen, url, receipt);
		expect(await citizen.locator('#case-alarm').isVisible()).toBe(false);
	});
});
