import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReceiptAnswer } from '../../../../api/intake/receive/receipt-answer.ts';
import { addDays } from '../../../../content/facts/time.ts';
import { aConclusion, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

/** What is done to a report, one step a day, by whom: `clerk` and `handler` of its county, `city`, or the reporter. */
type Deed = readonly [who: 'clerk' | 'handler' | 'city' | 'reporter', what: string, fields?: Record<string, unknown>];

const investigated: Deed[] = [
	['clerk', 'accept'],
	['clerk', 'investigate', fieldsOf('investigate')],
];
const filed: Deed[] = [...investigated, ['clerk', 'file', { documentNumber: '立〔2026〕1号', filedOn: '2026-05-01' }]];
const concluded = (outcome: string): Deed[] => [...investigated, ['clerk', 'conclude', aConclusion(outcome)]];

/** Every path a report can take; forty reports go through them in turn. */
const paths: Deed[][] = [
	[],
	[['clerk', 'accept']],
	concluded('substantiated'),
	concluded('unsubstantiated'),
	[...filed, ['clerk', 'rectify', fieldsOf('rectify')], ['clerk', 'conclude', aConclusion('partly')]],
	[
		...filed,
		['clerk', 'penalise', { documentNumber: '罚〔2026〕1号', decidedOn: '2026-05-01' }],
		['clerk', 'serve', { servedOn: '2026-05-01' }],
	],
	[['clerk', 'decline', fieldsOf('decline')]],
	[...concluded('referred'), ['reporter', 'rate']],
	[...concluded('unsubstantiated'), ['reporter', 'review'], ['handler', 'uphold', fieldsOf('uphold')]],
	[...concluded('unsubstantiated'), ['reporter', 'review'], ['handler', 'reopen', fieldsOf('reopen')]],
	[
		['clerk', 'object', fieldsOf('object')],
		['city', 'assign', fieldsOf('assign')],
	],
	[
		['clerk', 'ask'],
		['reporter', 'answer'],
		['clerk', 'accept'],
	],
	[['clerk', 'ask']],
	[
		['clerk', 'accept'],
		['city', 'supervise', fieldsOf('supervise')],
		['clerk', 'extend', fieldsOf('extend')],
	],
	[['clerk', 'merge']],
	[...investigated, ['clerk', 'transfer'], ...concluded('partly')],
	[...filed, ['clerk', 'conclude', aConclusion('substantiated')], ['reporter', 'rate']],
	[
		...concluded('unsubstantiated'),
		['reporter', 'rate'],
		['reporter', 'review'],
		['handler', 'reopen', fieldsOf('reopen')],
		['clerk', 'object', fieldsOf('object')],
		['city', 'assign', fieldsOf('assign')],
	],
];

interface Sent extends ReceiptAnswer {
	/** Account names of the county that had it first. */
	slug: string;
}

let portal: TestPortal;
let day = '2026-05-01';
const sent: Sent[] = [];
const today = () => portal.setNow(`${day}T02:00:00Z`);

beforeAll(async () => {
	portal = await openTestPortal();
	for (let nth = 0; nth < 40; nth++) {
		day = addDays('2026-05-01', Math.floor((nth * 30) / 40));
		today();
		const [slug, adcode] = nth % 3 === 0 ? (['jianping', 211322] as const) : (['beipiao', 211381] as const);
		const towns = content.areas.towns.filter((town) => town.adcode === adcode);
		const location = { adcode, town: towns[nth % 4]?.name, place: '山坡' };
		const receipt = await portal.report({ location });
		sent.push({ ...receipt, slug });
		for (const deed of paths[nth % paths.length] ?? []) await act(sent.at(-1) as Sent, deed);
	}
	day = '2026-06-10';
	today();
}, 120_000);
afterAll(() => portal.remove());

async function act(report: Sent, [who, what, fields = {}]: Deed): Promise<void> {
	day = addDays(day, 1);
	today();
	const { number, secret, slug } = report;
	const account = who === 'city' ? 'city' : who === 'handler' ? `${slug}-handler` : slug;
	const post = async (path: string, body: object, as?: string) =>
		portal.call('POST', path, { body, ...(as && { as }) });
	const answer =
		what === 'ask'
			? await post(
					`api/staff/reports/${number}/messages`,
					{ text: '请补充。', askForMore: true },
					await portal.signIn(account),
				)
			: what === 'answer'
				? await post('api/reports/track/messages', { number, secret, text: '补充情况。' })
				: what === 'rate'
					? await post('api/reports/track/rating', { number, secret, score: 4 })
					: what === 'review'
						? await post('api/reports/track/review', { number, secret, reason: '请再核查一次。' })
						: await portal.move(
								account,
								number,
								what,
								what === 'merge'
									? { into: sent.find((each) => each.slug === slug)?.number, reason: '同一处。' }
									: what === 'transfer'
										? { ...fieldsOf('transfer'), unit: `${report.county?.adcode}-ecology` }
										: fields,
							);
	if (answer.status >= 300) throw new Error(`${what}: ${JSON.stringify(answer.json)}`);
}

const figures = async (username: string) =>
	(await portal.call('GET', 'api/staff/dashboard', { as: await portal.signIn(username) })).json;

async function sheetOf(path: string, username: string): Promise<Array<Record<string, string>>> {
	const url = new URL(`api/staff/${path}`, portal.staff.siteUrl);
	const request = new Request(url, { headers: { cookie: await portal.signIn(username) } });
	const response = await portal.web.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
	const [sheet] = await readExcel(Buffer.from(await response.arrayBuffer()));
	const [, , upper = [], lower = [], ...rows] = sheet?.data ?? [];
	let group = '';
	const heads = lower.map((head, index) => {
		group = String(upper[index] ?? group);
		return head === null ? group : `${group} ${head}`;
	});
	return rows.map((row) =>
		Object.fromEntries(row.map((cell, index) => [heads[index], cell === null ? '' : String(cell)])),
	);
}

const ledgerOf = async (username: string) =>
	(await sheetOf('ledger.xlsx?view=all', username)).map((row) =>
		Object.fromEntries(Object.entries(row).map(([head, cell]) => [head.split(' ').at(-1), cell])),
	);

const pages = () =>
	Promise.all(
		sent.map(
			async ({ number, secret }) => (await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json,
		),
	);

function tally(values: string[]): Record<string, number> {
	const counted: Record<string, number> = {};
	for (const value of values) counted[value] = (counted[value] ?? 0) + 1;
	return counted;
}

test('after a month of forty reports on all paths, dashboard, ledger and the reporters’ pages agree', async () => {
	const [city, ledger, stories] = [await figures('city'), await ledgerOf('city'), await pages()];
	expect(ledger).toHaveLength(40);
	expect(city.received).toBe(40);

	const byStatus = Object.fromEntries(
		city.byStatus
			.filter(({ count }: { count: number }) => count > 0)
			.map(({ name, count }: { name: string; count: number }) => [name, count]),
	);
	expect(tally(ledger.map((row) => row['状态'] ?? ''))).toEqual(byStatus);
	expect(tally(stories.map(({ statusName }) => statusName))).toEqual(byStatus);

	expect(ledger.filter((row) => row['是否逾期'] === '逾期')).toHaveLength(city.overdue);
	expect(stories.filter(({ overdue }) => overdue)).toHaveLength(city.overdue);
	expect(ledger.filter((row) => row['是否逾期'] !== '')).toHaveLength(city.open);
	expect(ledger.filter((row) => ['查实', '部分查实'].includes(row['结论'] ?? ''))).toHaveLength(city.substantiated);
	expect(city.satisfaction).toEqual({ rated: stories.filter(({ rating }) => rating).length, average: 4 });

	const towns = (wanted: (row: Record<string, string>) => boolean) =>
		tally(ledger.filter(wanted).map((row) => `${row['县（市）区']}${row['乡镇']}`));
	const inFigures = (key: 'count' | 'open') =>
		Object.fromEntries(
			city.byTown
				.filter((each: Record<string, number>) => each[key])
				.map((each: Record<string, string>) => [`${each['county']}${each['name']}`, each[key]]),
		);
	expect(inFigures('count')).toEqual(towns(() => true));
	expect(inFigures('open')).toEqual(towns((row) => row['是否逾期'] !== ''));
	const months = city.byMonth.reduce((sum: number, { received }: { received: number }) => sum + received, 0);
	expect(months).toBe(40);
	const ages = city.ageOpen.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
	expect(ages).toBe(city.open);
});

test('the on-time rate is what one counts by hand from the ledger and the promised days', async () => {
	const stories = await pages();
	const ledger = new Map((await ledgerOf('city')).map((row) => [row['受理编号']?.replaceAll(' ', ''), row]));
	const settled = ['concluded', 'declined', 'merged'];
	const answered = stories.filter(({ status }) => settled.includes(status));
	const onTime = answered.filter(({ number, replyBy }) => (ledger.get(number)?.['答复日期'] ?? '') <= replyBy);
	const late = stories.filter(({ overdue }) => overdue);
	expect((await figures('city')).onTimeRate).toBe(onTime.length / (answered.length + late.length));
});

test('counties add up to the city, and each ledger holds what its dashboard says', async () => {
	const city = await figures('city');
	const counties = ['beipiao', 'jianping', 'lingyuan'];
	const each = await Promise.all(counties.map(figures));
	for (const key of ['received', 'open', 'overdue', 'concluded', 'substantiated', 'returned']) {
		expect([key, each.reduce((sum, seen) => sum + seen[key], 0)]).toEqual([key, city[key]]);
	}
	for (const [nth, county] of counties.entries()) expect(await ledgerOf(county)).toHaveLength(each[nth].received);
});

test('the units’ names on the reporters’ pages are those of the ledger', async () => {
	const ledger = new Map((await ledgerOf('city')).map((row) => [row['受理编号']?.replaceAll(' ', ''), row]));
	for (const { number, unit } of await pages()) expect(ledger.get(number)?.['承办单位']).toBe(unit);
});

const countOf = async (username: string, query: string) =>
	(await portal.call('GET', `api/staff/reports?${query}`, { as: await portal.signIn(username) })).json.total;

/** One line of the bulletin as dashboard and lists say it should be. */
async function expectedLine(username: string, county?: number): Promise<Record<string, string>> {
	const path = `api/staff/dashboard${county ? `?county=${county}` : ''}`;
	const { json: seen } = await portal.call('GET', path, { as: await portal.signIn(username) });
	const total = (query: string) => countOf(username, county ? `${query}&county=${county}` : query);
	const may = seen.byMonth.find(({ month }: { month: string }) => month === '2026-05');
	const cells = {
		'本期（2026-05） 收到': may.received,
		'本期（2026-05） 办结': may.concluded,
		'累计 收到': seen.received,
		'累计 受理': await total('view=all&accepted=1'),
		'累计 办结': seen.concluded,
		'累计 查实': seen.substantiated,
		'累计 退回异议': seen.returned,
		'按期办理 已答复': (await total('view=all&answered=on-time')) + (await total('view=all&answered=late')),
		'按期办理 按期答复': await total('view=all&answered=on-time'),
		'按期办理 逾期未办结': seen.overdue,
		'按期办理 按期率': seen.onTimeRate === null ? '无' : `${Math.round(seen.onTimeRate * 1000) / 10}%`,
		'在办 合计': seen.open,
		'在办 督办': await total('view=supervised'),
		'在办 等待补充': await total('view=waiting'),
		...Object.fromEntries(
			seen.ageOpen.map(({ label, count }: { label: string; count: number }) => [`在办 ${label}`, count]),
		),
		'群众评价 评价件数': await total('view=all&rated=1'),
		'群众评价 满意度': seen.satisfaction === null ? '无' : seen.satisfaction.average.toFixed(1),
	};
	return Object.fromEntries(Object.entries(cells).map(([head, cell]) => [head, String(cell)]));
}

test('the bulletin says of each county and of the city what dashboard and lists say, to the last digit', async () => {
	const lines = (await sheetOf('bulletin.xlsx?month=2026-05', 'city')).filter((row) => row['县（市）区']);
	const { counties, city } = content.units;
	expect(lines.map((row) => [row['序号'], row['县（市）区']])).toEqual([
		...counties.map(({ name }, nth) => [String(nth + 1), name]),
		['8', '市级'],
		['', '合计'],
	]);
	const areas = [...counties.map(({ adcode }) => adcode), city.adcode, undefined];
	for (const [nth, { 序号: _, '县（市）区': name, ...cells }] of lines.entries()) {
		expect({ name, ...cells }).toEqual({ name, ...(await expectedLine('city', areas[nth])) });
	}
	expect(Number(lines.at(-1)?.['累计 收到'])).toBe(40);
	expect(lines.filter((row) => Number(row['群众评价 评价件数']) > 0).length).toBeGreaterThan(2);
});

test('a county’s bulletin holds that county alone', async () => {
	const [line, ...others] = (await sheetOf('bulletin.xlsx?month=2026-05', 'lingyuan')).filter(
		(row) => row['县（市）区'],
	);
	expect(others).toEqual([]);
	expect(line).toEqual({ 序号: '1', '县（市）区': '凌源市', ...(await expectedLine('lingyuan')) });
});
