import { count, eq } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { sourceNumbers } from '../../../../db/schema/intake.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';
import { aRow, type Cells, heads, listOf, sendList, sheetType, workbookOf, zipOf } from './lists.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const newKey = () => crypto.randomUUID();

describe('the template', () => {
	test('has the heads, an explanation under each, and the names that may be used', async () => {
		const as = await portal.signIn('beipiao');
		const url = new URL('api/staff/import/template.xlsx', portal.staff.siteUrl);
		const response = await portal.web.fetch(new Request(url, { headers: { cookie: as } }));
		expect(response.headers.get('content-type')).toBe(sheetType);
		const bytes = await response.arrayBuffer();
		const list = await readSheet(bytes, 1);
		expect(list[0]).toEqual(heads);
		expect(list[1]?.every((cell) => /^(必填|选填)。/.test(String(cell)))).toBe(true);
		const names = (await readSheet(bytes, 2)).flat();
		for (const { name } of [...content.categories, ...content.units.counties]) expect(names).toContain(name);
	});

	test('sent back as it came has nothing to import', async () => {
		const as = await portal.signIn('beipiao');
		const url = new URL('api/staff/import/template.xlsx', portal.staff.siteUrl);
		const response = await portal.web.fetch(new Request(url, { headers: { cookie: as } }));
		const { json } = await sendList(portal, 'import/check', Buffer.from(await response.arrayBuffer()));
		expect(json).toEqual({
			sheet: '清单',
			rows: 0,
			errors: [expect.objectContaining({ message: expect.stringContaining('没有内容') })],
		});
	});
});

describe('a good list', () => {
	test('is checked without storing anything', async () => {
		const before = await stored(portal);
		const { status, json } = await sendList(portal, 'import/check', await listOf([aRow(), aRow()]));
		expect({ status, json }).toEqual({ status: 200, json: { sheet: 'Sheet1', rows: 2, errors: [] } });
		expect(await stored(portal)).toEqual(before);
	});

	test('is taken in whole; the receipts come back with number and secret for each row', async () => {
		const rows = [
			aRow(),
			aRow({ '县（市）区': '喀喇沁左翼蒙古族自治县', 举报方式: '实名', 姓名: '赵某某', 电话: 13800000000 }),
		];
		const { status, headers, bytes } = await sendList(portal, 'import', await listOf(rows), { key: newKey() });
		expect(status).toBe(201);
		expect(headers.get('cache-control')).toBe('no-store');
		const [, first, second] = await readSheet(bytes);
		expect([first?.[0], second?.[0]]).toEqual(rows.map((row) => row['12345 编号']));
		const [number, secret] = [first?.[1], first?.[2]].map((cell) => String(cell));
		expect(number).toMatch(/^\d{4} \d{4} \d{4}$/);
		const tracked = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(tracked.status).toBe(200);
		expect(second?.[3]).toContain('喀左县');
		const [report] = await portal.staff.db.read
			.select()
			.from(reports)
			.where(eq(reports.number, String(second?.[1]).replaceAll(' ', '')));
		expect(report).toMatchObject({ channel: 'hotline', mode: 'named', occurredOn: '2026-03-01' });
		expect(await portal.staff.unsealer.open(report?.sealedIdentity ?? '')).toContain('13800000000');
	});

	test('may have its columns in another order, dates as Excel keeps them, in Chinese or with a time, empty rows between', async () => {
		const rows = [
			aRow({ 发生日期: new Date('2026-03-05T00:00:00Z') }),
			{},
			aRow({ 发生日期: '2026年3月6日' }),
			aRow({ 发生日期: '2026/3/7 12:30:00' }),
		];
		const bytes = await listOf(rows, [...heads].reverse());
		expect((await sendList(portal, 'import', bytes, { key: newKey() })).status).toBe(201);
		const days = (await portal.staff.db.read.select({ day: reports.occurredOn }).from(reports)).map(({ day }) => day);
		expect(days).toEqual(expect.arrayContaining(['2026-03-05', '2026-03-06', '2026-03-07']));
	});

	test('is one line in the audit log beside a line for each report', async () => {
		const key = newKey();
		await sendList(portal, 'import', await listOf([aRow(), aRow(), aRow()]), { key });
		const found = await portal.staff.db.read.select().from(audit).where(eq(audit.action, 'reports.imported'));
		expect(found.at(-1)?.reason).toBe('共 3 件');
	});
});

