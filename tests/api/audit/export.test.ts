import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAudit } from '../../../api/audit/write.ts';
import { thePortal } from '../../../api/permission/actor.ts';
import { audit } from '../../../db/schema/audit.ts';
import { parseCsv } from '../../site/parse-csv.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { lengthOf, work } from './intruder.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

async function exported(query = ''): Promise<string[][]> {
	const { json } = await portal.call('GET', `api/staff/audit.csv${query}`, { as: await portal.signIn('auditor') });
	return parseCsv(json);
}

test('the auditor takes the whole log out, in order and with each hash, however long it is', async () => {
	await work(portal, 1200);
	const [head, ...lines] = await exported();
	expect(head).toEqual(['序号', '时间', '人员', '账号标识', '操作', '对象', '理由', '校验值']);
	expect(lines).toHaveLength(await lengthOf(portal));
	const rows = await portal.staff.db.read.select().from(audit).orderBy(audit.seq);
	expect(lines.map((line) => [line[0], line[7]])).toEqual(rows.map(({ seq, hash }) => [String(seq), hash]));
	// Taking it out is the last thing it tells of.
	expect(lines.at(-1)?.slice(2, 7)).toEqual(['审计（演示）', rows.at(-1)?.actorId, '导出审计日志', '审计日志', '全部']);
});

test('a filter holds for what is taken out', async () => {
	const { number } = await portal.report();
	const [, ...lines] = await exported(`?q=${number}&action=report.received`);
	expect(lines).toHaveLength(1);
	expect(lines[0]?.[5]).toBe(number.replace(/(\d{4})(?=\d)/g, '$1 '));
	const rows = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'audit.exported'));
	expect(rows.at(-1)?.reason).toBe(`收到举报，${number}`);
});

test('what an officer typed is a text for Excel and nothing to compute', async () => {
	const reason = '=HYPERLINK("http://evil.example","看"),\n第二行';
	await portal.staff.db.write((tx) =>
		writeAudit(tx, portal.staff, { actor: thePortal, action: 'report.noted', subject: 'formula', reason }),
	);
	const [, line] = await exported('?q=formula');
	expect(line?.[6]).toBe(`'${reason}`);
});

test('nobody else takes it out', async () => {
	for (const username of ['admin', 'city', 'beipiao-approver']) {
		const as = await portal.signIn(username);
		expect((await portal.call('GET', 'api/staff/audit.csv', { as })).status).toBe(403);
		expect((await portal.call('POST', 'api/staff/audit/verify', { as })).status).toBe(403);
		const head = { seq: 1, hash: 'a'.repeat(64) };
		expect((await portal.call('POST', 'api/staff/audit/compare', { as, body: head })).status).toBe(403);
	}
});

test("the auditor's button looks at every row, says how far it is, and is logged", async () => {
	await work(portal, 1200);
	const as = await portal.signIn('auditor');
	const { status, json } = await portal.call('POST', 'api/staff/audit/verify', { as });
	expect(status).toBe(202);
	expect(json.running).toEqual({ rows: 0 });
	await portal.auditWatch.verify();
	const { verification } = (await portal.call('GET', 'api/staff/audit', { as })).json;
	expect(verification).toMatchObject({ running: null, rows: await lengthOf(portal), faults: [], failed: false });
	const [row] = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'audit.verified'));
	expect(row).toMatchObject({ actorName: '审计（演示）', subject: '审计日志', reason: '人工核验' });
});
