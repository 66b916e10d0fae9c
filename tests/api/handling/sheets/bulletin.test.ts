import { desc, eq } from 'drizzle-orm';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
	await aCase(portal, 'concluded');
	await portal.report({
		location: { adcode: 211381, town: '大板镇', place: '老张家后山沟' },
		reporter: { mode: 'named', name: '欧阳举报', phone: '13800001111' },
	});
});
afterAll(() => portal.remove());

async function take(path: string, username = 'beipiao') {
	const headers = { cookie: await portal.signIn(username) };
	const url = new URL(`api/staff/${path}`, portal.staff.siteUrl);
	return portal.web.fetch(new Request(url, { headers }), { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
}

test('the bulletin opens in Excel with merged heads and the line of signatures, for the current month', async () => {
	portal.setNow('2026-07-15T02:00:00Z');
	const response = await take('bulletin.xlsx');
	portal.setNow(null);
	expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain('通报（2026-07）.xlsx');
	const [sheet] = await readExcel(Buffer.from(await response.arrayBuffer()));
	const rows = sheet?.data ?? [];
	expect(rows[0]?.[0]).toBe('朝阳市矿山线索办理情况通报（2026-07）（演示数据）');
	expect(rows[1]?.[0]).toMatch(/^填报单位：北票市　+填报人：北票市经办（演示）　+审核人：　+填报时间：2026-07-15$/);
	expect(rows[2]?.filter((head) => head !== null)).toEqual([
		'序号',
		'县（市）区',
		'本期（2026-07）',
		'累计',
		'按期办理',
		'在办',
		'群众评价',
	]);
	expect(rows[4]?.slice(0, 3)).toEqual([1, '北票市', expect.any(Number)]);
	expect(String(rows[5]?.[0])).toContain('说明：');
});

test('the page for Word holds the same table, and neither holds a place or a person of a report', async () => {
	const page = await (await take('bulletin.html?month=2026-07', 'city')).text();
	expect(page).toContain('<th colspan="2">本期（2026-07）</th>');
	expect(page).toContain('@page { size: 297mm 210mm');
	expect(page.match(/<tr><td>/g)).toHaveLength(9);
	for (const secret of ['大板镇', '老张家', '欧阳举报', '13800001111']) expect(page).not.toContain(secret);
});

test('each export is in the log; a wrong month is refused, and so is who may not read the figures', async () => {
	expect((await take('bulletin.html?month=2026-13')).status).toBe(422);
	expect((await take('bulletin.html?month=2026-06')).status).toBe(200);
	const [row] = await portal.staff.db.read
		.select()
		.from(audit)
		.where(eq(audit.action, 'report.listed'))
		.orderBy(desc(audit.seq))
		.limit(1);
	expect(row).toMatchObject({ actorName: '北票市经办（演示）', subject: '通报', reason: '2026-06' });
	for (const username of ['auditor', 'admin']) expect((await take('bulletin.xlsx', username)).status).toBe(403);
});
