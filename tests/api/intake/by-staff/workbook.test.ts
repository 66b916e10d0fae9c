import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { checkList } from '../../../../api/intake/by-staff/check-list.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { type Book, bookOf, words } from './books.ts';
import { aRow, heads, listOf, sendList } from './lists.ts';

const now = () => new Date('2026-06-01T00:00:00Z');
const check = (bytes: Buffer) => checkList({ content, now }, bytes);
const caseFile = (name: string) => readFileSync(`tests/cases/${name}.xlsx`);

/** The one report of a workbook; throws the first thing to mend. */
async function readOf(book: Book) {
	const { errors, reports } = await check(bookOf(book));
	if (errors.length > 0) throw new Error(JSON.stringify(errors));
	return reports[0]?.report;
}

const errorsOf = async (book: Book) => (await check(bookOf(book))).errors;
const named = (row: number, column: string, part: string) => ({ row, column, message: expect.stringContaining(part) });

describe('lists that went wrong', () => {
	let portal: TestPortal;
	beforeAll(async () => {
		portal = await openTestPortal();
	});
	afterAll(() => portal.remove());

	test.each([
		'import-cells-without-r',
		'import-hidden-first-sheet',
		'import-formatted-last-row',
		'import-second-sheet-20000-rows',
		'import-date-yyyymmdd',
	])('%s is read from the sheet that is seen, which is named, and taken in', async (name) => {
		const checked = await sendList(portal, 'import/check', caseFile(name));
		expect(checked.json).toEqual({ sheet: '清单', rows: 1, errors: [] });
		expect((await sendList(portal, 'import', caseFile(name), { key: crypto.randomUUID() })).status).toBe(201);
	});

	test('a yes that is merged over two rows is named at the second', async () => {
		const { json } = await sendList(portal, 'import/check', caseFile('import-merged-cells'), { username: 'city' });
		expect(json.errors).toEqual([named(3, '涉及当地人员', '合并')]);
	});

	test('error values are named at their cells', async () => {
		const { json } = await sendList(portal, 'import/check', caseFile('import-error-cells'));
		expect(json.errors).toEqual(['县（市）区', '电话', '涉及当地人员'].map((head) => named(2, head, '错误值')));
	});
});

describe('the sheet', () => {
	test.each(['state="veryHidden"', 'state="hidden"'])('is the first that is seen, not one with %s', async (state) => {
		expect(await check(bookOf({ before: [state, state] }))).toMatchObject({ sheet: '清单', errors: [] });
	});

	test('in front that is seen is read, and named', async () => {
		expect(await check(bookOf({ before: ['state="visible"'] }))).toMatchObject({ sheet: '前0', reports: [] });
	});

	test('may have titles above its heads; errors name the row that Excel counts', async () => {
		const above = [words('朝阳市 12345 转办清单'), words('制表日期') + words('2026-03-02')];
		expect(await errorsOf({ above })).toEqual([]);
		expect(await errorsOf({ above, row: { 举报事项: words('偷矿') } })).toEqual([named(4, '举报事项', '没有这个名称')]);
	});

	test('loses no row that stands above its heads', async () => {
		expect(await errorsOf({ above: [['CY1', '无证开采', '北票市', '村北'].map(words).join('')] })).toEqual([
			named(1, '', '表头上面'),
		]);
	});

	test('may have its heads in full width, with stars, spaces and notes', async () => {
		const headsAs = heads.map((head) => `＊${head.replace('12345', '１２３４５').replace('（市）', '(市)')}　（必填）`);
		expect(await errorsOf({ headsAs })).toEqual([]);
	});

	test('names what stands beside the columns, in hidden rows and in hidden columns', async () => {
		const wide = '<row r="2"><c r="Z2"><v>1</v></c></row>';
		expect(await errorsOf({ below: wide.replaceAll('2"', '9"') })).toContainEqual(named(9, 'Z', '没有表头'));
		const hidden = '<row r="9" hidden="1"><c r="A9" t="inlineStr"><is><t>CY9</t></is></c></row>';
		expect(await errorsOf({ below: hidden })).toContainEqual(named(9, '', '隐藏'));
		expect(await errorsOf({ front: '<cols><col min="2" max="2" hidden="1"/></cols>' })).toEqual([
			named(1, '举报事项', '隐藏'),
		]);
	});

	test('may have formats, and formulas that come to nothing, far below', async () => {
		const drawn = '<row r="900000" ht="14"><c r="A900000" s="0"/><c r="B900000"/></row>';
		const formulas = Array.from({ length: 4000 }, () => '<row><c t="str"><f>IF(A2="","",1)</f><v></v></c></row>').join(
			'',
		);
		expect(await errorsOf({ below: formulas + drawn })).toEqual([]);
	});
});

