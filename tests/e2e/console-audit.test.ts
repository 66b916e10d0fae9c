import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { signIn } from './officer.ts';

const { url, password, dataDir } = { url: inject('url'), password: inject('password'), dataDir: inject('dataDir') };
let browser: Browser;
let auditor: Page;

beforeAll(async () => {
	browser = await openBrowser();
	auditor = await newPage();
	await signIn(auditor, url, 'auditor', password);
});
afterAll(() => browser.close());

async function newPage(width = 1280): Promise<Page> {
	return (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
}

/** The state that the page shows beside a name. */
const fact = (name: string) =>
	auditor.locator('.audit-state .facts > div', { hasText: name }).locator('dd').textContent();

describe('the auditor', () => {
	test('has the log looked through and reads the verdict, its length and its head', async () => {
		await auditor.goto(`${url}console/audit`);
		await auditor.getByRole('button', { name: '立即核验' }).click();
		await auditor.locator('tbody tr', { hasText: '核验审计日志' }).first().waitFor();
		await auditor.getByText('通过', { exact: true }).waitFor();
		expect(Number(await fact('记录条数'))).toBeGreaterThan(18);
		expect(await fact('末条校验值')).toMatch(/^第 \d+ 条\s*a1:[0-9a-f]{64}$/);
		expect(await fact('每日留存')).toMatch(/^已留存至 \d{4}-\d\d-\d\d，没有设置接收邮箱$/);
	});

	test('holds it against what a mail said, and is told what is wrong with what was typed', async () => {
		await auditor.goto(`${url}console/audit`);
		const [, seq = '', hash = ''] = /第 (\d+) 条\s*([\w:]+)/.exec((await fact('末条校验值')) ?? '') ?? [];
		await auditor.getByText('与邮件中的校验值核对').click();
		const compare = async (typedSeq: string, typedHash: string) => {
			await auditor.getByLabel('序号').fill(typedSeq);
			await auditor.getByLabel('校验值').fill(typedHash);
			await auditor.getByRole('button', { name: '核对', exact: true }).click();
		};
		await compare('第三条', hash);
		await auditor.getByText('请填写邮件中的序号').waitFor();
		await compare(seq, hash.slice(1));
		await auditor.getByText('请完整粘贴').waitFor();
		await compare(seq, hash);
		await auditor.getByText(`第 ${seq} 条与邮件一致`).waitFor();
		await compare('1', hash);
		await auditor.getByText('第 1 条与邮件不一致').waitFor();
	});

	test('saves the log as a table', async () => {
		await auditor.goto(`${url}console/audit?action=audit.verified`);
		const saving = auditor.waitForEvent('download');
		await auditor.getByRole('button', { name: '导出表格（CSV）' }).click();
		const file = await saving;
		expect(file.suggestedFilename()).toMatch(/^审计日志-\d{4}-\d\d-\d\d\.csv$/);
		expect(readFileSync(await file.path(), 'utf8')).toContain('"核验审计日志"');
	});

	test('reads a line that was raised, learns who looked at the report, and marks it', async () => {
		const city = await newPage(360);
		await signIn(city, url, 'city', password);
		await city.goto(`${url}console/reports?view=all`);
		const number = (await city.locator('a[data-number]').first().getAttribute('data-number')) ?? '';
		await city.goto(`${url}console/reports/${number}`);
		await city.getByRole('heading', { name: '办理', exact: true }).waitFor();
		const words = `举报人反映受到打击报复（${crypto.randomUUID()}）。`;
		raise(number, words);

		await auditor.goto(`${url}console/alerts`);
		await auditor.locator('.top-count').waitFor();
		const row = auditor.locator('tbody tr', { hasText: words });
		expect(await row.textContent()).toContain('举报人反映打击报复或者信息泄露');
		await row.getByRole('link', { name: `查看过的人员：${number}` }).click();
		await auditor.getByRole('heading', { name: '查看过的人员' }).waitFor();
		const look = auditor.locator('tbody tr', { hasText: '查看线索' }).first();
		expect(await look.textContent()).toContain('市级经办（演示）');
		await auditor.getByRole('link', { name: '返回监督提示' }).click();
		await row.getByRole('button', { name: /^标为已阅/ }).click();
		await row.waitFor({ state: 'detached' });
		await auditor.getByRole('link', { name: '全部' }).click();
		await row.waitFor();
		expect(await row.textContent()).toMatch(/审计（演示） \d{4}-\d\d-\d\d \d\d:\d\d 已阅/);
	});
});

/** A line about a report as the portal raises it, for the auditor alone. */
function raise(number: string, text: string): void {
	const db = new Sqlite(join(dataDir, 'portal.db'));
	db.prepare(
		"INSERT INTO alerts (id, at, kind, subject, text, for_city) VALUES (?, ?, 'report.retaliation', ?, ?, 0)",
	).run(crypto.randomUUID(), new Date().toISOString(), number, text);
	db.close();
}
