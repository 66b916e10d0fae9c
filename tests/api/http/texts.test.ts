import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consent } from '../handling/by-pass/consents.ts';
import { aRow, listOf, sendList } from '../intake/by-staff/lists.ts';
import { type Answer, aConclusion, aDraft, aReport, openTestPortal, type TestPortal } from '../portal.ts';
import { act } from '../publication/results/results.ts';
import { rowsOfAllTables } from '../stored.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

/** A text as Word, a chat program and malice would send it: it means `text`. */
const dirty = (text: string): string => ` \ufeff\u202e${[...text].join('\u200b')}\u00ad\ud800\u{e0041}\v`;
/** Nothing that can be seen, though it is no empty text. */
const blank = '\u3164\u2800\u200b \ufeff';
const invisible =
	/(?![\n\t])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Variation_Selector}\u2028\u2029]|\u3164|\u2800)/u;

const post = (path: string, body: unknown, headers = {}): Promise<Answer> =>
	portal.call('POST', path, { body, headers: { 'idempotency-key': crypto.randomUUID(), ...headers } });
const staff = async (username: string, method: string, path: string, body?: unknown): Promise<Answer> =>
	portal.call(method, `api/staff/${path}`, {
		as: await portal.signIn(username),
		...(body !== undefined && { body }),
		headers: { 'idempotency-key': crypto.randomUUID() },
	});

describe('a report', () => {
	const words = '山坡上夜里有人挖矿。\n没有牌照。';
	const reporter = { mode: 'named', name: '欧阳建国', phone: '13804217788', email: 'ouyang@example.com' };
	const sent = {
		...aReport(),
		description: dirty('山坡上夜里有人挖矿。\v没有牌照。'),
		location: { adcode: 211381, town: dirty('宝国老镇'), place: dirty('村北 山坡') },
		reporter: {
			mode: 'named',
			name: dirty('欧阳建国'),
			phone: '１３８　０４２１\u200b　７７８８',
			email: 'ｏｕｙａｎｇ＠example.com\u200b',
		},
	};

	test('is kept as it is meant: words with their lines, place, town, name, phone and address', async () => {
		const { number } = await portal.report(sent);
		const { json } = await staff('beipiao', 'GET', `reports/${number}`);
		expect(json).toMatchObject({ description: words, town: '宝国老镇', place: '村北 山坡' });
		await portal.move('beipiao', number, 'accept');
		await consent(portal, number);
		const opened = await staff('beipiao', 'POST', `reports/${number}/identity`, { reason: dirty('核实线索') });
		expect(opened.json).toEqual(reporter);
	});

	test('sent twice under one key is the same report, however its invisible characters differ', async () => {
		const headers = { 'idempotency-key': crypto.randomUUID() };
		const first = await post('api/reports', { ...sent, description: dirty(words) }, headers);
		const again = await post('api/reports', { ...sent, description: words }, headers);
		expect([first.status, again.status]).toEqual([201, 201]);
		expect(again.json.number).toBe(first.json.number);
	});

	test.each([
		['words', { description: blank.repeat(3) }, 'description', '请至少写 5 个字，说明看到了什么'],
		['words of four characters', { description: dirty('夜里挖矿') }, 'description', '请至少写 5 个字，说明看到了什么'],
		['place', { location: { adcode: 211381, place: blank } }, 'location.place', '请写明地点，例如村名和方位'],
		[
			'name',
			{ reporter: { mode: 'named', name: blank } },
			'reporter.name',
			'保密举报和实名举报请填写姓名；不愿填写可改选匿名举报',
		],
		['four thousand and one', { description: '𠮷'.repeat(4001) }, 'description', '情况说明不超过 4000 个字'],
	])(
		'whose %s cannot be seen, or are too short or long to count, is refused with the same sentence',
		async (_, changes, path, message) => {
			const { status, json } = await post('api/reports', { ...aReport(), ...changes });
			expect(status).toBe(422);
			expect(json.errors).toEqual([{ path, message }]);
		},
	);

	test('may be as long as it says in characters, the rare ones counted once, the invisible ones not at all', async () => {
		const description = `\u200b${'𠮷\u200b'.repeat(4000)}`;
		expect((await post('api/reports', { ...aReport(), description })).status).toBe(201);
	});
});

