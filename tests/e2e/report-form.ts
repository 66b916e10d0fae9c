import type { Page } from 'playwright-core';

/** Helpers for the report form: what a villager does, step by step. */

/** Presses the button that ends the step. */
export async function nextStep(page: Page, name: '继续' | '提交举报' = '继续'): Promise<void> {
	await page.getByRole('button', { name, exact: true }).locator('visible=true').click();
}

/** Answers the question that comes before anything of a draft is shown. */
export async function resumeDraft(page: Page): Promise<void> {
	await page.getByRole('button', { name: '继续上次的举报' }).click();
}

/** Fills every step in words and stops at the summary. */
export async function fillToSummary(page: Page, description?: string): Promise<void> {
	await fillToStory(page, description);
	await fromStoryToSummary(page);
}

/** Fills the first two steps and the words of the third, where files are chosen. */
export async function fillToStory(page: Page, description = '夜里有挖机往外拉矿石，没有牌子。'): Promise<void> {
	await page.getByLabel('越界越层开采', { exact: true }).check();
	await nextStep(page);
	await page.getByLabel('用文字说明').check();
	await page.getByLabel('县（市、区）').selectOption({ label: '凌源市' });
	await page.getByLabel('地点说明').fill('河西村东沟');
	await nextStep(page);
	await page.getByLabel('看到的情况').fill(description);
}

/** From the words and files to the summary, anonymously. */
export async function fromStoryToSummary(page: Page): Promise<void> {
	await nextStep(page);
	await page.getByLabel('匿名', { exact: true }).check();
	await nextStep(page);
	await page.getByRole('heading', { name: '核对后提交' }).waitFor();
}

/** Digits of the receipt's two lines. */
export async function receiptDigits(page: Page): Promise<{ number: string; secret: string }> {
	await page.getByRole('heading', { name: '举报已收到' }).waitFor();
	const [number = '', secret = ''] = await page.locator('#receipt-lines dd').allTextContents();
	return { number: number.replace(/\D/g, ''), secret: secret.replace(/\D/g, '') };
}

/** Fills every step in words and sends the report, anonymously; number and secret of its receipt. */
export async function fillAndSend(page: Page): Promise<{ number: string; secret: string }> {
	await fillToSummary(page);
	await nextStep(page, '提交举报');
	return receiptDigits(page);
}

/** Says that the receipt was saved, as the page asks. */
export async function confirmSaved(page: Page, secret: string): Promise<void> {
	await page.getByLabel('填写查询密码的最后四位').fill(secret.slice(-4));
	await page.getByRole('button', { name: '我已保存' }).click();
	await page.getByRole('heading', { name: '已确认保存' }).waitFor();
}

/** Everything the browser keeps for the portal, as one text. */
export function storedByBrowser(page: Page): Promise<string> {
	return page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
}