describe('rows that say that somebody of the county is involved', () => {
	test('are imported by the city alone: no clerk of a county gets the secret of a report that by-passes it', async () => {
		const bytes = await listOf([aRow(), aRow({ 涉及当地人员: '是' })]);
		const before = await stored(portal);
		const checked = await sendList(portal, 'import/check', bytes);
		expect(checked.json.errors).toEqual([
			{ row: 3, column: '涉及当地人员', message: expect.stringContaining('由市级导入') },
		]);
		const refused = await sendList(portal, 'import', bytes, { key: newKey() });
		expect({ status: refused.status, paths: refused.json.errors.map(({ path }: { path: string }) => path) }).toEqual({
			status: 422,
			paths: ['3.涉及当地人员'],
		});
		expect(await stored(portal)).toEqual(before);

		expect((await sendList(portal, 'import/check', bytes, { username: 'city' })).json.errors).toEqual([]);
		const { status, bytes: sheet } = await sendList(portal, 'import', bytes, { username: 'city', key: newKey() });
		expect(status).toBe(201);
		const [, , row] = await readSheet(sheet);
		expect(row?.[4]).toContain('北票');
	});
});

describe('repeating an import', () => {
	test('with the same key gives the same receipts and takes nothing in twice, three times at once', async () => {
		const bytes = await listOf([aRow(), aRow()]);
		const key = newKey();
		const before = await stored(portal);
		const answers = await Promise.all([1, 2, 3].map(() => sendList(portal, 'import', bytes, { key })));
		answers.push(await sendList(portal, 'import', bytes, { key }));
		const sheets = await Promise.all(answers.map(async (answer) => JSON.stringify(await readSheet(answer.bytes))));
		expect(new Set(sheets).size).toBe(1);
		expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 2);
	});

	test('with another key finds every row known', async () => {
		const bytes = await listOf([aRow(), aRow()]);
		await sendList(portal, 'import', bytes, { key: newKey() });
		const before = await stored(portal);
		const { status, json } = await sendList(portal, 'import', bytes, { key: newKey() });
		expect(status).toBe(422);
		expect(json.errors.map((error: { path: string }) => error.path)).toEqual(['2.12345 编号', '3.12345 编号']);
		expect(await stored(portal)).toEqual(before);
	});

	test('with the same key and another list is refused', async () => {
		const key = newKey();
		await sendList(portal, 'import', await listOf([aRow()]), { key });
		const { json } = await sendList(portal, 'import', await listOf([aRow()]), { key });
		expect(json.code).toBe('idempotency_reused');
	});

	test('by two officers with the same list at once: one gets it in, the other is told', async () => {
		const bytes = await listOf([aRow(), aRow()]);
		const answers = await Promise.all(
			['beipiao', 'city'].map((username) => sendList(portal, 'import', bytes, { username, key: newKey() })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
	});

	test('needs a key', async () => {
		expect((await sendList(portal, 'import', await listOf([aRow()]))).json.code).toBe('malformed');
	});
});

describe('one wrong row', () => {
	const wrong: Array<[what: string, changes: Cells, column: string, words: string]> = [
		['no number', { '12345 编号': '' }, '12345 编号', '必填'],
		['a number with markup', { '12345 编号': '<script>' }, '12345 编号', '字母、数字'],
		['a number that Excel cut', { '12345 编号': 20260301000123456 }, '12345 编号', '过长'],
		['a number with decimals', { '12345 编号': 12345.5 }, '12345 编号', '小数'],
		['an unknown category', { 举报事项: '偷矿' }, '举报事项', '没有这个名称'],
		['an unknown way of reporting', { 举报方式: '公开' }, '举报方式', '没有这个名称'],
		['a county elsewhere', { '县（市）区': '海淀区' }, '县（市）区', '没有这个名称'],
		['no place', { 地点: ' ' }, '地点', '必填'],
		['a place too long', { 地点: '村'.repeat(201) }, '地点', '200'],
		['a day as a number', { 发生日期: 46082 }, '发生日期', '是数字'],
		['a day that does not exist', { 发生日期: '2026-02-30' }, '发生日期', '日期'],
		['a day to come', { 发生日期: '2999-01-01' }, '发生日期', '不能晚于今天'],
		['a date where words belong', { 地点: new Date('2026-03-01T00:00:00Z') }, '地点', '是日期'],
		['words too few', { 情况说明: '挖矿' }, '情况说明', '5 个字'],
		['words too many', { 情况说明: '挖'.repeat(4001) }, '情况说明', '4000'],
		['a named reporter without a name', { 举报方式: '实名' }, '姓名', '姓名'],
		['a phone of letters', { 举报方式: '实名', 姓名: '赵某某', 电话: 'javascript:1' }, '电话', '只填数字'],
		['neither yes nor no', { 涉及当地人员: '可能' }, '涉及当地人员', '没有这个名称'],
	];

	test.each(wrong)(
		'%s: is told at its row and column, and none of the rows is taken in',
		async (_, changes, column, words) => {
			const before = await stored(portal);
			const bytes = await listOf([aRow(), aRow(changes), aRow()]);
			const { json: checked } = await sendList(portal, 'import/check', bytes);
			expect(checked).toEqual({
				sheet: 'Sheet1',
				rows: 3,
				errors: [{ row: 3, column, message: expect.stringContaining(words) }],
			});
			const { status, json } = await sendList(portal, 'import', bytes, { key: newKey() });
			expect(status).toBe(422);
			expect(json.errors).toEqual([{ path: `3.${column}`, message: expect.stringContaining(words) }]);
			expect(await stored(portal)).toEqual(before);
			const [numbers] = await portal.staff.db.read.select({ total: count() }).from(sourceNumbers);
			expect(numbers?.total).toBe(before.reports);
		},
	);

	test('every wrong cell of a row is told at once', async () => {
		const bytes = await listOf([aRow({ 举报事项: '', '县（市）区': '海淀区', 情况说明: '短' })]);
		const { json } = await sendList(portal, 'import/check', bytes);
		expect(json.errors.map((error: { column: string }) => error.column).sort()).toEqual(
			['举报事项', '县（市）区', '情况说明'].sort(),
		);
	});

	test('the same number twice in a list', async () => {
		const bytes = await listOf([aRow({ '12345 编号': 'cy-twice' }), aRow(), aRow({ '12345 编号': 'CY-TWICE' })]);
		const { json } = await sendList(portal, 'import/check', bytes);
		expect(json.errors).toEqual([{ row: 4, column: '12345 编号', message: '与第 2 行的编号相同' }]);
	});

	test('words that look like a formula stay words', async () => {
		const bytes = await listOf([aRow({ 情况说明: '=HYPERLINK("http://evil.example")' })]);
		expect((await sendList(portal, 'import/check', bytes)).json.errors).toEqual([]);
	});
});

describe('wrong heads', () => {
	test.each<[string, string[], string, string]>([
		['a missing column', heads.filter((head) => head !== '地点'), '地点', '缺少'],
		['a column of their own', [...heads, '备注'], '备注', '没有这一列'],
		['a column twice', [...heads, '地点'], '地点', '两次'],
	])('%s', async (_, columns, column, words) => {
		const { json } = await sendList(portal, 'import/check', await listOf([aRow()], columns));
		expect(json.errors).toEqual([{ row: 1, column, message: expect.stringContaining(words) }]);
	});
});

describe('a hostile file', () => {
	const cell = (address: string, inner: string) => `<row r="1"><c r="${address}" t="inlineStr">${inner}</c></row>`;
	const bomb = Buffer.alloc(64 * 1024 * 1024);
	const files: Array<[what: string, bytes: () => Buffer | Promise<Buffer>]> = [
		['nothing', () => Buffer.alloc(0)],
		['words', () => Buffer.from('12345 编号,举报事项\n1,2\n')],
		['an old or encrypted workbook', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
		['a zip of something else', () => zipOf({ 'hello.txt': { content: 'hello' } })],
		['a zip that was cut short', async () => (await listOf([aRow()])).subarray(0, 900)],
		['a zip with a directory that points nowhere', async () => pointNowhere(await listOf([aRow()]))],
		['a zip bomb', () => workbookOf('', { 'xl/media/a.bin': { content: bomb } })],
		[
			'a zip bomb that lies about its size',
			() => workbookOf('', { 'xl/sharedStrings.xml': { content: bomb, statedSize: 9 } }),
		],
		[
			'a thousand small files',
			() => workbookOf('', Object.fromEntries(Array.from({ length: 999 }, (_, n) => [`a${n}`, { content: '' }]))),
		],
		['a cell at the far corner', () => workbookOf(cell('XFD1048576', '<is><t>a</t></is>'))],
		['a cell at no address', () => workbookOf(cell('A99999999999999999999', '<is><t>a</t></is>'))],
		['a sheet that is no XML', () => workbookOf('<row><c r="A1"')],
		['a workbook without its sheet', () => zipOf({ 'xl/workbook.xml': { content: '<workbook/>' } })],
		['entities that grow', () => workbookOf(cell('A1', '<is><t>&a;</t></is>').repeat(3))],
		['more rows than a list may have', () => listOf(Array.from({ length: 1001 }, () => ({ 地点: '村' })))],
	];

	function pointNowhere(bytes: Buffer): Buffer {
		bytes.writeUInt32LE(0xfffffff0, bytes.lastIndexOf(Buffer.from('PK\x05\x06')) + 16);
		return bytes;
	}

	test.each(files)('%s is refused with a sentence; nothing is stored', async (_, make) => {
		const before = await stored(portal);
		const bytes = await make();
		const checked = await sendList(portal, 'import/check', bytes);
		const refused = checked.status === 422 ? checked.json.code === 'file_refused' : checked.json.errors.length > 0;
		expect({ status: checked.status, refused }).toEqual({ status: checked.status, refused: true });
		const { status, json } = await sendList(portal, 'import', bytes, { key: newKey() });
		expect(status).toBe(422);
		expect(json.detail).toMatch(/。$/);
		expect(await stored(portal)).toEqual(before);
	});

	test('a formula is told at its cell, whatever it last came to', async () => {
		const head = heads.map(
			(name, n) => `<c r="${String.fromCharCode(65 + n)}1" t="inlineStr"><is><t>${name}</t></is></c>`,
		);
		const formula = '<row r="2"><c r="E2" t="str"><f>WEBSERVICE("http://evil.example")</f><v>村北山坡</v></c></row>';
		const { json } = await sendList(portal, 'import/check', workbookOf(`<row r="1">${head.join('')}</row>${formula}`));
		expect(json.errors).toContainEqual({ row: 2, column: '地点', message: expect.stringContaining('公式') });
	});

	test('more than 5 MB is not read', async () => {
		const { status, json } = await sendList(portal, 'import/check', Buffer.alloc(5 * 1024 * 1024 + 1));
		expect({ status, code: json.code }).toEqual({ status: 413, code: 'too_large' });
	});

	test('another kind of file is not read', async () => {
		const { status } = await sendList(portal, 'import/check', Buffer.from('a,b'), { type: 'text/csv' });
		expect(status).toBe(415);
	});
});

test.each(['beipiao-approver', 'auditor', 'admin'])('%s may import nothing', async (username) => {
	expect((await sendList(portal, 'import/check', await listOf([aRow()]), { username })).status).toBe(403);
});

test('a thousand rows are one import', { timeout: 60_000 }, async () => {
	const before = await stored(portal);
	const bytes = await listOf(Array.from({ length: 1000 }, () => aRow()));
	const { status } = await sendList(portal, 'import', bytes, { key: newKey() });
	expect(status).toBe(201);
	expect((await stored(portal)).reports).toBe((before.reports ?? 0) + 1000);
});
