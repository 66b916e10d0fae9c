import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';
import { moveReport, openReport, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;
/** What the browsers complained of; refused calls are part of the tests. */
const complaints: string[] = [];

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function newPage(width = 1280): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		const refused = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !refused) complaints.push(message.text());
	});
	return page;
}

/** Opens the inbox and returns the number of its first report in a status. */
async function firstNumber(page: Page, status: string): Promise<string> {
	await page.goto(`${url}console/reports?view=all&status=${status}`);
	const number = await page.locator('a[data-number]').first().getAttribute('data-number');
	return number ?? '';
}

/** The columns of the menu, without the number of lines that wait to be read. */
const menuOf = async (page: Page) =>
	(await page.locator('nav[aria-label="栏目"] a').allTextContents()).map((name) => name.replace(/\d+ 条未阅$/, ''));

describe('signing in', () => {
	test('a wrong password is told apart from nothing, and five in a row lock with a sentence', async () => {
		const page = await newPage();
		await page.goto(`${url}console/reports?view=overdue`);
		for (let attempt = 0; attempt < 5; attempt++) {
			await page.getByLabel('账号').fill('nobody-here');
			await page.getByLabel('密码', { exact: true }).fill(`wrong-password-${attempt}`);
			await page.getByRole('button', { name: '登录', exact: true }).click();
			await page.getByRole('alert').waitFor();
			await page.waitForTimeout(200);
		}
		expect(await page.getByRole('alert').textContent()).toMatch(/已锁定.*分钟后再试/);
	});

	test('the password can be shown, and the page that was asked for opens after signing in', async () => {
		const page = await newPage();
		await page.goto(`${url}console/reports?view=overdue`);
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '显示密码' }).click();
		expect(await page.getByLabel('密码', { exact: true }).getAttribute('type')).toBe('text');
		await page.getByLabel('账号').fill('kazuo');
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.locator('[aria-current=page]', { hasText: '已逾期' }).waitFor();
		expect(page.url()).toContain('view=overdue');
	});

	test('the menu shows what the role may do and nothing else', async () => {
		const seen = async (who: string) => {
			const page = await newPage();
			await signIn(page, url, who, password);
			await page.getByRole('heading', { level: 1 }).waitFor();
			return menuOf(page);
		};
		expect(await seen('auditor')).toEqual(['监督提示', '审计日志', '权限表']);
		expect(await seen('admin')).toEqual(['通知发送', '账号', '权限表']);
		expect(await seen('security')).toEqual(['账号', '权限表']);
		expect(await seen('kazuo')).not.toContain('审计日志');
	});

	test('an address beyond the role is answered with a sentence', async () => {
		const page = await newPage();
		await signIn(page, url, 'auditor', password);
		await page.goto(`${url}console/reports`);
		await page.getByRole('heading', { name: '没有这项权限' }).waitFor();
	});
});

describe('somebody who walks away', () => {
	test('is signed out after 30 idle minutes, and finds what was typed after coming back', async () => {
		const page = await newPage();
		await page.clock.install();
		await signIn(page, url, 'kazuo', password);
		await openReport(page, url, await firstNumber(page, 'investigating'));
		await page.getByLabel('留言给举报人').fill('请补充具体位置。');
		await page.clock.fastForward('30:30');
		await page.getByText('30 分钟没有操作，已自动退出').waitFor();
		expect(await page.getByLabel('留言给举报人').isVisible()).toBe(false);
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.getByLabel('留言给举报人').waitFor();
		expect(await page.getByLabel('留言给举报人').inputValue()).toBe('请补充具体位置。');
	});

	test('does not stay signed in because the inbox refreshes itself', async () => {
		const page = await newPage();
		await page.clock.install();
		await signIn(page, url, 'kazuo', password);
		await page.locator('.inbox').getByText('截至').waitFor();
		const asked: Array<string | undefined> = [];
		page.on('request', (request) => {
			if (request.url().includes('/api/staff/reports?')) asked.push(request.headers()['x-background']);
		});
		for (const times of [1, 2]) {
			const answered = page.waitForResponse((response) => response.url().includes('/api/staff/reports?'));
			await page.clock.runFor('01:05');
			await answered;
			expect(asked.length).toBeGreaterThanOrEqual(times);
		}
		expect(asked).not.toContain(undefined);
	});
});

