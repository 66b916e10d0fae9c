import type { Page } from 'playwright-core';

/** Signs in at the console. */
export async function signIn(page: Page, url: string, username: string, password: string): Promise<void> {
	await page.goto(`${url}console/`);
	await page.getByLabel('账号').fill(username);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.getByRole('heading', { name: '办理平台登录' }).waitFor({ state: 'detached' });
}

/** Opens a report by its address. */
export async function openReport(page: Page, url: string, number: string): Promise<void> {
	await page.goto(`${url}console/reports/${number}`);
	await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
}

/** Makes a move from the report's page; fields by label, choices by their option's name. */
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
	await dialog.getByRole('button', { name: `确认${name}` }).click();
	await dialog.waitFor({ state: 'detached' });
}
