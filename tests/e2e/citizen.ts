import type { Page } from 'playwright-core';
import { confirmSaved, nextStep, receiptDigits } from './report-form.ts';

export interface SavedReceipt {
	number: string;
	secret: string;
}

/** Fills the report form as a villager would and returns the receipt after confirming that it was saved. */
export async function reportAsCitizen(
	page: Page,
	url: string,
	report: { category: string; county: string; place: string; description: string; name?: string; phone?: string },
): Promise<SavedReceipt> {
	await page.goto(`${url}report/`);
	await page.getByLabel(report.category, { exact: true }).check();
	await nextStep(page);
	await page.getByLabel('用文字说明').check();
	await page.getByLabel('县（市、区）').selectOption({ label: report.county });
	await page.getByLabel('地点说明').fill(report.place);
	await nextStep(page);
	await page.getByLabel('看到的情况').fill(report.description);
	await nextStep(page);
	await page.getByLabel(report.name ? '实名保密' : '匿名', { exact: true }).check();
	if (report.name) await page.getByLabel('姓名', { exact: true }).fill(report.name);
	if (report.phone) await page.getByLabel('电话（可不填）').fill(report.phone);
	await nextStep(page);
	await nextStep(page, '提交举报');
	const receipt = await receiptDigits(page);
	await confirmSaved(page, receipt.secret);
	return receipt;
}

/** Opens the story of a report by number and secret. */
export async function trackAsCitizen(page: Page, url: string, { number, secret }: SavedReceipt): Promise<void> {
	await page.goto(`${url}track/`);
	await page.getByLabel('受理编号').fill(number);
	await page.getByLabel('查询密码').fill(secret);
	await page.getByRole('button', { name: '查询', exact: true }).click();
	await page.getByRole('heading', { name: /办理情况/ }).waitFor();
}

/** The same by the address in the QR code of the receipt. */
export async function openByCode(page: Page, url: string, { number, secret }: SavedReceipt): Promise<void> {
	await page.goto(`${url}track/#${number}-${secret}`);
	await page.getByRole('heading', { name: /办理情况/ }).waitFor();
}
