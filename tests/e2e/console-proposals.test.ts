import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import type { SavedReceipt } from './citizen.ts';
import { expectSound } from './expect-accessible.ts';
import { agree, investigateByApi, moveReport, officerPage, openReport } from './officer.ts';
import { sendReport, track } from './send-report.ts';

const portal = { url: inject('url'), password: inject('password') };
const { url } = portal;
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const pageFor = (username: string, width?: number) => officerPage(browser, portal, username, width);

const ofChaoyang = (words: string) =>
	sendReport(url, { location: { adcode: 211321, place: '村西河沟' }, description: words });

const conclusion = {
	结论: { choose: '查实' },
	违法事实: '未取得采矿许可证采挖矿石。',
	破坏范围: '约二亩。',
	违法所得: '已核定。',
	责任人和保护伞: '未发现保护伞。',
	纠正到位情况: '已停止。',
	处罚到位情况: '已处罚。',
	整改到位情况: '已回填。',
	法律依据: '《中华人民共和国矿产资源法》第六十四条',
	答复举报人: '您反映的情况属实，采挖已经停止。',
};

describe('a conclusion', () => {
	let receipt: SavedReceipt;
	let clerk: Page;
	let approver: Page;
	const statusOf = async () => (await track(url, receipt)).status;

	beforeAll(async () => {
		receipt = await ofChaoyang('河沟里有人用机械采挖矿石。');
		const { request } = await browser.newContext();
		await investigateByApi(request, portal, 'chaoyangxian', receipt.number);
		[clerk, approver] = await Promise.all([pageFor('chaoyangxian'), pageFor('chaoyangxian-approver', 360)]);
	});

	test('is laid before a second officer, and its proposer can only take it back', async () => {
		await openReport(clerk, url, receipt.number);
		await clerk.getByRole('button', { name: '办结', exact: true }).click();
		await clerk.getByText('提交后由另一名人员审批').waitFor();
		await clerk.getByRole('button', { name: '暂不办理' }).click();
		await moveReport(clerk, '办结', conclusion);
		await clerk.getByText('已提请“办结”，等待审批').waitFor();
		const proposal = clerk.locator('.proposal');
		expect(await proposal.getByRole('button').allTextContents()).toEqual(['撤回提请']);
		expect(await clerk.locator('.moves').getByRole('button', { name: '立案', exact: true }).count()).toBe(0);
		expect(await statusOf()).toBe('investigating');
	});

	test('is what the approver finds first, with all its fields and the reply, and sends back with a reason', async () => {
		await approver.goto(`${url}console/`);
		const row = approver.locator('tbody tr', { has: approver.locator(`a[data-number="${receipt.number}"]`) });
		await row.getByText('待审批：办结').waitFor();
		expect(await approver.locator('.views [aria-current]').textContent()).toContain('等待审批');
		await row.locator('a[data-number]').click();
		const proposal = approver.locator('.proposal');
		await proposal.waitFor();
		const words = await proposal.textContent();
		for (const part of ['朝阳县经办（演示）', '查实', '未发现保护伞。', '约二亩。', '采挖已经停止。', '报市级确认']) {
			expect(words).toContain(part);
		}
		await expectSound(approver);
		await proposal.getByRole('button', { name: '退回', exact: true }).click();
		const dialog = approver.getByRole('dialog', { name: '退回：办结' });
		await dialog.getByRole('button', { name: '退回提请人' }).click();
		await dialog.getByText('请写明退回理由').waitFor();
		await expectSound(approver);
		await dialog.getByLabel('退回理由').fill('处罚决定的文号没有写明。');
		await dialog.getByRole('button', { name: '退回提请人' }).click();
		await approver.getByText('已将“办结”退回提请人').waitFor();
		expect(await statusOf()).toBe('investigating');
	});

	test('comes back to the proposer with the reason, and its form holds what was written', async () => {
		await openReport(clerk, url, receipt.number);
		await clerk.getByRole('heading', { name: '已退回：办结' }).waitFor();
		expect(await clerk.locator('.proposal').textContent()).toContain('处罚决定的文号没有写明。');
		await clerk.getByRole('button', { name: '修改后重新提请' }).click();
		const dialog = clerk.getByRole('dialog', { name: '提请办结' });
		expect(await dialog.getByLabel('违法事实').inputValue()).toBe('未取得采矿许可证采挖矿石。');
		expect(await dialog.getByLabel('答复举报人').inputValue()).toBe('您反映的情况属实，采挖已经停止。');
		await dialog.getByLabel('处罚到位情况').fill('已作出处罚决定，文号罚〔2026〕3号。');
		await dialog.getByRole('button', { name: '提交审批' }).click();
		await clerk.getByRole('heading', { name: '等待审批：办结' }).waitFor();
	});

	test('takes effect, and reaches the reporter, only when the county has agreed and the city confirms', async () => {
		await openReport(approver, url, receipt.number);
		await approver.getByText('文号罚〔2026〕3号').first().waitFor();
		await agree(approver, '同意');
		await approver.getByText('等待市级确认责任人和保护伞的认定').waitFor();
		expect(await statusOf()).toBe('investigating');
		const city = await pageFor('city');
		await openReport(city, url, receipt.number);
		await agree(city, '确认');
		await city.getByText('已同意“办结”，现在是“已办结”').waitFor();
		expect(await statusOf()).toBe('concluded');
		const history = await city.locator('.timeline > li strong').allTextContents();
		expect(history.slice(0, 5)).toEqual([
			'办结',
			'同意，报市级确认“办结”',
			'提请“办结”',
			'退回提请的“办结”',
			'提请“办结”',
		]);
	});

	test('that was wrong is taken back by another than who proposed it, and the history says so', async () => {
		await openReport(clerk, url, receipt.number);
		expect(await clerk.getByRole('button', { name: '撤销办结', exact: true }).count()).toBe(0);
		await openReport(approver, url, receipt.number);
		await moveReport(approver, '撤销办结', { 撤销理由: '面积量错。', 告知举报人: '面积需要重新测量，恢复核查。' });
		await approver.getByText('现在是“核查中”').waitFor();
		const latest = await approver.locator('.timeline > li').first().textContent();
		expect(latest).toContain('撤销办结');
		expect(latest).toContain('面积量错。');
	});
});

