import type { APIRequestContext, Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { aDraft, aReport } from '../api/portal.ts';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';
import { concludeByApi, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');

let browser: Browser;
let page: Page;
beforeAll(async () => {
	browser = await openBrowser();
	page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })).newPage();
});
afterAll(() => browser.close());

/** A context that is signed in, for calls of the API. */
async function signedIn(username: string): Promise<APIRequestContext> {
	const { request } = await browser.newContext();
	await request.post(`${url}api/staff/session`, { data: { username, password } });
	return request;
}

/** What calls of this story answer. */
interface Made {
	id: string;
	publicId: string;
	number: string;
	version: number;
}

async function sent(answer: Awaited<ReturnType<APIRequestContext['post']>>): Promise<Made> {
	if (!answer.ok()) throw new Error(await answer.text());
	return (await answer.json()) as Made;
}

/** A published result of 北票市 about somebody who wrote a letter. */
async function aPublishedResult(title: string): Promise<Made> {
	const clerk = await signedIn('beipiao');
	const headers = { 'idempotency-key': crypto.randomUUID() };
	const letter = { ...aReport(), channel: 'letter' };
	const { number } = await sent(await clerk.post(`${url}api/staff/reports`, { data: letter, headers }));
	await concludeByApi((await browser.newContext()).request, { url, password }, 'beipiao', number);
	const data = { ...aDraft(), title };
	const { id, version } = await sent(await clerk.put(`${url}api/staff/reports/${number}/result`, { data }));
	const submitted = await sent(await clerk.post(`${url}api/staff/results/${id}/submit`, { data: { version } }));
	const approver = await signedIn('beipiao-approver');
	return sent(await approver.post(`${url}api/staff/results/${id}/approve`, { data: { version: submitted.version } }));
}

test('whoever withdraws a result reads before what will remain of it, and sees after what the public still sees', async () => {
	const title = '某沟口无证采矿案';
	const { id, publicId } = await aPublishedResult(title);
	await signIn(page, url, 'beipiao-approver', password);
	await page.goto(`${url}console/results/${id}`);
	await page.getByRole('button', { name: '撤回', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: '撤回' });
	await dialog.getByText('只保留公开编号、撤回日期和理由').waitFor();
	await dialog.getByLabel('理由').fill('处罚决定已依法撤销。');
	await dialog.getByRole('button', { name: '撤回', exact: true }).click();
	await dialog.waitFor({ state: 'detached' });
	const remains = page.locator('.public-page');
	await remains.getByText(`处理结果 ${publicId}（已撤回）`).waitFor();
	expect(await remains.locator('dt').allTextContents()).toEqual(['编号', '撤回日期', '撤回理由']);
	expect(await remains.textContent()).not.toContain(title);
	await page.getByText('撤回后公众只能看到这些').waitFor();
	await page.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(page);
});