describe('a receipt', () => {
	test('opens with full-width digits, groups, dashes and what a chat program puts between', async () => {
		const { number, secret } = await portal.report();
		const wide = (digits: string) =>
			digits
				.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
				.replace(/(.{4})(?=.)/g, '$1　\u200b—');
		const { status, json } = await post('api/reports/track', {
			number: wide(number),
			secret: `\ufeff${wide(secret)} `,
		});
		expect([status, json.number]).toEqual([200, number]);
	});

	test('adds what can be seen, and refuses what cannot', async () => {
		const { number, secret } = await portal.report();
		const code = { number, secret };
		expect((await post('api/reports/track/messages', { ...code, text: blank })).json.errors).toEqual([
			{ path: 'text', message: '请写明内容' },
		]);
		expect((await post('api/reports/track/messages', { ...code, text: dirty('又来了一辆车。') })).status).toBe(201);
		const { json } = await post('api/reports/track', code);
		expect(json.messages.map(({ text }: { text: string }) => text)).toEqual(['又来了一辆车。']);
	});
});

describe('the desk', () => {
	test('keeps why a case is urgent clean, and takes nothing invisible for a reason', async () => {
		const { number } = await portal.report();
		expect((await staff('beipiao', 'POST', `reports/${number}/urgent`, { reason: blank })).json.errors).toEqual([
			{ path: 'reason', message: '请写明理由，至少 4 个字' },
		]);
		expect((await staff('beipiao', 'POST', `reports/${number}/urgent`, { reason: dirty('坝体有裂缝') })).status).toBe(
			204,
		);
		const { json } = await staff('beipiao', 'GET', `reports/${number}`);
		expect(json.timeline.at(-1).fields).toMatchObject([{ value: '坝体有裂缝' }]);
	});

	test('keeps what it writes in a move clean, and takes nothing invisible for an answer', async () => {
		const { number, secret } = await portal.report();
		await portal.move('beipiao', number, 'accept');
		const refused = await portal.move('beipiao', number, 'investigate', { officers: `刘一\n${blank}` });
		expect(refused.json.errors).toEqual([{ path: 'officers', message: '核查人员至少两人' }]);
		expect((await portal.move('beipiao', number, 'investigate', { officers: dirty('刘一\v陈二') })).status).toBe(200);
		const empty = await portal.move('beipiao', number, 'conclude', { ...aConclusion(), violation: blank });
		expect(empty.json.errors.map(({ path }: { path: string }) => path)).toEqual(['violation']);
		const long = await portal.move('beipiao', number, 'conclude', { ...aConclusion(), extent: '𠮷'.repeat(4001) });
		expect(long.json.errors[0]).toMatchObject({ path: 'extent', message: expect.stringContaining('不超过 4000 个字') });
		const fields = {
			...aConclusion(),
			violation: dirty('未取得许可证。'),
			extent: '𠮷'.repeat(4000),
			reply: dirty('属实。'),
		};
		expect((await portal.move('beipiao', number, 'conclude', fields)).status).toBe(200);
		const { json } = await post('api/reports/track', { number, secret });
		expect(json.timeline.at(-1).text).toContain('属实。');
	});

	test('finds by number in full width, and by words with something invisible between', async () => {
		const { number } = await portal.report({ location: { adcode: 211381, place: '村北' } });
		await staff('beipiao', 'POST', `reports/${number}/notes`, { text: '在大青山南坡。' });
		const find = async (q: string) => (await staff('beipiao', 'GET', `reports?q=${encodeURIComponent(q)}`)).json.total;
		const wide = number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
		expect(await find(`${wide.slice(0, 4)} ${wide.slice(4)}`)).toBe(1);
		expect(await find('大青\u200b山\u00ad')).toBe(1);
	});

	test('imports a list of the 12345 line whose cells hold what Excel brought along', async () => {
		const number = `CY${Date.now()}`;
		const row = aRow({
			'12345 编号': ` ${number}\u200b`,
			举报事项: '\u200b无证开采 ',
			地点: dirty('东沟口'),
			情况说明: '来电人反映。\u2028夜里有人挖矿。\u200b',
			举报方式: '实名\u00ad',
			姓名: dirty('赵某'),
			电话: '１３８０４２１７７８８',
		});
		const empty = aRow({ 地点: blank });
		const checked = await sendList(portal, 'import/check', await listOf([row, empty]));
		expect(checked.json.errors).toEqual([{ row: 3, column: '地点', message: '这一格必填' }]);
		const taken = await sendList(portal, 'import', await listOf([row]), { key: crypto.randomUUID() });
		expect(taken.status).toBe(201);
		const receipts = await readSheet(taken.bytes);
		expect(receipts[1]?.[0]).toBe(number);
		const report = String(receipts[1]?.[1]).replaceAll(' ', '');
		const { json } = await staff('beipiao', 'GET', `reports/${report}`);
		expect(json).toMatchObject({ description: '来电人反映。\n夜里有人挖矿。', place: '东沟口' });
	});

	test('signs in under a name typed in full width', async () => {
		const { status } = await post('api/staff/session', {
			username: 'ｂｅｉｐｉａｏ\u200b ',
			password: 'demo-password-2026',
		});
		expect(status).toBe(200);
	});
});

