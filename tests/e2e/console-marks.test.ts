import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { expectAccessible } from './expect-accessible.ts';
import { concludeByApi, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
const title = '标注试验：某处无证采矿案';
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function newPage(width: number): Promise<Page> {
	return (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
}

/** A report of 北票市 that was brought to its end by the API, in a browser of its own. */
async function concluded(): Promise<string> {
	const { request } = await browser.newContext();
	await request.post(`${url}api/staff/session`, { data: { username: 'beipiao', password } });
	const sent = await request.post(`${url}api/staff/reports`, {
		headers: { 'idempotency-key': crypto.randomUUID() },
		data: {
			...{ channel: 'letter', category: 'no-licence', description: '来信反映有人无证采矿，装车外运。' },
			...{ location: { adcode: 211381, place: '村北' }, reporter: { mode: 'anonymous' } },
		},
	});
	expect(sent.status()).toBe(201);
	const { number } = (await sent.json()) as { number: string };
	await concludeByApi(request, { url, password }, 'beipiao', number);
	return number;
}

const marked = (page: Page, where: string) => page.locator(`${where} .marked`).allTextContents();

describe('what may not belong in public, from the draft to the public', () => {
	let clerk: Page;

	test('what is certain stands at its field and is not kept', async () => {
		clerk = await newPage(1280);
		await signIn(clerk, url, 'beipiao', password);
		await clerk.goto(`${url}console/reports/${await concluded()}/result`);
		await clerk.getByLabel('标题').fill(title);
		await clerk.getByLabel('问题基本情况').fill('来信反映一处山坡有采挖行为。');
		await clerk.getByLabel('调查核实情况').fill('经核查属实，法定代表人赵铁柱（一三八-零四二一-七七八八）承认。');
		await clerk.getByRole('button', { name: '保存拟稿' }).click();
		const field = clerk.locator('.field', { has: clerk.getByLabel('调查核实情况') });
		await field.getByText('含有手机号码，请删去或者遮盖').waitFor();
	});

	test('what is possible is framed and named in its text, and is handed on only with a reason', async () => {
		await clerk.getByLabel('调查核实情况').fill('经核查属实，法定代表人赵铁柱承认，值班电话0421-2612345。');
		await clerk.getByRole('button', { name: '提交审核' }).click();
		await clerk.getByText('标出的内容请逐处说明可以公开的理由').waitFor();
		const names = ['赵铁柱可能是人员姓名', '0421-2612345可能是固定电话号码'];
		expect(await marked(clerk, '.mark-reasons')).toEqual(names);
		expect(await marked(clerk, '.public-page')).toEqual(names);
		await clerk.getByLabel('“赵铁柱”可以公开的理由').fill('处罚决定书已依法公开法定代表人姓名。');
		await clerk.getByLabel('“0421-2612345”可以公开的理由').fill('单位值班电话。');
		await clerk.setViewportSize({ width: 360, height: 800 });
		await expectAccessible(clerk);
		await clerk.setViewportSize({ width: 1280, height: 800 });
		await clerk.getByRole('button', { name: '提交审核' }).click();
		await clerk.getByRole('heading', { name: title }).waitFor();
	});

	test('whoever approves sees text, marks and reasons, and confirms them before it is published', async () => {
		const approver = await newPage(360);
		await signIn(approver, url, 'beipiao-approver', password);
		await approver.goto(clerk.url());
		await approver.getByRole('heading', { name: '标出的内容' }).waitFor();
		expect(await marked(approver, '.public-page')).toEqual(['赵铁柱可能是人员姓名', '0421-2612345可能是固定电话号码']);
		await expectAccessible(approver);
		await approver.getByRole('button', { name: '批准发布' }).click();
		const dialog = approver.getByRole('dialog');
		await dialog.getByText('理由：单位值班电话。').waitFor();
		await dialog.getByRole('button', { name: '批准发布' }).click();
		await dialog.getByText('请逐处核对标出的内容和理由，并勾选确认').waitFor();
		await dialog.getByText('确认可以公开').click();
		await dialog.getByRole('button', { name: '批准发布' }).click();
		await dialog.waitFor({ state: 'detached' });
		await approver.getByText('已发布', { exact: true }).waitFor();
	});
});
