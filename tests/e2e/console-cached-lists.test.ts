import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { officerPage, openReport } from './officer.ts';
import { sendReport } from './send-report.ts';

const portal = { url: inject('url'), password: inject('password') };
const { url, password } = portal;
let browser: Browser;
let number: string;

const lists = '**/api/staff/reports?*';
const rows = (page: Page) => page.locator('a[data-number]');
/** A list is asked for and not answered: what is seen now was kept. */
const holdLists = (page: Page) => page.route(lists, () => {});

beforeAll(async () => {
	browser = await openBrowser();
	({ number } = await sendReport(url, { location: { adcode: 211324, place: '演示地点' } }));
});
afterAll(() => browser.close());

/** How often the page asks for the words of a report from now on. */
function countLooks(page: Page): () => number {
	let looks = 0;
	page.on('request', (request) => {
		if (/\/api\/staff\/reports\/\d{12}$/.test(request.url())) looks += 1;
	});
	return () => looks;
}

/** As a browser tells a page that its tab is left, and come back to. */
async function leaveTabAndComeBack(page: Page): Promise<void> {
	for (const state of ['hidden', 'visible']) {
		await page.evaluate((now) => {
			Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
			document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
			window.dispatchEvent(new Event(now === 'visible' ? 'focus' : 'blur'));
		}, state);
	}
}

/** Looks at the report that the audit log holds of an officer. */
async function looksLogged(who: string): Promise<number> {
	const auditor = await browser.newContext();
	await auditor.request.post(`${url}api/staff/session`, { data: { username: 'auditor', password } });
	const answer = await auditor.request.get(`${url}api/staff/audit?q=${number}&action=report.viewed&size=50`);
	const { items } = (await answer.json()) as { items: Array<{ actor: string }> };
	await auditor.close();
	return items.filter(({ actor }) => actor.includes(who)).length;
}

describe('a case', () => {
	test('is looked at once, whatever becomes of window and line while it is open, and again when it is opened again', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		const looks = countLooks(page);
		await page.clock.install();
		await openReport(page, url, number);
		const happenings = [
			() => leaveTabAndComeBack(page),
			() => page.clock.runFor('01:05'),
			async () => {
				await page.context().setOffline(true);
				await page.context().setOffline(false);
			},
		];
		// By each of these the bar of alarms is renewed, and the case is not.
		for (const happen of happenings) {
			const renewed = page.waitForResponse((answer) => answer.url().endsWith('/api/staff/alarms'));
			await happen();
			await renewed;
		}
		expect(looks()).toBe(1);
		expect(await looksLogged('喀左县')).toBe(1);

		await page.getByRole('link', { name: '返回线索列表' }).click();
		await rows(page).first().waitFor();
		await page.goBack();
		await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
		expect(looks()).toBe(2);
		expect(await looksLogged('喀左县')).toBe(2);
		await page.context().close();
	});

	test('is not asked for a second time when its words do not come', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		const looks = countLooks(page);
		await page.route(`**/api/staff/reports/${number}`, (route) => route.abort());
		await page.goto(`${url}console/reports/${number}`);
		await page.getByText('连接不上服务器').waitFor();
		await leaveTabAndComeBack(page);
		await page.getByText('连接不上服务器').waitFor();
		expect(looks()).toBe(1);
		await page.context().close();
	});
});

describe('a list', () => {
	test('is there at once for who comes back to it, and not as it was before something was done', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		await page.goto(`${url}console/reports?view=all`);
		await rows(page).first().click();
		await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
		await holdLists(page);
		await page.goBack();
		await rows(page).first().waitFor();
		await rows(page).first().click();
		await page.getByLabel('记一笔').fill('已与乡镇联系。');
		await page.getByRole('button', { name: '保存记录' }).click();
		await page.locator('.timeline', { hasText: '已与乡镇联系' }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { name: '线索', level: 1 }).waitFor();
		expect(await rows(page).count()).toBe(0);
		await page.context().close();
	});

	test('stays when it cannot be renewed, and says why to whoever asked for it', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		await page.clock.install();
		await page.goto(`${url}console/reports?view=all`);
		await rows(page).first().waitFor();
		await page.route(lists, (route) => route.abort());
		const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/staff/reports?'));
		await page.clock.runFor('01:05');
		await failed;
		expect(await rows(page).count()).toBeGreaterThan(0);
		expect(await page.locator('.inbox .failed').count()).toBe(0);
		await page.getByRole('button', { name: '立即刷新' }).click();
		await page.clock.runFor('00:10');
		await page.locator('.inbox .failed', { hasText: '连接不上服务器' }).waitFor();
		expect(await rows(page).count()).toBeGreaterThan(0);
		await page.context().close();
	});
});

describe('the next officer at the same browser', () => {
	test('sees nothing of the one who signed out', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		await page.goto(`${url}console/reports?view=all`);
		const theirs = await numbersOf(page);
		await page.getByRole('button', { name: '退出', exact: true }).click();
		await takeOver(page);
		expect(await seenOf(page, theirs)).toEqual([]);
		await page.context().close();
	});

	test('sees nothing of the one whose session ran out on this very page', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		await page.goto(`${url}console/reports?view=all`);
		const theirs = await numbersOf(page);
		await page.context().clearCookies();
		await page.getByRole('button', { name: '立即刷新' }).click();
		await page.getByText('登录已过期，请重新登录').waitFor();
		await takeOver(page);
		expect(await seenOf(page, theirs)).toEqual([]);
		await page.unroute(lists);
		await page.reload();
		await rows(page).first().waitFor();
		expect(await seenOf(page, theirs)).toEqual([]);
		await page.context().close();
	});

	test('opens the case that the page still names once, in their own name', async () => {
		const page = await officerPage(browser, portal, 'kazuo');
		await page.route(`**/api/staff/reports/${number}`, (route) => route.abort());
		await page.goto(`${url}console/reports/${number}`);
		await page.getByText('连接不上服务器').waitFor();
		await page.unroute(`**/api/staff/reports/${number}`);
		await page.context().clearCookies();
		await page.getByRole('button', { name: '重试' }).click();
		await page.getByText('登录已过期，请重新登录').waitFor();
		const looks = countLooks(page);
		await takeOver(page, 'city');
		await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
		expect(looks()).toBe(1);
		await page.context().close();
	});
});

/** Signs in as another officer without opening the page anew; the lists of that officer do not come yet. */
async function takeOver(page: Page, username = 'jianping'): Promise<void> {
	await holdLists(page);
	await page.getByLabel('账号').fill(username);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.getByRole('heading', { name: '办理平台登录' }).waitFor({ state: 'detached' });
	await page.getByRole('button', { name: '退出', exact: true }).waitFor();
}

async function numbersOf(page: Page): Promise<string[]> {
	await rows(page).first().waitFor();
	return rows(page).evaluateAll((links) => links.map((link) => link.getAttribute('data-number') ?? ''));
}

/** Those of these reports that stand anywhere in the page, hidden or not. */
async function seenOf(page: Page, numbers: string[]): Promise<string[]> {
	const content = await page.content();
	return numbers.filter((each) => content.includes(each));
}
