import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';

const url = inject('url');
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** Signs in by the link of the sign-in page, on the pages of the city's identity system. */
async function signInThere(page: Page, username: string): Promise<void> {
	await page.goto(`${url}console/`);
	await page.getByRole('link', { name: '用统一身份认证登录' }).click();
	await page.locator('input[name=login]').fill(username);
	await page.locator('input[name=password]').fill('any');
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL(`${url}console/**`);
}

test("an officer signs in with the city's identity system and finds the inbox, signs out of both; somebody unknown is told whom to ask", async () => {
	const officer = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	await signInThere(officer, 'kazuo');
	await officer.getByRole('heading', { name: '线索', exact: true }).waitFor();
	expect(await officer.locator('.top-me').textContent()).toContain('经办（演示）');
	await officer.getByRole('button', { name: '退出' }).click();
	await officer.waitForURL(/session\/end/);
	await officer.getByRole('button', { name: '退出' }).click();
	await officer.waitForURL(`${url}console/**`);
	await officer.getByRole('link', { name: '用统一身份认证登录' }).click();
	await officer.locator('input[name=login]').waitFor();

	const stranger = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
	await signInThere(stranger, 'passer-by');
	expect(await stranger.getByRole('alert').textContent()).toMatch(/没有账号.*联系账号管理员/);
	await expectAccessible(stranger);
	await stranger.reload();
	await stranger.getByRole('link', { name: '用统一身份认证登录' }).waitFor();
	expect(await stranger.getByRole('alert').count()).toBe(0);
});