describe('the inbox', () => {
	test('refreshes itself every minute and keeps the row that was picked', async () => {
		const page = await newPage();
		await page.clock.install();
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=all`);
		await page.locator('a[data-number]').first().waitFor();
		await page.keyboard.press('j');
		const picked = await page.locator('a[data-number]:focus').getAttribute('data-number');
		const answered = page.waitForResponse((response) => response.url().includes('/api/staff/reports?'));
		await page.clock.runFor('01:05');
		await answered;
		expect(await page.locator('a[data-number]:focus').getAttribute('data-number')).toBe(picked);
	});

	test('a column chosen stays with the account, the list can be taken out as a sheet, and a figure of the statistics opens the list it counts', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=all`);
		await page.locator('a[data-number]').first().waitFor();
		const source = page.getByRole('columnheader', { name: '来源' });
		expect(await source.count()).toBe(0);
		await page.getByText('显示的列').click();
		const kept = page.waitForResponse((answer) => answer.url().endsWith('/api/staff/columns'));
		await page.getByLabel('来源').check();
		expect((await kept).status()).toBe(204);
		await page.reload();
		await source.waitFor();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Excel' }).click();
		expect((await saving).suggestedFilename()).toMatch(/台账.*\.xlsx$/);
		await page.getByRole('link', { name: '统计' }).click();
		const open = page.locator('.figures > div', { hasText: '在办' }).getByRole('link');
		const count = Number(await open.textContent());
		await open.click();
		await page.getByText(`共 ${count} 条`).waitFor();
	});

	test('every figure of the statistics is the count of the list it opens, and the bulletin can be taken out', async () => {
		const page = await newPage();
		await signIn(page, url, 'city', password);
		// Other tests report and handle meanwhile: figures and lists are compared as they stand at one moment.
		const compare = async () => {
			await page.goto(`${url}console/dashboard`);
			await page.locator('.town-map a').first().waitFor();
			const links = await page.locator('.figures a, .charts a, .town-map a').evaluateAll((all) =>
				all.map((link) => ({
					of: link.closest('div')?.querySelector('dt')?.textContent ?? link.getAttribute('aria-label') ?? '',
					count: Number(/\d+$/.exec(link.textContent)?.[0]),
					search: new URL(link.getAttribute('href') ?? '', location.href).search,
				})),
			);
			const counts = links.filter(({ of }) => !['按期率', '满意度'].includes(of));
			expect(counts.length).toBeGreaterThan(40);
			for (const { of, count, search } of counts) {
				const { total } = await (await page.request.get(`${url}api/staff/reports${search}`)).json();
				expect({ of, count: total }).toEqual({ of, count });
			}
		};
		await vi.waitFor(compare, { timeout: 90_000, interval: 100 });
		const saving = page.waitForEvent('download');
		await page.locator('.bulletin').getByRole('button', { name: 'Excel' }).click();
		expect((await saving).suggestedFilename()).toMatch(/通报.*\.xlsx$/);
	});

	test('j and Enter open a report, and coming back finds the same row', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=all`);
		await page.locator('a[data-number]').nth(1).waitFor();
		await page.keyboard.press('j');
		await page.keyboard.press('j');
		const picked = await page.locator('a[data-number]:focus').getAttribute('data-number');
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/reports/${picked}`);
		await page.getByRole('link', { name: '返回线索列表' }).click();
		await page.locator(`a[data-number="${picked}"]:focus`).waitFor();
		expect(page.url()).toContain('view=all');
	});

	test('a clerk goes from one report of the list to the next, and one step back is the list', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=all`);
		const rows = page.locator('a[data-number]');
		await rows.nth(2).waitFor();
		const [first, second] = await rows.evaluateAll((links) => links.map((link) => link.getAttribute('data-number')));
		await rows.first().click();
		await page.waitForURL(`**/reports/${first}`);
		expect(await page.getByRole('link', { name: '上一件' }).count()).toBe(0);
		await page.getByRole('link', { name: '下一件' }).click();
		await page.waitForURL(`**/reports/${second}`);
		await page.getByText(/本页第 2 件，共 \d+ 件/).waitFor();
		await page.getByRole('link', { name: '上一件' }).click();
		await page.waitForURL(`**/reports/${first}`);
		await page.getByRole('link', { name: '下一件' }).click();
		await page.waitForURL(`**/reports/${second}`);
		await page.goBack();
		await page.locator(`a[data-number="${second}"]:focus`).waitFor();
		expect(page.url()).toContain('view=all');
	});

	test('a search that finds nothing says so and can be cleared', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=all`);
		await page.locator('a[data-number]').first().waitFor();
		await page.keyboard.press('/');
		await page.keyboard.type('没有这个地方');
		await page.keyboard.press('Enter');
		await page.getByText('没有符合条件的线索').waitFor();
		await page.getByRole('button', { name: '清除条件' }).first().click();
		await page.locator('a[data-number]').first().waitFor();
	});

	test('when the server cannot be reached it says so, and a retry brings the list', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await page.route('**/api/staff/reports?*', (route) => route.abort());
		await page.goto(`${url}console/reports?view=all`);
		await page.getByText('连接不上服务器').waitFor();
		await page.unroute('**/api/staff/reports?*');
		await page.getByRole('button', { name: '重试' }).click();
		await page.locator('a[data-number]').first().waitFor();
	});
});