describe('a cell', () => {
	const texts: Array<[what: string, xml: string, shared?: string[]]> = [
		['rich text', '<c t="inlineStr"><is><r><rPr/><t>村北</t></r><r><t>山坡</t></r></is></c>'],
		['shared text', '<c t="s"><v>1</v></c>', ['<si><t>x</t></si>', '<si><t xml:space="preserve"> 村北山坡 </t></si>']],
		['rich shared text', '<c t="s"><v>0</v></c>', ['<si><r><t>村北</t></r><r><t>山坡</t></r></si>']],
		['a reading aid', '<c t="s"><v>0</v></c>', ['<si><t>村北山坡</t><rPh sb="0" eb="1"><t>cun</t></rPh></si>']],
		['an escaped end of line', words('村北_x000D_山坡')],
		['CDATA', '<c t="inlineStr"><is><t><![CDATA[村北山坡]]></t></is></c>'],
		['a prefix', '<x:c t="inlineStr"><x:is><x:t>村北山坡</x:t></x:is></x:c>'],
	];

	test.each(texts)('is read: %s', async (_what, xml, shared) => {
		const report = await readOf({ row: { 地点: xml }, ...(shared && { shared }) });
		expect(report?.location.place?.replace(' ', '')).toBe('村北山坡');
	});

	const numbers: Array<[what: string, xml: string, right: string]> = [
		['a number', '<c><v>13812345678</v></c>', '13812345678'],
		['a number with .0', '<c><v>13812345678.0</v></c>', '13812345678'],
		['a number as scientists write it', '<c><v>1.3812345678E10</v></c>', '13812345678'],
		['a number shown as scientists write it', '<c s="1"><v>13812345678</v></c>', '13812345678'],
		['text that another program wrote', words('13812345678.0'), '13812345678'],
		['text behind an apostrophe', words("'13812345678 "), '13812345678'],
		['a number with its thousands parted', '<c s="3"><v>13812345678</v></c>', '13812345678'],
		['a number filled up with zeros', '<c s="2"><v>4212612345</v></c>', '0421-2612345'],
	];

	test.each(numbers)('holds a phone number: %s', async (_what, xml, right) => {
		const report = await readOf({ row: { 电话: xml }, formats: ['0.00E+00', '00000000000', '#,##0_ '] });
		expect(report?.reporter.phone).toBe(right);
	});

	test.each([
		['a formula', '<c t="str"><f>VLOOKUP(1,2,3)</f><v>北票市</v></c>', '公式'],
		['a formula over many cells', '<c><f t="shared" si="0"/><v>1</v></c>', '公式'],
		['a formula that failed', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', '公式'],
		['an error', '<c t="e" s="4"><v>#REF!</v></c>', '错误值'],
		['a text that is not there', '<c t="s"><v>x</v></c>', '错误值'],
		['a number with words of a format', '<c s="1"><v>12</v></c>', '显示的和实际内容不同'],
		['a percentage', '<c s="2"><v>12</v></c>', '显示的和实际内容不同'],
		['a date', '<c s="3"><v>46082</v></c>', '是日期'],
		['a date without its year', '<c s="6"><v>46082</v></c>', '是日期'],
		['thousands', '<c s="4"><v>12000</v></c>', '显示的和实际内容不同'],
		['millions with a decimal', '<c s="5"><v>12000000</v></c>', '显示的和实际内容不同'],
	])('is named where it shows something else than it holds: %s', async (_what, xml, part) => {
		const formats = ['"CY"0000', '0%', 'yyyy-mm-dd', '0,', '#,##0,,.0', 'm/d'];
		expect(await errorsOf({ row: { 地点: xml }, formats })).toEqual([named(2, '地点', part)]);
	});

	test('that Excel turned into 1.38E+10 as text is named', async () => {
		expect(await errorsOf({ row: { 电话: words('1.38E+10') } })).toEqual([named(2, '电话', '科学计数法')]);
	});
});

describe('merged cells', () => {
	const merged = (ref: string) => `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`;
	const two = { rows: [{}, {}] };

	test('are named in every row but the first, and in every column', async () => {
		const place = heads.indexOf('地点');
		const letter = String.fromCharCode(65 + place);
		expect(await errorsOf({ ...two, behind: merged(`${letter}2:${letter}3`) })).toEqual([named(3, '地点', '合并')]);
		expect(await errorsOf({ ...two, behind: merged('B2:C3') })).toEqual([
			named(2, '县（市）区', '合并'),
			named(3, '举报事项', '合并'),
			named(3, '县（市）区', '合并'),
		]);
	});

	test('are nothing to mend in a title, over empty cells, or where the rows below hold nothing else', async () => {
		expect(await errorsOf({ above: [words('清单')], behind: merged('A1:K1') })).toEqual([]);
		expect(await errorsOf({ ...two, behind: merged('D2:D3') })).toEqual([]);
		expect(await errorsOf({ behind: merged('A2:A3') })).toEqual([]);
	});

	test('over a whole sheet end', async () => {
		expect((await errorsOf({ ...two, behind: merged('A1:XFD1048576') })).length).toBeGreaterThan(0);
	});

	test('as a program writes them are named too', async () => {
		const rows = [aRow(), aRow()].map((row, nth) =>
			heads.map((name) => {
				if (name === '涉及当地人员') return nth === 0 ? { value: '是', rowSpan: 2 } : null;
				return row[name] === undefined ? null : { value: row[name] };
			}),
		);
		const bytes = await writeExcel([heads.map((value) => ({ value })), ...rows] as never).toBuffer();
		expect((await check(bytes)).errors).toEqual([named(3, '涉及当地人员', '合并')]);
	});
});

describe('a day', () => {
	const right = '2026-03-01';
	const serial = '46082';

	test.each([
		'2026-03-01',
		'2026/3/1',
		'2026.3.1',
		'2026-3-1 08:30',
		'2026年3月1日',
		'２０２６年３月１日',
		'2026 年 3 月 1 号',
		'2026年3月1日 星期日',
		'2026年3月1日（周日）上午8时',
		'2026年3月1日8时30分',
		'20260301',
		'20260301 08:30:00',
		'2026–03–01',
		"'2026-03-01",
		'2026-03-01T08:30:00',
		'2026-02-28T16:30:00Z',
	])('is read from the text %s', async (text) => {
		expect((await readOf({ row: { 发生日期: words(text) } }))?.occurredOn).toBe(right);
	});

	test.each([
		['3月1日', '没有写年份'],
		['3.1', '没有写年份'],
		['3/1', '没有写年份'],
		['2026年3月', '哪一天'],
		['2026-3', '哪一天'],
		['2026-02-30', '没有这一天'],
		['2026年13月1日', '没有这一天'],
		['昨天夜里', '日期应写成'],
		['26/3/1', '没有写年份'],
		['1026-03-01', '太早'],
		['9999-12-31', '不能晚于今天'],
	])('is asked for where the text says none: %s', async (text, part) => {
		expect(await errorsOf({ row: { 发生日期: words(text) } })).toEqual([named(2, '发生日期', part)]);
	});

	test.each([
		'yyyymmdd',
		'yyyy-mm-dd hh:mm',
		'yyyy"年"m"月"d"日";@',
		'[$-804]yyyy\\/m\\/d',
		'[DBNum1][$-804]yyyy"年"m"月"d"日"',
		'dddd, mmmm dd, yyyy',
	])('is read from a cell with the format %s', async (format) => {
		expect(
			(await readOf({ formats: [format], row: { 发生日期: `<c s="1"><v>${serial}.6</v></c>` } }))?.occurredOn,
		).toBe(right);
	});

	test.each([14, 22, 30, 31])('is read from a cell with the format that every Excel has as %d', async (id) => {
		expect((await readOf({ builtIn: [id], row: { 发生日期: `<c s="1"><v>${serial}</v></c>` } }))?.occurredOn).toBe(
			right,
		);
	});

	test.each(['m"月"d"日"', 'm/d', 'mm\\-dd hh:mm', 'd-mmm', 'd', 'dd"日"', '[$-804]m"月"d"日";@'])(
		'is asked for where the format %s shows no year: the one behind it was written by nobody',
		async (format) => {
			const row = { 发生日期: `<c s="1"><v>${serial}</v></c>` };
			expect(await errorsOf({ formats: [format], row })).toEqual([named(2, '发生日期', '没有写年份')]);
		},
	);

	test.each([16, 28, 29, 51, 53, 54, 58])('is asked for where the format of id %d shows no year', async (id) => {
		const row = { 发生日期: `<c s="1"><v>${serial}</v></c>` };
		expect(await errorsOf({ builtIn: [id], row })).toEqual([named(2, '发生日期', '没有写年份')]);
	});

	test('counts from 1904 where the workbook does', async () => {
		const row = { 发生日期: '<c s="1"><v>44620</v></c>' };
		expect((await readOf({ from1904: true, formats: ['yyyy-mm-dd'], row }))?.occurredOn).toBe(right);
	});

	test.each([
		['the number 20260301', '<c><v>20260301</v></c>'],
		['the number 20260301 in the format yyyymmdd', '<c s="1"><v>20260301</v></c>'],
		['a cell of days', '<c t="d"><v>2026-03-01T00:00:00</v></c>'],
	])('is read from %s', async (_what, xml) => {
		expect((await readOf({ formats: ['yyyymmdd'], row: { 发生日期: xml } }))?.occurredOn).toBe(right);
	});

	test.each([
		['a number that is none', '<c><v>46082</v></c>', '是数字'],
		['a time of day', '<c s="1"><v>0.5</v></c>', '是数字'],
		['a month', '<c s="2"><v>46082</v></c>', '哪一天'],
		['a day that Excel cannot show', '<c s="3"><v>-5</v></c>', '没有这一天'],
	])('is asked for: %s', async (_what, xml, part) => {
		const formats = ['h:mm', 'yyyy"年"m"月"', 'yyyy-mm-dd'];
		expect(await errorsOf({ formats, row: { 发生日期: xml } })).toEqual([named(2, '发生日期', part)]);
	});
});

describe('coordinates in a list', () => {
	test('need to say from which map they are, unless a link does', async () => {
		const bare = { 坐标: words('41.5737, 120.4503') };
		expect(await errorsOf({ row: bare })).toEqual([named(2, '坐标来源', '来自哪里')]);
		const report = await readOf({ row: { ...bare, 坐标来源: words('百度地图'), 乡镇: words('大板镇') } });
		expect(report?.location).toEqual({
			lat: 41.5737,
			lon: 120.4503,
			datum: 'bd09',
			adcode: 211381,
			place: '大板镇，村北山坡',
		});
		const link = words('https://uri.amap.com/marker?position=120.4503,41.5737');
		expect((await readOf({ row: { 坐标: link } }))?.location).toMatchObject({ lat: 41.5737, datum: 'gcj02' });
	});

	test('that cannot be read are named at their cell', async () => {
		expect(await errorsOf({ row: { 坐标: words('S306.5公里') } })).toEqual([named(2, '坐标', '经纬度')]);
	});

	test('may have no column of their own: older templates do not have it', async () => {
		const older = heads.filter((head) => !head.startsWith('坐标'));
		expect((await check(await listOf([aRow()], older))).errors).toEqual([]);
	});
});

describe('a huge workbook', () => {
	test('of half a million drawn rows is read while others get their turn', { timeout: 60_000 }, async () => {
		const drawn = '<row ht="14.25" customHeight="1"/>'.repeat(500_000);
		let turns = 0;
		let running = true;
		const turn = () => {
			turns += 1;
			if (running) setImmediate(turn);
		};
		setImmediate(turn);
		const list = await check(bookOf({ below: drawn }));
		running = false;
		expect(list).toMatchObject({ rows: 1, errors: [] });
		expect(turns).toBeGreaterThan(100);
	});

	test('that unpacks to more than any list is refused before it is unpacked as a whole', {
		timeout: 60_000,
	}, async () => {
		const endless = ' '.repeat(129 * 1024 * 1024);
		await expect(check(bookOf({ below: endless }))).rejects.toThrow('展开后过大');
	});

	test.each([
		['rows', '<row><c><v>1</v></c></row>'.repeat(20_000), '请分成几份'],
		['words', `<row><c t="inlineStr"><is><t>${'字'.repeat(39_000)}</t></is></c></row>`.repeat(900), '展开后过大'],
		['columns', '<row r="9"><c r="XFD9"><v>1</v></c></row>', '超出清单范围'],
	])('with too many %s is refused', async (_what, below, part) => {
		await expect(check(bookOf({ below }))).rejects.toThrow(part);
	});

	test('in another sheet or in texts of another sheet is not looked at', async () => {
		const shared = ['<si><t>村北山坡</t></si>', `<si><t>${'字'.repeat(2_000_000)}</t></si>`];
		expect(await errorsOf({ row: { 地点: '<c t="s"><v>0</v></c>' }, shared })).toEqual([]);
	});
});
