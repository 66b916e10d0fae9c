import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { jpeg } from '../api/evidence/uploads/pictures.ts';
import { expectAccessible } from './expect-accessible.ts';
import { storedBytes } from './phone-stores.ts';
import {
	confirmSaved,
	fillToStory,
	fillToSummary,
	nextStep,
	receiptDigits,
	resumeDraft,
	storedByBrowser,
} from './report-form.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const phone = usePhone();
const question = () => phone.page.getByRole('heading', { name: '本机有一份没有提交的举报' });
const chosen = () => phone.page.locator('#registered-chosen-name');

describe('a draft begins with what the reporter puts in', () => {
	test('not with a link: a pond that was looked at goes out with no other report', async () => {
		const { page } = phone;
		await page.goto(`${url}report/?pond=demo-01`);
		await expect.poll(() => chosen().textContent()).toBe('演示一号尾矿库');
		// The last thing that is filled in by itself.
		await expect.poll(() => page.locator('#nearCounties').inputValue()).not.toBe('');
		await page.goto(`${url}report/`);
		expect(await question().isVisible()).toBe(false);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		expect(await page.locator('#pondId').inputValue()).toBe('');
		expect(await page.locator('#handled-by').textContent()).toBe('');
	});

	test('and where what the link names cannot be loaded, the page says so', async () => {
		const { page } = phone;
		await page.route('**/report/registered.json', (route) => route.abort());
		await page.goto(`${url}report/?pond=demo-01`);
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByText('名录暂时读不出来，请直接填写地点').waitFor();
	});

	test('with the first answer, and what a link filled in belongs to it from then on', async () => {
		const { page } = phone;
		await page.goto(`${url}report/?pond=demo-01`);
		await expect.poll(() => chosen().textContent()).toBe('演示一号尾矿库');
		await page.getByLabel('无证开采', { exact: true }).check();
		await page.getByText('草稿已保存在本机').waitFor();
		await page.goto(`${url}report/`);
		await resumeDraft(page);
		await nextStep(page);
		expect(await chosen().textContent()).toBe('演示一号尾矿库');
	});
});

describe('two pages of one browser', () => {
	const another = async () => {
		const other = await phone.context.newPage();
		other.on('dialog', (dialog) => dialog.accept());
		await other.goto(`${url}report/`);
		return other;
	};
	const told = (page: Page) => page.locator('#draft-status').getByText('已在另一个页面修改或者删除').waitFor();

	test('with one draft: older words never overwrite newer ones, and the page with the older ones says so', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await page.getByText('草稿已保存在本机').waitFor();
		const other = await another();
		await resumeDraft(other);
		await nextStep(other);
		await other.getByLabel('用文字说明').check();
		await other.getByLabel('地点说明').fill('新写的地点');
		await other.locator('#draft-status').getByText('草稿已保存在本机').waitFor();
		await told(page);
		await nextStep(page);
		await page.getByLabel('用文字说明').check();
		await page.getByLabel('地点说明').fill('旧页面里写的地点');
		await page.goto(url);
		expect(await storedByBrowser(other)).toContain('新写的地点');
		expect(await storedByBrowser(other)).not.toContain('旧页面');
		expect(await other.locator('#draft-status').textContent()).toContain('草稿已保存在本机');
	});

	test('what one has deleted, the other does not bring back', async () => {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await page.getByText('草稿已保存在本机').waitFor();
		const other = await another();
		await other.getByRole('button', { name: '重新填写' }).click();
		await other.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		await told(page);
		await page.getByLabel('越界越层开采', { exact: true }).check();
		await page.goto(url);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
	});

	test('a page without a draft leaves the files of another, and sends its own report beside it', async () => {
		const { page } = phone;
		const photo = { name: '3.jpg', mimeType: 'image/jpeg', buffer: await jpeg() };
		await fillToStory(page, '第一个页面写的情况。');
		await page.locator('#evidence').setInputFiles(photo);
		await expect.poll(() => storedBytes(page)).toBe(photo.buffer.length);
		const draft = await page.evaluate(() => localStorage.getItem('report-draft-1') ?? '');
		// As a browser that keeps files, and no draft.
		await page.evaluate(() => localStorage.removeItem('report-draft-1'));
		const other = await another();
		await fillToSummary(other, '第二个页面写的情况。');
		expect(await storedBytes(other)).toBe(photo.buffer.length);
		await page.evaluate((kept) => localStorage.setItem('report-draft-1', kept), draft);
		await told(other);
		await nextStep(other, '提交举报');
		const { secret } = await receiptDigits(other);
		await confirmSaved(other, secret);
		expect(await storedBytes(page)).toBe(photo.buffer.length);
		expect(await storedByBrowser(page)).toContain('第一个页面写的情况');
	});
});

describe('a draft that is found', () => {
	/** Leaves a draft behind, and opens the form by a link. */
	async function openWithDraft(link: string): Promise<void> {
		const { page } = phone;
		await page.getByLabel('无证开采', { exact: true }).check();
		await nextStep(page);
		await page.getByLabel('用文字说明').check();
		await page.getByLabel('地点说明').fill('河西村东沟');
		await page.goto(url);
		await page.goto(url + link);
		await question().waitFor();
	}

	test('is not shown before the reporter asks for it', async () => {
		const { page } = phone;
		await openWithDraft('report/');
		await expectAccessible(page);
		expect(await page.locator('#report-form').isVisible()).toBe(false);
		const held = await page.evaluate(() =>
			Array.from(document.querySelectorAll<HTMLTextAreaElement>('textarea, input[type=text]'), ({ value }) => value),
		);
		expect(held.join('')).toBe('');
		expect(await page.locator('input[name="category"]:checked').count()).toBe(0);
		await resumeDraft(page);
		await phone.at('问题发生在哪里');
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('问题发生在哪里');
		expect(await page.getByLabel('地点说明').inputValue()).toBe('河西村东沟');
	});

	test('is deleted by beginning anew, only after one more question', async () => {
		const { page } = phone;
		await openWithDraft('report/');
		page.removeAllListeners('dialog');
		page.once('dialog', (dialog) => dialog.dismiss());
		await page.getByRole('button', { name: '重新填写' }).click();
		expect(await storedByBrowser(page)).toContain('河西村');
		page.once('dialog', (dialog) => dialog.accept());
		await page.getByRole('button', { name: '重新填写' }).click();
		await page.getByRole('heading', { name: '要举报什么问题' }).waitFor();
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
	});

	test.each([
		['report?pond=demo-01&category=wrong-pond-information', '演示一号尾矿库'],
		['report/?mine=shuangfeng', '辽宁省建平县双丰铁矿'],
	])('gives way to the link %s, whose query outlives every redirect', async (link, name) => {
		const { page } = phone;
		await openWithDraft(link);
		await page.getByText('要举报刚才打开的尾矿库或矿山，请选“重新填写”').waitFor();
		await page.getByRole('button', { name: '重新填写' }).click();
		await expect.poll(() => chosen().textContent()).toBe(name);
		expect(new URL(page.url()).search).toBe(new URL(link, url).search);
		const category = new URL(link, url).searchParams.get('category');
		if (category) expect(await page.locator(`[value="${category}"]`).isChecked()).toBe(true);
		expect(await storedByBrowser(page)).toBe('[{},{},""]');
	});
});