describe('handling', () => {
	test('a form with gaps names them, moves the focus there and keeps what was typed', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await openReport(page, url, await firstNumber(page, 'assigned'));
		await page.getByRole('button', { name: '退回异议', exact: true }).click();
		await page.getByRole('button', { name: '确认退回异议' }).click();
		await page.getByText('请填写“异议理由”').waitFor();
		await page.keyboard.type('地点不在本县。');
		await page.getByRole('button', { name: '暂不办理' }).click();
		await page.getByRole('button', { name: '退回异议', exact: true }).click();
		expect(await page.getByLabel('异议理由').inputValue()).toBe('地点不在本县。');
	});

	test('a clerk passes a report on to another department of the county; the history says where and why', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await openReport(page, url, await firstNumber(page, 'assigned'));
		await moveReport(page, '转办', {
			转交单位: { choose: '喀左县水行政主管部门' },
			转办理由: '主要反映河道采砂。',
			告知举报人: '您反映的主要是河道采砂，由水行政部门核查。',
		});
		const latest = page.locator('.timeline > li').first();
		await latest.getByText('主要反映河道采砂。').waitFor();
		expect(await latest.textContent()).toContain('已转交喀左县水行政主管部门办理');
	});

	test('of two officers at once the second is told who was first, and keeps the words', async () => {
		const first = await newPage();
		await signIn(first, url, 'jianping', password);
		const number = await firstNumber(first, 'assigned');
		const second = await newPage();
		await signIn(second, url, 'jianping', password);
		await openReport(first, url, number);
		await openReport(second, url, number);
		await second.getByRole('button', { name: '不予受理', exact: true }).click();
		await second.getByRole('combobox', { name: '理由' }).click();
		await second.getByRole('option').first().click();
		await second.getByLabel('告知举报人').fill('没有写明地点，不能核查。');
		await moveReport(first, '受理');
		await second.getByRole('button', { name: '提交审批' }).click();
		await second.getByText(/刚刚办理了这件线索/).waitFor();
		expect(await second.getByLabel('告知举报人').inputValue()).toBe('没有写明地点，不能核查。');
	});

	test('the city watches over a case, the county finds it among the supervised, the auditor reads who did it', async () => {
		const city = await newPage();
		await signIn(city, url, 'city', password);
		await city.goto(`${url}console/reports?view=all&status=assigned&county=211322`);
		const number = (await city.locator('a[data-number]').first().getAttribute('data-number')) ?? '';
		await openReport(city, url, number);
		await moveReport(city, '督办', { 督办期限: { day: '2027-12-31' }, 督办要求: '请尽快核查并报送进展。' });
		const county = await newPage(360);
		await signIn(county, url, 'jianping', password);
		await county.goto(`${url}console/reports?view=supervised`);
		await county.locator(`a[data-number="${number}"]`).waitFor();
		const auditor = await newPage();
		await signIn(auditor, url, 'auditor', password);
		await auditor.goto(`${url}console/audit?q=${number}`);
		const row = auditor.locator('tbody tr', { hasText: '办理线索' }).first();
		expect(await row.textContent()).toContain(number);
		expect(await row.textContent()).toContain('市级经办');
	});

	test('a note typed when the session ran out is still there after signing in again', async () => {
		const page = await newPage();
		await signIn(page, url, 'kazuo', password);
		await openReport(page, url, await firstNumber(page, 'investigating'));
		await page.getByLabel('记一笔').fill('已与乡镇联系，约定明天到现场。');
		await page.context().clearCookies();
		await page.getByRole('button', { name: '保存记录' }).click();
		await page.getByText('登录已过期，请重新登录').waitFor();
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		expect(await page.getByLabel('记一笔').inputValue()).toBe('已与乡镇联系，约定明天到现场。');
		await page.getByRole('button', { name: '保存记录' }).click();
		await page.locator('.timeline', { hasText: '约定明天到现场' }).waitFor();
	});

	test('in the field, at 360 px, an officer reads the case and adds a note', async () => {
		const page = await newPage(360);
		await signIn(page, url, 'kazuo', password);
		await page.goto(`${url}console/reports?view=mine`);
		await page.locator('a[data-number]').first().click();
		await page.getByRole('heading', { name: '举报内容' }).waitFor();
		await page.getByLabel('记一笔').fill('现场已查看。');
		await page.getByRole('button', { name: '保存记录' }).click();
		await page.locator('.timeline', { hasText: '现场已查看' }).waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	});
});

