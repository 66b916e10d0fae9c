import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { reportAsCitizen, type SavedReceipt, trackAsCitizen } from './citizen.ts';
import { agree, askForIdentity, consentToIdentity, moveReport, openReport, signIn } from './officer.ts';

const url = inject('url');
const password = inject('password');
const title = '某村北山坡无证采矿案';
const reporter = { name: '欧阳试行', phone: '13900001234' };

let citizens: Browser;
let offices: Browser;
let citizen: Page;
let clerk: Page;
let receipt: SavedReceipt;

/** A person's own browser profile. */
async function person(browser: Browser, width: number): Promise<Page> {
	const context: BrowserContext = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
	context.setDefaultTimeout(20_000);
	return context.newPage();
}

beforeAll(async () => {
	[citizens, offices] = await Promise.all([openBrowser(), openBrowser()]);
	citizen = await person(citizens, 360);
	clerk = await person(offices, 1280);
});

afterAll(async () => {
	await Promise.all([citizens?.close(), offices?.close()]);
});

describe('a real report reaches the right county, is answered, and the result stands on the public site', () => {
	test('a villager reports on a phone and keeps the receipt', async () => {
		receipt = await reportAsCitizen(citizen, url, {
			category: '无证开采',
			county: '北票市',
			place: '村北山坡，水塔东侧',
			description: '每天夜里都有挖掘机在山坡上挖矿石，装车往镇上运，没有看到任何许可牌。',
			...reporter,
		});
		expect(receipt.number).toMatch(/^\d{12}$/);
		expect(receipt.secret).toMatch(/^\d{16}$/);
	});

	test('the clerk of that county finds it, and learns who reported only once an approver has consented', async () => {
		await signIn(clerk, url, 'beipiao', password);
		await openReport(clerk, url, receipt.number);
		expect(await clerk.getByText('每天夜里都有挖掘机').count()).toBe(1);
		expect(await clerk.getByRole('button', { name: '查看身份' }).count()).toBe(0);
		await moveReport(clerk, '受理', { 告知举报人: '已经受理，将尽快到现场核查。' });
		expect(await clerk.getByRole('button', { name: '查看身份' }).count()).toBe(0);
		await askForIdentity(clerk, '到现场核实位置');
		const approver = await person(offices, 1280);
		await signIn(approver, url, 'beipiao-approver', password);
		await consentToIdentity(approver, url, receipt.number);
		expect(await approver.getByRole('button', { name: '查看身份' }).count()).toBe(0);
		await approver.context().close();
		await openReport(clerk, url, receipt.number);
		await clerk.getByRole('button', { name: '查看身份' }).click();
		expect(await clerk.getByLabel('查看理由').inputValue()).toBe('到现场核实位置');
		await clerk.getByRole('button', { name: '记录并查看' }).click();
		await clerk.getByText(reporter.phone).waitFor();
		await clerk.getByRole('button', { name: '关闭', exact: true }).click();
	});

	test("another county's clerk cannot see it by list, by id, by search or by any staff route", async () => {
		const other = await person(offices, 1280);
		await signIn(other, url, 'lingyuan', password);
		const read = async (path: string) => other.request.get(`${url}api/staff/${path}`);
		for (const query of ['view=all&size=100', `q=${receipt.number}`, 'q=水塔东侧', 'county=211381', 'view=new']) {
			const answer = await read(`reports?${query}`);
			expect(answer.status()).toBe(200);
			expect(await answer.text()).not.toContain(receipt.number);
		}
		expect((await read(`reports/${receipt.number}`)).status()).toBe(404);
		const write = (method: string, path: string, data: object) =>
			other.request.fetch(`${url}api/staff/reports/${receipt.number}/${path}`, { method, data });
		const draft = {
			title,
			problem: '问题',
			findings: '情况',
			measures: { corrected: '一', penalised: '二', rectified: '三' },
			legalBasis: '依据',
			progress: 'concluded',
		};
		expect((await write('POST', 'moves', { move: 'investigate', version: 2 })).status()).toBe(404);
		expect((await write('POST', 'notes', { text: '记录' })).status()).toBe(404);
		expect((await write('POST', 'messages', { text: '留言' })).status()).toBe(404);
		expect((await write('POST', 'identity', { reason: '想看看是谁' })).status()).toBe(404);
		expect((await write('PUT', 'result', draft)).status()).toBe(404);
		await other.goto(`${url}console/reports/${receipt.number}`);
		await other.getByText('没有找到这件线索').waitFor();
		await other.context().close();
	});

	test('two officers investigate, the case is filed and put right, and the clerk proposes how it ends', async () => {
		await moveReport(clerk, '开始核查', { 核查人员: '演示人员甲\n演示人员乙' });
		await moveReport(clerk, '立案', { 立案文号: '演示立案〔2026〕1号', 立案日期: { day: '2026-11-20' } });
		await moveReport(clerk, '责令整改', { 整改要求: '停止开采，回填复绿。', 整改期限: { day: '2026-12-20' } });
		await moveReport(clerk, '办结', {
			结论: { choose: '查实' },
			违法事实: '未取得采矿许可证采挖矿石。',
			破坏范围: '约二亩。',
			违法所得: '已核定。',
			责任人和保护伞: '责任人张某某，未发现保护伞。',
			纠正到位情况: '已停止。',
			处罚到位情况: '已处罚。',
			整改到位情况: '已回填。',
			法律依据: '《中华人民共和国矿产资源法》第六十四条',
			答复举报人: '您反映的情况属实，违法采挖已经停止，责任人已被处罚。',
		});
		await clerk.getByRole('heading', { name: '等待审批：办结' }).waitFor();
	});

	test('the reporter hears of the end only once the county agrees and the city confirms', async () => {
		const read = async () => {
			await trackAsCitizen(citizen, url, receipt);
			return citizen.locator('#case').textContent();
		};
		const county = await person(offices, 1280);
		await signIn(county, url, 'beipiao-approver', password);
		await openReport(county, url, receipt.number);
		await agree(county, '同意');
		await county.getByRole('heading', { name: '等待市级确认：办结' }).waitFor();
		expect(await read()).not.toContain('责任人已被处罚');
		const city = await person(offices, 1280);
		await signIn(city, url, 'city', password);
		await openReport(city, url, receipt.number);
		await agree(city, '确认');
		await city.getByText('现在是“已办结”').waitFor();
		expect(await read()).toContain('责任人已被处罚');
		await Promise.all([county.context().close(), city.context().close()]);
	});

	test('the reporter reads the whole dated story with the answer', async () => {
		await trackAsCitizen(citizen, url, receipt);
		const story = await citizen.locator('#case').textContent();
		for (const part of [
			'已受理',
			'已派人核查',
			'已立案',
			'整改期限至2026年12月20日',
			'查实',
			'责任人已被处罚',
			'尽快到现场核查',
		]) {
			expect(story).toContain(part);
		}
		expect(story).not.toContain('演示人员甲');
		expect(citizen.url()).not.toContain(receipt.secret);
	});

	test('the clerk drafts a public result, and it names nothing of the reporter', async () => {
		await openReport(clerk, url, receipt.number);
		await clerk.getByRole('link', { name: '拟写公开结果' }).click();
		await clerk.getByLabel('标题').fill(title);
		await clerk.getByLabel('问题基本情况').fill('每天夜里都有挖掘机在山坡上挖矿石，装车外运。');
		await clerk.getByLabel('调查核实情况').fill('经现场核查，存在未取得采矿许可证采挖矿石的行为。');
		for (const [label, text] of [
			['纠正情况', '违法行为已停止。'],
			['处罚情况', '已依法作出处罚决定。'],
			['整改情况', '采坑已回填并播种草籽。'],
			['法律依据', '《中华人民共和国矿产资源法》第六十四条'],
		] as const) {
			await clerk.getByLabel(label).first().fill(text);
		}
		await clerk.getByRole('button', { name: '提交审核' }).click();
		await clerk.getByText('与举报材料相同的内容').first().waitFor();
		await clerk.getByLabel('问题基本情况').fill('群众反映一处山坡存在夜间采挖矿石的行为。');
		await clerk.getByRole('button', { name: '提交审核' }).click();
		await clerk.getByRole('heading', { name: title }).waitFor();
	});

	test('a second person approves, and the result is public within 30 seconds', async () => {
		const approver = await person(offices, 1280);
		await signIn(approver, url, 'beipiao-approver', password);
		await approver.goto(`${url}console/results`);
		await approver.getByRole('link', { name: title }).click();
		await approver.getByRole('button', { name: '批准发布' }).click();
		const dialog = approver.getByRole('dialog');
		await dialog.getByRole('button', { name: /发布/ }).click();
		await dialog.waitFor({ state: 'detached' });
		const approvedAt = Date.now();
		await expect
			.poll(
				async () => {
					await citizen.goto(`${url}results/`);
					return citizen.getByRole('link', { name: title }).count();
				},
				{ timeout: 30_000, interval: 1000 },
			)
			.toBe(1);
		expect(Date.now() - approvedAt).toBeLessThan(30_000);
		await citizen.getByRole('link', { name: title }).click();
		await citizen.getByRole('heading', { name: title, level: 1 }).waitFor();
		expect(await citizen.locator('main').textContent()).toContain('采坑已回填');
	});

	test('nothing of the reporter is in the log, the database in clear, the record or the site', () => {
		const traces = [reporter.name, reporter.phone, receipt.secret, '装车往镇上运'];
		const holders = filesBelow(inject('dataDir')).filter((file) => {
			const bytes = bytesOf(file);
			return traces.some((trace) => bytes.includes(trace) || bytes.includes(Buffer.from(trace, 'utf16le')));
		});
		expect(holders).toEqual([]);
		const published = filesBelow(join(inject('dataDir'), 'public')).filter((file) =>
			bytesOf(file).includes(receipt.number),
		);
		expect(published).toEqual([]);
	});

	test('the city gathers it in the next batch, and somebody else of the city publishes that', async () => {
		const city = await person(offices, 1280);
		await signIn(city, url, 'city', password);
		await city.goto(`${url}console/batches/new`);
		expect(await city.getByLabel('批次号').inputValue()).toBe('3');
		await city.getByLabel(title).check();
		await city.getByRole('button', { name: '保存批次' }).click();
		await city.getByText('不足 3 件，不公布').waitFor();
		await city.getByRole('button', { name: '提交审核' }).click();
		await city.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
		await city.getByText('待审核', { exact: true }).waitFor();
		const second = await person(offices, 1280);
		await signIn(second, url, 'city-approver', password);
		await second.goto(city.url());
		await second.getByRole('button', { name: '批准发布' }).click();
		await second.getByRole('dialog').getByRole('button', { name: '批准发布' }).click();
		await second.getByText('已发布', { exact: true }).waitFor();
		// The portal looks at what it has to write once a second.
		const written = () => existsSync(join(inject('dataDir'), 'record', 'batches', '3.yaml'));
		await expect.poll(written, { timeout: 30_000 }).toBe(true);
	});
});

/** What a file holds; nothing where it went since it was listed: other tests send files and build sites meanwhile. */
function bytesOf(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
		throw error;
	}
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