test('an extension is asked for in the same way, and can be taken back before anybody decides', async () => {
	const { number } = await ofChaoyang('河沟里夜里有灯光和机械声。');
	await investigateByApi((await browser.newContext()).request, portal, 'chaoyangxian', number);
	const clerk = await pageFor('chaoyangxian');
	await openReport(clerk, url, number);
	await moveReport(clerk, '延长期限', { 延长理由: '需要测绘。', 告知举报人: '情况复杂，延长办理。' });
	await clerk.getByRole('heading', { name: '等待审批：延长期限' }).waitFor();
	await clerk.getByRole('button', { name: '撤回提请' }).click();
	await clerk.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click();
	await clerk.getByText('已撤回“延长期限”的提请').waitFor();
	expect(await clerk.locator('.proposal').count()).toBe(0);
	await clerk.getByRole('button', { name: '延长期限', exact: true }).waitFor();
});

test('whoever decides on what was taken back meanwhile is told so', async () => {
	const { number } = await ofChaoyang('河沟边堆着新挖出来的石头。');
	const [clerk, approver] = await Promise.all([pageFor('chaoyangxian'), pageFor('chaoyangxian-approver')]);
	await openReport(clerk, url, number);
	await moveReport(clerk, '不予受理', { 理由: { choose: '无具体线索且无法联系' }, 告知举报人: '没有写明地点。' });
	await openReport(approver, url, number);
	await approver.locator('.proposal').getByRole('button', { name: '同意', exact: true }).click();
	await clerk.getByRole('button', { name: '撤回提请' }).click();
	await clerk.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click();
	await clerk.getByText('已撤回“不予受理”的提请').waitFor();
	await approver.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
	await approver.locator('.said', { hasText: '刚刚办理了这件线索' }).waitFor();
	expect(await approver.locator('.proposal').count()).toBe(0);
});

test('both cases of a merge stand side by side before it is proposed and before it is agreed to, and each look is logged', async () => {
	const main = await ofChaoyang('西沟水塔边夜里有人采石。');
	const other = await ofChaoyang('水塔旁边的山上响到天亮。');
	const clerk = await pageFor('chaoyangxian');
	await openReport(clerk, url, other.number);
	await clerk.getByRole('button', { name: '并案', exact: true }).click();
	const dialog = clerk.getByRole('dialog', { name: '提请并案' });
	await dialog.getByLabel('并入的受理编号').fill(main.number.replace(/(\d{4})(?=\d)/g, '$1 '));
	await dialog.getByLabel('并案理由').fill('同一处水塔，时间相同。');
	await dialog.getByRole('button', { name: '提交审批' }).click();
	await dialog.getByText('请先并排核对两件线索').waitFor();
	await dialog.getByRole('button', { name: '并排核对两件线索' }).click();
	const [here, there] = [
		dialog.getByRole('region', { name: '本件' }),
		dialog.getByRole('region', { name: '并入此件' }),
	];
	await there.getByText('西沟水塔边夜里有人采石。').waitFor();
	expect(await here.textContent()).toContain('水塔旁边的山上响到天亮。');
	expect((await there.boundingBox())?.y).toBe((await here.boundingBox())?.y);
	await dialog.getByRole('button', { name: '提交审批' }).click();
	await clerk.getByRole('heading', { name: '等待审批：并案' }).waitFor();

	const approver = await pageFor('chaoyangxian-approver', 360);
	await openReport(approver, url, other.number);
	await approver.locator('.proposal').getByRole('button', { name: '同意', exact: true }).click();
	const second = approver.getByRole('dialog', { name: '同意：并案' });
	const below = second.getByRole('region', { name: '并入此件' });
	await below.getByText('西沟水塔边夜里有人采石。').waitFor();
	const above = await second.getByRole('region', { name: '本件' }).boundingBox();
	expect((await below.boundingBox())?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
	await expectSound(approver);
	await second.getByRole('button', { name: '同意', exact: true }).click();
	await approver.getByText('现在是“已并案”').waitFor();
	const auditor = await pageFor('auditor');
	const log = await (await auditor.request.get(`${url}api/staff/audit?q=${main.number}`)).text();
	expect(log).toContain('朝阳县经办（演示）');
	expect(log).toContain('朝阳县审核（演示）');

	await moveReport(approver, '撤销并案', { 撤销理由: '不是同一处。', 告知举报人: '两处地点不同，单独办理。' });
	await approver.getByText('现在是“待受理”').waitFor();
});
