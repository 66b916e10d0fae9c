import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright-core';
import { readSheet } from 'read-excel-file/universal';
import { expect, inject, test } from 'vitest';
import { aRow, listOf, sheetType } from '../api/intake/by-staff/lists.ts';
import { expectAccessible } from './expect-accessible.ts';
import { officerPage, openReport } from './officer.ts';
import { usePhone } from './report-phone.ts';

const url = inject('url');
const password = inject('password');
const phone = usePhone();

/** Number and secret of the only row of a sheet of receipts. */
async function receiptIn(sheet: Buffer): Promise<{ number: string; secret: string }> {
	const [, row] = await readSheet(new Uint8Array(sheet).buffer);
	const [number = '', secret = ''] = [row?.[1], row?.[2]].map((cell) => String(cell).replaceAll(' ', ''));
	return { number, secret };
}

/** Imports a row as an officer who is signed in, and makes its receipt anew; the void receipt. */
async function voidReceipt(staff: APIRequestContext): Promise<{ number: string; secret: string }> {
	const headers = { 'content-type': sheetType, 'idempotency-key': randomUUID() };
	const data = await listOf([aRow({ '12345 编号': `CY-${randomUUID().slice(0, 8)}` })]);
	const receipt = await receiptIn(await (await staff.post(`${url}api/staff/import`, { headers, data })).body());
	const { imports } = (await (await staff.get(`${url}api/staff/imports`)).json()) as { imports: Array<{ id: string }> };
	const renewed = await staff.post(`${url}api/staff/imports/${imports[0]?.id}/receipts`, { data: {} });
	expect((await receiptIn(await renewed.body())).number).toBe(receipt.number);
	return receipt;
}

test('whoever holds a receipt that was made void reads why, and can still tell the city of retaliation', async () => {
	const { page, browser } = phone;
	const city = await officerPage(browser, { url, password }, 'city');
	const { number, secret } = await voidReceipt(city.request);
	await page.goto(`${url}track/#${number}-${secret}`);
	await page.getByRole('heading', { name: '这份回执已经作废' }).waitFor();
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('renewed-heading');
	expect(await page.locator('#renewed-why').textContent()).toMatch(/重新生成.*12345/);
	expect(await page.locator('#case').isVisible()).toBe(false);
	await page.getByText('用原来的编号和密码反映打击报复').click();
	await expectAccessible(page);
	await page.getByLabel('要反映的情况').fill('有人拿着我的举报上门威胁。');
	await page.getByRole('button', { name: '发送给市级' }).click();
	await page.locator('#renewed-notice').getByText('已送达市级').waitFor();

	await openReport(city, url, number);
	await city.getByText('请勿在留言中提及此事').waitFor();
	await city.getByText('有人拿着我的举报上门威胁。').waitFor();

	await page.getByRole('button', { name: '关闭，查询另一件' }).click();
	expect(await page.locator('#track-form').isVisible()).toBe(true);
	expect(await page.locator('#renewed').isVisible()).toBe(false);
	await city.context().close();
});