test('after texts from every entry point nothing invisible stands in any table', async () => {
	const { number, secret } = await portal.report({ location: { adcode: 211381, place: dirty('村北') } });
	const { number: other } = await portal.report();
	const closing = { summary: dirty('反映当地有人采矿。'), reason: dirty('涉及当地人员') };
	const entered = { ...aReport(), channel: 'hotline', sourceNumber: dirty(`CY-${Date.now()}`) };
	const done = [
		await staff('beipiao', 'POST', 'reports', { ...entered, description: dirty('来电反映挖矿。') }),
		await portal.move('beipiao', number, 'accept', { reply: dirty('已受理。') }),
		await staff('beipiao', 'POST', `reports/${number}/notes`, { text: dirty('内部\v记录') }),
		await staff('beipiao', 'POST', `reports/${number}/messages`, { text: dirty('请补充。') }),
		await portal.move('beipiao', number, 'investigate', { officers: dirty('刘一\n陈二') }),
		await portal.move('beipiao', number, 'conclude', {
			...Object.fromEntries(Object.entries(aConclusion()).map(([key, value]) => [key, dirty(String(value))])),
		}),
		await staff('beipiao', 'PUT', `reports/${number}/result`, {
			...aDraft(),
			title: dirty('某处无证采矿案'),
			findings: dirty('经核查，\v情况属实。'),
			accountability: blank,
		}),
		await staff('admin', 'POST', 'account-requests', {
			kind: 'create',
			username: 'new-clerk\u200b',
			name: dirty('新来的'),
			role: 'clerk',
			adcode: 211381,
			reason: dirty('新到岗人员'),
		}),
		await portal.propose('beipiao', other, 'decline', { reason: 'no-clue', reply: dirty('没有具体线索。') }),
		await portal.decide('beipiao-approver', other, 'return', { reason: dirty('请先核实。') }),
		await staff('city', 'POST', `reports/${other}/words/close`, { ...closing, version: await versionOf(other) }),
		await post('api/reports/track/retaliation', { number, secret, text: dirty('有人上门威胁。') }),
	];
	expect(done.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
	// An id is no text that somebody types: it is taken as the server gave it, or not at all.
	expect((await staff('beipiao', 'PUT', 'columns', { hidden: [dirty('town')] })).status).toBe(422);
	const result = done[6]?.json;
	expect(result).toMatchObject({ title: '某处无证采矿案' });
	expect(result.body).toMatchObject({ findings: '经核查，\n情况属实。' });
	expect(result.body).not.toHaveProperty('accountability');
	await act(portal, 'beipiao', result.id, 'submit');
	await act(portal, 'beipiao-approver', result.id, 'return', { reason: dirty('请补充。') });
	expect((await textsOf(portal)).filter(({ text }) => invisible.test(text))).toEqual([]);
});

const versionOf = async (number: string): Promise<number> =>
	(await staff('city', 'GET', `reports/${number}`)).json.version;

/** Every text of every table, with where it stands. */
async function textsOf(portal: TestPortal): Promise<Array<{ where: string; text: string }>> {
	const tables = Object.entries(await rowsOfAllTables(portal));
	expect(tables.length).toBeGreaterThan(30);
	return tables.flatMap(([table, rows]) =>
		rows.flatMap((row) =>
			Object.entries(row).flatMap(([column, value]) => {
				// The search marks areas by private characters of its own: texts that had them could pass for an area.
				if (typeof value !== 'string' || column === 'area' || column === 'term') return [];
				// What stands as JSON hides its characters behind escapes.
				const text = /^[[{]/.test(value) ? Object.values(JSON.parse(value) as object).join('\n') : value;
				return [{ where: `${table}.${column}`, text: `${value}\n${text}` }];
			}),
		),
	);
}