/** The half of a one-time password in a dialog; it is gone from the page once that is closed. */
async function halfShown(page: Page, title: string): Promise<string> {
	const once = page.getByRole('dialog', { name: title });
	const half = (await once.locator('.once .copy-text').textContent()) ?? '';
	await expectAccessible(page);
	await once.getByRole('button', { name: '已交给本人' }).click();
	await once.waitFor({ state: 'detached' });
	expect(await page.content()).not.toContain(half);
	return half;
}

describe('accounts', () => {
	test('a new officer gets a password of which each administrator saw half, once, changes it at the first sign-in, and takes over a case', async () => {
		const admin = await newPage(360);
		await signIn(admin, url, 'admin', password);
		await admin.getByRole('button', { name: '新建账号' }).click();
		const form = admin.getByRole('dialog', { name: '新建账号' });
		await form.getByLabel('账号').fill('kazuo-second');
		await form.getByLabel('姓名').fill('演示人员丙');
		for (const [label, option] of [
			['岗位', '办案人员'],
			['地区', '喀左县'],
		] as const) {
			await form.getByRole('combobox', { name: label }).press('Enter');
			await admin.getByRole('option', { name: option, exact: true }).click();
			await form.locator('.el-select', { hasText: option }).waitFor();
		}
		await form.getByRole('button', { name: '提出申请' }).click();
		await form.getByText('请写明理由，至少 4 个字').waitFor();
		await form.getByLabel('申请理由').fill('喀左县新到办案人员');
		await form.getByRole('button', { name: '提出申请' }).click();
		await admin.getByText('申请已提出，等另一类管理员决定。').waitFor();

		const security = await newPage(360);
		await signIn(security, url, 'security', password);
		await security.getByRole('button', { name: '办理申请：新建 kazuo-second' }).click();
		await security.getByRole('button', { name: '同意', exact: true }).click();
		const second = await halfShown(security, '一次性密码后半段');
		await admin.reload();
		await admin.getByRole('button', { name: '领取密码前半段：kazuo-second' }).click();
		const given = `${await halfShown(admin, '一次性密码前半段')}-${second}`;

		const officer = await newPage(360);
		await signIn(officer, url, 'kazuo-second', given);
		const notice = officer.getByRole('dialog', { name: '账号通知' });
		await notice
			.getByText(/由系统管理（演示）（系统管理员）申请、安全管理（演示）（安全管理员）同意，已新建/)
			.waitFor();
		await notice.getByRole('button', { name: '我已知晓' }).click();
		await notice.waitFor({ state: 'detached' });
		await officer.getByText('现在用的是一次性密码，请先修改密码').waitFor();
		await officer.getByLabel('现在的密码').fill(given);
		await officer.getByLabel('新密码', { exact: true }).fill('first-day-2026');
		await officer.getByLabel('再输入一次新密码').fill('first-day-2026');
		const changed = officer.waitForResponse((answer) => answer.url().endsWith('/api/staff/password'));
		await officer.getByRole('button', { name: '修改密码' }).click();
		expect((await changed).status()).toBe(204);
		await officer.goto(`${url}console/reports`);
		await officer.getByRole('heading', { name: '线索', level: 1 }).waitFor();
		await openReport(officer, url, await firstNumber(officer, 'investigating'));
		await moveReport(officer, '由我承办');
		await officer.locator('.timeline', { hasText: '由我承办' }).first().waitFor();
		await officer.goto(`${url}console/reports?view=mine`);
		await officer.locator('a[data-number]').first().waitFor();
	});
});

test('no page broke, and nothing asked for what the strict policy refuses', () => {
	expect(complaints).toEqual([]);
});
