import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from '../e2e/browser.ts';
import { signIn } from '../e2e/officer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Who sees which page; `ready` is what the page shows once it has its data. */
const pages: Array<{ who: string; path: string; ready: string }> = [
	{ who: 'shuangta', path: 'reports?view=all', ready: 'table' },
	{ who: 'shuangta', path: 'reports?view=supervised', ready: '.empty' },
	{ who: 'shuangta', path: 'reports?view=overdue', ready: 'table' },
	{ who: 'shuangta', path: 'results', ready: '.inbox .empty, table' },
	{ who: 'shuangta', path: 'entry', ready: 'form' },
	{ who: 'shuangta', path: 'import', ready: 'input[type=file]' },
	{ who: 'shuangta', path: 'own', ready: 'form' },
	{ who: 'shuangta', path: 'roles', ready: 'table' },
	{ who: 'shuangta', path: 'no-such-page', ready: 'h1' },
	{ who: 'city', path: 'reports?view=city', ready: 'table' },
	{ who: 'city', path: 'reports?view=bypassed', ready: '.inbox .empty, table' },
	{ who: 'shuangta-approver', path: 'reports', ready: '.inbox .empty, table' },
	{ who: 'city', path: 'dashboard', ready: '.figures' },
	{ who: 'city', path: 'clearing', ready: 'table' },
	{ who: 'city', path: 'batches/new', ready: 'form' },
	{ who: 'city', path: 'outbox', ready: '.inbox .empty, table' },
	{ who: 'city', path: 'publication', ready: '.facts' },
	{ who: 'city', path: 'audit', ready: 'h1' },
	{ who: 'auditor', path: 'audit', ready: 'table' },
	{ who: 'auditor', path: 'alerts', ready: '.inbox .empty, table' },
	{ who: 'shuangta-approver', path: 'identity-requests', ready: '.inbox .empty, table' },
	{ who: 'shuangta-grid', path: 'tasks', ready: '.task-list' },
	{ who: 'admin', path: 'accounts', ready: '.inbox table' },
	{ who: 'security', path: 'accounts', ready: '.inbox table' },
];

const { url, password } = { url: inject('url'), password: inject('password') };
let browser: Browser;
const signedIn = new Map<string, Page>();

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each([1280, 360])('at %i px', (width) => {
	test('the sign-in page has nothing that axe complains of, empty and refused', async () => {
		const page = await newPage(width);
		await page.goto(`${url}console/`);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.getByText('请输入账号').waitFor();
		await expectSound(page);
	});

	test.each(pages)('$path for $who', async ({ who, path, ready }) => {
		const page = await pageOf(who, width);
		await page.goto(`${url}console/${path}`);
		await page.locator(ready).first().waitFor();
		await expectSound(page);
	});

	test('a report with a form open and lines to mend', async () => {
		const page = await pageOf('shuangta', width);
		await page.goto(`${url}console/reports?view=all&status=assigned`);
		await page.locator('a[data-number]').first().click();
		await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
		await expectSound(page);
		await page.getByRole('button', { name: '不予受理', exact: true }).click();
		await page.getByRole('button', { name: '提交审批' }).click();
		await page.getByText('请选择“理由”').waitFor();
		await expectSound(page);
	});

	test('the form for a new account', async () => {
		const page = await pageOf('admin', width);
		await page.goto(`${url}console/accounts`);
		await page.getByRole('button', { name: '新建账号' }).click();
		await page.getByRole('dialog', { name: '新建账号' }).waitFor();
		await expectSound(page);
	});

	test('what the owner of an account reads first after others changed it', async () => {
		const { request } = (await pageOf('admin', width)).context();
		const { items } = await (await request.get(`${url}api/staff/accounts`)).json();
		const { id } = items.find(({ username }: { username: string }) => username === 'longcheng-grid');
		const reset = await (await request.post(`${url}api/staff/accounts/${id}/reset`)).json();
		const page = await newPage(width);
		await signIn(page, url, 'longcheng-grid', reset.password);
		await page.getByRole('dialog', { name: '账号通知' }).waitFor();
		await expectSound(page);
	});
});

async function newPage(width: number): Promise<Page> {
	return (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
}

async function pageOf(who: string, width: number): Promise<Page> {
	const key = `${who} ${width}`;
	const page = signedIn.get(key) ?? (await newPage(width));
	if (!signedIn.has(key)) await signIn(page, url, who, password);
	signedIn.set(key, page);
	return page;
}

/** Nothing that axe complains of, and nothing that has to be scrolled sideways. */
async function expectSound(page: Page): Promise<void> {
	await page.waitForTimeout(400);
	await page.evaluate(axe);
	const violations = await page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> };
		};
		return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	});
	expect(violations).toEqual([]);
	const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	expect(content).toBeLessThanOrEqual(window_ ?? 0);
}
