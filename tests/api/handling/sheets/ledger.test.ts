import { desc, eq } from 'drizzle-orm';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase } from '../cases.ts';

let portal: TestPortal;
const words = '夜里有三辆没有牌照的卡车拉矿';
beforeAll(async () => {
	portal = await openTestPortal();
	await portal.report({
		description: words,
		location: { adcode: 211381, town: '大板镇', place: '老张家后山沟' },
		reporter: { mode: 'named', name: '欧阳举报', phone: '13800001111' },
	});
	await aCase(portal, 'concluded');
	await portal.report({ location: { adcode: 211382, place: '别处' } });
});
afterAll(() => portal.remove());

async function take(path: string, username = 'beipiao') {
	const headers = { cookie: await portal.signIn(username) };
	const url = new URL(`api/staff/${path}`, portal.staff.siteUrl);
	return portal.web.fetch(new Request(url, { headers }), { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
}

async function sheetOf(response: Response) {
	const [sheet] = await readExcel(Buffer.from(await response.arrayBuffer()));
	return sheet?.data ?? [];
}

test('the ledger opens in Excel with merged heads, serial numbers and the line of signatures', async () => {
	const response = await take('ledger.xlsx?view=all&sort=received');
	expect(response.headers.get('content-type')).toContain('spreadsheetml');
	expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
		'矿山线索办理台账（全部）.xlsx',
	);
	const rows = await sheetOf(response);
	expect(rows[0]?.[0]).toBe('朝阳市矿山线索办理台账（全部）（演示数据）');
	expect(rows[1]?.[0]).toMatch(
		/^填报单位：北票市　+填报人：北票市经办（演示）　+审核人：　+填报时间：\d{4}-\d{2}-\d{2}$/,
	);
	expect([rows[2]?.[0], rows[2]?.[1], rows[2]?.[7], rows[2]?.[12]]).toEqual([
		'序号',
		'线索情况',
		'办理情况',
		'办结情况',
	]);
	expect(rows[3]?.slice(1, 4)).toEqual(['受理编号', '收到日期', '来源']);
	const lines = rows.slice(4);
	expect(lines.map((line) => line[0])).toEqual([1, 2]);
	expect(lines[0]?.slice(3, 10)).toEqual([
		'网上举报',
		'无证开采',
		'北票市',
		'大板镇',
		'北票市自然资源局',
		null,
		'待受理',
	]);
	expect(lines[1]?.slice(8)).toMatchObject(['北票市经办（演示）', '已办结', null, null, expect.any(String), '查实']);
});

test('the page for Word holds the same lines', async () => {
	const page = await (await take('ledger.html?view=all&sort=received')).text();
	expect(page).toContain('<th colspan="6">线索情况</th>');
	expect(page).toContain('填报单位：北票市');
	expect(page.match(/<tr><td>/g)).toHaveLength(2);
});

test('neither holds who reported, nor a word of theirs', async () => {
	const page = await (await take('ledger.html?view=all')).text();
	const sheet = JSON.stringify(await sheetOf(await take('ledger.xlsx?view=all')));
	for (const secret of [words, '老张家后山沟', '欧阳举报', '13800001111']) {
		expect(page).not.toContain(secret);
		expect(sheet).not.toContain(secret);
	}
});

test('follows view and filters, holds only one’s own county, and each export is in the log', async () => {
	const lines = async (query: string, as?: string) =>
		(await sheetOf(await take(`ledger.xlsx?${query}`, as))).length - 4;
	expect(await lines('view=new')).toBe(1);
	expect(await lines('view=all&status=concluded')).toBe(1);
	expect(await lines('view=all', 'city')).toBe(3);
	expect(await lines('view=all&county=211381', 'lingyuan')).toBe(0);
	const [row] = await portal.staff.db.read
		.select()
		.from(audit)
		.where(eq(audit.action, 'report.listed'))
		.orderBy(desc(audit.seq))
		.limit(1);
	expect(row).toMatchObject({ actorName: '凌源市经办（演示）', subject: '台账', reason: '全部，共 0 件' });
	expect((await take('ledger.xlsx?view=all', 'auditor')).status).toBe(403);
});
