import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reports } from '../../../../db/schema/reports.ts';
import { reportTexts } from '../../../../db/schema/search.ts';
import { addText } from '../../../../db/search.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
let number: string;
const statement = '举报人写道：翻斗车夜间拉矿。';
beforeAll(async () => {
	portal = await openTestPortal();
	({ number } = await portal.report({
		description: statement,
		location: { adcode: 211381, town: '上园镇', place: '槐树岭后身' },
		reporter: { mode: 'named', name: '钱多多', phone: '13900005678' },
	}));
	const as = await portal.signIn('beipiao');
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', { officers: '欧阳明\n司马光' });
	await portal.move('beipiao', number, 'file', { documentNumber: '朝立〔2026〕十九号', filedOn: '2026-03-01' });
	const text = '青石沟东坡现场见到 CAT-320 挖掘机，"无牌"，尾砂外溢';
	await portal.call('POST', `api/staff/reports/${number}/notes`, { as, body: { text } });
	await portal.call('POST', `api/staff/reports/${number}/messages`, { as, body: { text: '请说明沙场老板姓氏。' } });
});
afterAll(() => portal.remove());

async function search(q: string, username = 'beipiao', more = ''): Promise<{ total: number; found: string[] }> {
	const as = await portal.signIn(username);
	const path = `api/staff/reports?view=all&q=${encodeURIComponent(q)}${more}`;
	const { status, json } = await portal.call('GET', path, { as });
	expect(status).toBe(200);
	return { total: json.total, found: json.items.map((item: { number: string }) => item.number) };
}

const mine = () => ({ total: 1, found: [number] });
const nothing = { total: 0, found: [] };

/** Words that stand in the report's own texts, wherever in them. */
const staffWords = [
	...['上园', '上园镇', '青石沟', '石沟', '东坡', '青石沟东坡'],
	...['挖掘机', '挖掘', '外溢', '尾砂外溢', 'cat-320', 'CAT', '-3', '"无牌"', '牌"'],
	...['欧阳明', '司马', '十九号', '〔2026〕', '朝立', '挖掘 青石沟', '溢 欧阳'],
];

describe('the search of the inbox', () => {
	test.each(staffWords)('finds by %j', async (q) => {
		expect(await search(q)).toEqual(mine());
	});

	test.each([
		'挖掘机械',
		'青沟',
		'挖掘 铁路',
		'光\n现',
		'镇青',
		'*',
		'""',
		'%%',
		'words : 挖',
		'挖掘 OR 铁路',
		"';--",
		'()',
		'^挖',
		'龘龘龘',
	])('does not find by %j', async (q) => {
		expect(await search(q)).toEqual(nothing);
	});

	test('finds nothing of what the reporter wrote or is, nor of what was written to the reporter', async () => {
		for (const q of [
			'翻斗车',
			'拉矿',
			'夜间',
			'钱多多',
			'多多',
			'13900005678',
			'老板',
			'沙场',
			'举报人',
			'槐树岭',
			'后身',
		]) {
			expect({ q, ...(await search(q)) }).toEqual({ q, ...nothing });
		}
		const rows = await portal.staff.db.read.select().from(reportTexts);
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toMatch(/翻斗车|钱多多|13900005678|老板|槐树|后身/);
	});

	test('of another county finds and counts nothing of it', async () => {
		for (const q of staffWords) {
			for (const who of ['lingyuan', 'lingyuan-approver'])
				expect({ q, ...(await search(q, who)) }).toEqual({ q, ...nothing });
		}
	});

	test('of the city finds it, and narrows by view and county like any filter', async () => {
		expect(await search('挖掘机', 'city')).toEqual(mine());
		expect(await search('挖掘', 'city', '&county=211381&status=filed')).toEqual(mine());
		expect(await search('挖掘', 'city', '&county=211382')).toEqual(nothing);
		expect(await search('挖掘', 'city', '&status=concluded')).toEqual(nothing);
	});

	test('takes up the newest where a word is too common, and says so', async () => {
		await portal.staff.db.write(async (tx) => {
			const [report] = await tx.select().from(reports).where(eq(reports.number, number));
			if (!report) throw new Error('no report');
			const copies = Array.from({ length: 2001 }, (_, nth) => ({
				...report,
				id: `copy-${nth + 1}`,
				number: String(9e11 + nth),
			}));
			for (let nth = 0; nth < copies.length; nth += 100) await tx.insert(reports).values(copies.slice(nth, nth + 100));
			for (let nth = 1; nth <= 2001; nth++) await addText(tx, `copy-${nth}`, 211381, ['梨树岭']);
		});
		const as = await portal.signIn('beipiao');
		const path = (q: string) => `api/staff/reports?view=all&q=${encodeURIComponent(q)}`;
		const common = (await portal.call('GET', path('梨树岭'), { as })).json;
		expect({ total: common.total, searchCut: common.searchCut }).toEqual({ total: 2000, searchCut: true });
		expect((await portal.call('GET', path('挖掘机'), { as })).json.searchCut).toBe(false);
		const other = await portal.signIn('lingyuan');
		expect((await portal.call('GET', path('梨树岭'), { as: other })).json).toMatchObject({
			total: 0,
			searchCut: false,
		});
	});

	test('follows a report that goes to another county', async () => {
		const { number: moved } = await portal.report({ location: { adcode: 211381, place: '村北' } });
		const as = await portal.signIn('beipiao');
		await portal.call('POST', `api/staff/reports/${moved}/notes`, { as, body: { text: '在两界梁北侧。' } });
		expect((await search('两界梁')).found).toEqual([moved]);
		await portal.move('beipiao', moved, 'object', { reason: '地点不在本县区，属于邻县。' });
		await portal.move('city', moved, 'assign', { unit: '211382-natural-resources', reason: '经核对坐标。' });
		expect(await search('两界')).toEqual(nothing);
		expect((await search('两界', 'lingyuan')).found).toEqual([moved]);
		expect((await search('属于邻县', 'lingyuan')).found).toEqual([moved]);
	});
});
