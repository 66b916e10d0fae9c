import { request } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { codeOf } from '../api/accounts/sign-in/authenticator.ts';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';
import { signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function newPage(width = 1280): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
	page.setDefaultTimeout(20_000);
	return page;
}

/** A wrong try from another network: every address that begins with 127 is this machine. Resolves with the status. */
function wrongFrom(localAddress: string, username: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const headers = { 'content-type': 'application/json' };
		const sent = request(`${url}api/staff/session`, { method: 'POST', headers, localAddress }, (answer) => {
			answer.resume();
			answer.on('end', () => resolve(answer.statusCode));
		});
		sent.on('error', reject);
		sent.end(JSON.stringify({ username, password: 'wrong-password-1' }));
	});
}

test('an officer at whose name strangers guess signs in without seeing or doing anything more, the next time without delay', async () => {
	const guessed = 'lingyuan-grid';
	// Four from each network, so that none is locked; more than twenty where an hour ends in between.
	let tries = 0;
	while ((await wrongFrom(`127.0.${1 + (tries >> 2)}.1`, guessed)) === 401) tries += 1;
	expect(tries).toBeGreaterThanOrEqual(20);
	const page = await newPage(360);
	const looked = Promise.withResolvers<void>();
	await page.route('**/api/staff/session', async (route) => {
		if (route.request().postData()?.includes('captcha')) await looked.promise;
		await route.continue();
	});
	const answers: number[] = [];
	page.on('response', (answer) => {
		if (answer.url().endsWith('/api/staff/session') && answer.request().method() === 'POST')
			answers.push(answer.status());
	});
	await page.goto(`${url}console/`);
	await page.getByLabel('账号').fill(guessed);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.getByRole('status').filter({ hasText: '正在自动完成安全验证' }).waitFor();
	await expectAccessible(page);
	looked.resolve();
	await page.setViewportSize({ width: 1280, height: 800 });
	const notice = page.getByRole('dialog', { name: '账号通知' });
	await notice.waitFor();
	expect(await notice.textContent()).toContain('有人用错误的密码多次登录您的账号');
	await notice.getByRole('button', { name: '我已知晓' }).click();
	await notice.waitFor({ state: 'detached' });
	expect(answers).toEqual([429, 200]);
	await page.getByRole('button', { name: '退出' }).click();
	await page.getByLabel('账号').fill(guessed);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.getByRole('heading', { name: '办理平台登录' }).waitFor({ state: 'detached' });
	expect(answers).toEqual([429, 200, 200]);
});

test('codes are typed as phone and paper show them: in groups, and without the hyphen', async () => {
	const page = await newPage();
	await signIn(page, url, 'kazuo-grid', password);
	await page.goto(`${url}console/own`);
	await page.getByLabel('登录密码').fill(password);
	await page.getByRole('button', { name: '启用二次验证' }).click();
	const textOf = async (what: Locator) => (await what.textContent()) ?? '';
	const [secret] = /[A-Z2-7]{16,}/.exec(await textOf(page.locator('dt', { hasText: '密钥' }).locator('+ dd'))) ?? [];
	const backup = await textOf(page.locator('.backup-codes li').first());
	const uri = `otpauth://totp/portal?secret=${secret}`;
	const inGroups = () => codeOf(uri).replace(/^.../, '$& ');
	await page.getByLabel('验证码').pressSequentially(inGroups());
	await page.getByRole('button', { name: '确认启用' }).click();
	await page.getByText('二次验证已启用').waitFor();
	for (const typed of [inGroups, () => backup.replace('-', '')]) {
		await page.getByRole('button', { name: '退出' }).click();
		await page.getByLabel('账号').fill('kazuo-grid');
		await page.getByLabel('密码', { exact: true }).fill(password);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.getByLabel('验证码').pressSequentially(typed());
		await page.getByRole('button', { name: '验证并登录' }).click();
		await page.getByRole('heading', { name: '办理平台登录' }).waitFor({ state: 'detached' });
	}
});
