import type { APIRequestContext, Browser, Page } from 'playwright-core';

/** Signs in at the console. */
export async function signIn(page: Page, url: string, username: string, password: string): Promise<void> {
	await page.goto(`${url}console/`);
	await page.getByLabel('账号').fill(username);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.getByRole('heading', { name: '办理平台登录' }).waitFor({ state: 'detached' });
}

/** A page of its own in which an officer is signed in. */
export async function officerPage(
	browser: Browser,
	{ url, password }: { url: string; password: string },
	username: string,
	width = 1280,
): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
	page.setDefaultTimeout(20_000);
	await signIn(page, url, username, password);
	return page;
}

/** Opens a report by its address. */
export async function openReport(page: Page, url: string, number: string): Promise<void> {
	await page.goto(`${url}console/reports/${number}`);
	await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
}

/** Makes or proposes a move from the report's page; fields by label, choices by their option's name. */
export async function moveReport(
	page: Page,
	name: string,
	fields: Record<string, string | { choose: string } | { day: string }> = {},
): Promise<void> {
	await page.getByRole('button', { name, exact: true }).click();
	const dialog = page.getByRole('dialog', { name });
	for (const [label, value] of Object.entries(fields)) {
		const field = dialog.getByLabel(label).first();
		if (typeof value === 'string') await field.fill(value);
		else if ('day' in value) {
			await field.fill(value.day);
			await field.press('Enter');
		} else {
			await field.click();
			await page.getByRole('option', { name: value.choose, exact: true }).click();
		}
	}
	await dialog.getByRole('button', { name: new RegExp(`^(确认${name}|提交审批)$`) }).click();
	await dialog.waitFor({ state: 'detached' });
}

/** Agrees from the report's page to what another officer proposed, or confirms it for the city. */
export async function agree(page: Page, name: '同意' | '确认'): Promise<void> {
	await page.locator('.proposal').getByRole('button', { name, exact: true }).click();
	const dialog = page.getByRole('dialog', { name: `${name}：` });
	await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
	await dialog.waitFor({ state: 'detached' });
}

/** The handling officer asks, on the report's page, to open who reported. */
export async function askForIdentity(page: Page, reason: string): Promise<void> {
	await page.getByRole('button', { name: '申请查看', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: '申请查看举报人身份' });
	await dialog.getByLabel('申请理由').fill(reason);
	await dialog.getByRole('button', { name: '提出申请' }).click();
	await dialog.waitFor({ state: 'detached' });
	await page.getByText('申请查看，理由').waitFor();
}

/** An approver, signed in, consents from the list of what waits for their answer. */
export async function consentToIdentity(page: Page, url: string, number: string): Promise<void> {
	await page.goto(`${url}console/identity-requests`);
	await page.locator(`a[href$="/reports/${number}"]`).click();
	await page.getByRole('button', { name: '答复申请', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: '答复查看身份的申请' });
	await dialog.getByRole('button', { name: '同意', exact: true }).click();
	await dialog.waitFor({ state: 'detached' });
	await page.getByText('有效至').waitFor();
}

const conclusion = {
	outcome: 'substantiated',
	violation: '未取得采矿许可证采挖矿石。',
	extent: '约二亩。',
	gains: '已核定。',
	responsible: '未发现保护伞。',
	corrected: '已停止。',
	penalised: '已处罚。',
	rectified: '已回填。',
	legalBasis: '《中华人民共和国矿产资源法》第六十四条',
	reply: '您反映的情况属实，违法采挖已经停止。',
};

interface Portal {
	url: string;
	password: string;
}

/** The clerk of a county accepts a report, and the county's approver lets them open who reported it, by the API. */
export async function consentByApi(
	{ clerk, approver }: { clerk: APIRequestContext; approver: APIRequestContext },
	{ url, password }: { url: string; password: string },
	county: string,
	number: string,
): Promise<void> {
	const report = `${url}api/staff/reports/${number}`;
	await clerk.post(`${url}api/staff/session`, { data: { username: county, password } });
	await approver.post(`${url}api/staff/session`, { data: { username: `${county}-approver`, password } });
	const { version } = (await (await clerk.get(report)).json()) as { version: number };
	await clerk.post(`${report}/moves`, { data: { move: 'accept', version, fields: {} } });
	const asked = await clerk.post(`${report}/identity/requests`, { data: { reason: '核对拍摄位置' } });
	const { id } = (await asked.json()) as { id: string };
	const decided = await approver.post(`${report}/identity/requests/${id}/decision`, { data: { granted: true } });
	if (!decided.ok()) throw new Error(`the consent is refused: ${await decided.text()}`);
}

/** Does something with a report by the API as an account: a move, or what stands at `path` below the report. */
export async function actByApi(
	request: APIRequestContext,
	{ url, password }: Portal,
	{ as, number, path = 'moves' }: { as: string; number: string; path?: string },
	body: Record<string, unknown> = {},
): Promise<void> {
	await request.post(`${url}api/staff/session`, { data: { username: as, password } });
	const report = `${url}api/staff/reports/${number}`;
	const { version } = (await (await request.get(report)).json()) as { version: number };
	const answer = await request.post(`${report}/${path}`, { data: { version, ...body } });
	if (!answer.ok()) throw new Error(`${path} is refused: ${await answer.text()}`);
}

/** Takes a report to being investigated as the clerk of a county, by the API. */
export async function investigateByApi(
	request: APIRequestContext,
	portal: Portal,
	as: string,
	number: string,
): Promise<void> {
	await actByApi(request, portal, { as, number }, { move: 'accept' });
	const fields = { officers: '演示人员甲\n演示人员乙' };
	await actByApi(request, portal, { as, number }, { move: 'investigate', fields });
}

/** Takes a report to its end by the API: the clerk of a county proposes, its approver agrees, the city confirms. */
export async function concludeByApi(
	request: APIRequestContext,
	portal: Portal,
	as: string,
	number: string,
): Promise<void> {
	await investigateByApi(request, portal, as, number);
	await actByApi(request, portal, { as, number }, { move: 'conclude', fields: conclusion });
	for (const approver of [`${as}-approver`, 'city']) {
		await actByApi(request, portal, { as: approver, number, path: 'proposal/approve' });
	}
}
