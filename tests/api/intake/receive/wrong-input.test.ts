import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { stored } from '../../stored.ts';

let portal: TestPortal;
let before: Record<string, number>;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
beforeEach(async () => {
	before = await stored(portal);
});
afterEach(async () => expect(await stored(portal)).toEqual(before));
afterAll(() => portal.remove());

const post = (options: Parameters<TestPortal['call']>[2]) =>
	portal.call('POST', 'api/reports', {
		...options,
		headers: { 'idempotency-key': crypto.randomUUID(), ...options?.headers },
	});

const named = { adcode: 211381, place: '村北山坡' };
const known = { mode: 'named', name: '王小明' };
const long = (length: number) => '长'.repeat(length);
const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

/** What is wrong, the change to a complete report, where it is told, and a part of the sentence. */
const wrong: Array<[title: string, changes: Record<string, unknown>, path: string, words: string]> = [
	['no subject', { category: undefined }, 'category', '请选择举报事项'],
	['an empty subject', { category: '' }, 'category', '请选择举报事项'],
	['an unknown subject', { category: 'noise' }, 'category', '不在可选范围内'],
	['a subject that is no text', { category: 7 }, 'category', '请选择举报事项'],
	['no words', { description: undefined }, 'description', '请写明情况'],
	['too few words', { description: '挖矿' }, 'description', '请至少写 5 个字'],
	['only spaces', { description: ' \n\t　      ' }, 'description', '请至少写 5 个字'],
	['too many words', { description: long(4001) }, 'description', '不超过 4000 个字'],
	['a date to come', { occurredOn: tomorrow }, 'occurredOn', '不能晚于今天'],
	['a date of the year 1026', { occurredOn: '1026-03-01' }, 'occurredOn', '太早'],
	['a date that does not exist', { occurredOn: '2026-02-30' }, 'occurredOn', '日期应写成'],
	['a date in words', { occurredOn: '昨天' }, 'occurredOn', '日期应写成'],
	['no place', { location: undefined }, 'location', '请写明地点'],
	['an empty place', { location: {} }, 'location', '请写明地点'],
	['a county without a place', { location: { adcode: 211381 } }, 'location', '请写明地点'],
	['a place of one character', { location: { ...named, place: '村' } }, 'location.place', '请写明地点'],
	['a place too long', { location: { ...named, place: long(201) } }, 'location.place', '不超过 200 个字'],
	['a county of another city', { location: { adcode: 110101, place: '胡同' } }, 'location.adcode', '不在本市范围内'],
	['a town name too long', { location: { ...named, town: long(41) } }, 'location.town', '不超过 40 个字'],
	['a latitude beyond the pole', { location: { lat: 91, lon: 120 } }, 'location.lat', '纬度应在'],
	['a longitude beyond the date line', { location: { lat: 41, lon: 181 } }, 'location.lon', '经度应在'],
	['coordinates as text', { location: { lat: '41.5', lon: 120 } }, 'location.lat', '纬度应是数字'],
	['an unknown datum', { location: { lat: 41, lon: 120, datum: 'mars' } }, 'location.datum', '坐标系不在可选范围内'],
	['an unknown pond', { pondId: 'no-such-pond' }, 'pondId', '没有找到这座尾矿库'],
	['files that were never sent', { uploads: ['a'] }, 'uploads', '没有找到这些附件'],
	['ten files', { uploads: Array.from({ length: 10 }, String) }, 'uploads', '最多附 9 个文件'],
	['no way to be known', { reporter: undefined }, 'reporter', ''],
	['an unknown way to be known', { reporter: { mode: 'secret' } }, 'reporter.mode', '请选择匿名、保密或实名'],
	['a named reporter without a name', { reporter: { mode: 'named' } }, 'reporter.name', '请填写姓名'],
	['a name of spaces', { reporter: { mode: 'confidential', name: '  ' } }, 'reporter.name', '请填写姓名'],
	['a name too long', { reporter: { ...known, name: long(41) } }, 'reporter.name', '姓名不超过 40 个字'],
	['a phone with letters', { reporter: { ...known, phone: '138abc' } }, 'reporter.phone', '电话只填数字'],
	['a phone too short', { reporter: { ...known, phone: '110' } }, 'reporter.phone', '电话只填数字'],
	['an e-mail without a host', { reporter: { ...known, email: 'wang@' } }, 'reporter.email', '邮箱写法不对'],
	['an identity number', { reporter: { ...known, idNumber: '211381' } }, 'reporter', ''],
	['a key nobody knows', { status: 'concluded' }, '', ''],
	['a by-pass that is no yes or no', { avoidCounty: 'yes' }, 'avoidCounty', ''],
];

describe('a report is refused at the field that needs mending', () => {
	test.each(wrong)('%s', async (_title, changes, path, words) => {
		const { status, json, headers } = await post({ body: { ...aReport(), ...changes } });
		expect(status).toBe(422);
		expect(headers.get('content-type')).toContain('application/problem+json');
		expect(json).toMatchObject({ code: 'invalid', status: 422, title: '填写的内容需要修改' });
		expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
		const { message } = json.errors.find((error: { path: string }) => error.path === path);
		expect(message).toMatch(/\p{Script=Han}/u);
		expect(message).toContain(words);
	});

	test('every wrong field is named at once', async () => {
		const { json } = await post({ body: { ...aReport(), category: '', description: '短', reporter: { mode: 'x' } } });
		const paths = json.errors.map((error: { path: string }) => error.path);
		expect(paths).toEqual(['category', 'description', 'reporter.mode']);
	});

	test('what was typed is not sent back', async () => {
		const { json } = await post({ body: { ...aReport(), category: 'x-very-special-word' } });
		expect(JSON.stringify(json)).not.toContain('x-very-special-word');
	});
});

describe('a request that cannot be read is refused', () => {
	test.each(['{"category":', 'category=no-licence', ''])('when it is not JSON: %j', async (text) => {
		const { status, json } = await post({ text });
		expect(status).toBe(400);
		expect(json.code).toBe('malformed');
	});

	test.each(['[]', 'null', '"text"', '7'])('when it is JSON of another shape: %s', async (text) => {
		expect((await post({ text })).status).toBe(422);
	});

	test('when it is longer than 64 KB', async () => {
		const { status, json } = await post({ text: JSON.stringify({ ...aReport(), description: long(22_000) }) });
		expect(status).toBe(413);
		expect(json).toMatchObject({ code: 'too_large' });
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])(
		'when it is sent as %s',
		async (type) => {
			const { status, json } = await post({ text: JSON.stringify(aReport()), headers: { 'content-type': type } });
			expect(status).toBe(415);
			expect(json.code).toBe('unsupported_type');
		},
	);

	test.each(['short', 'x'.repeat(201), '含有汉字的编号含有汉字的编号'.slice(0, 16)])(
		'when its Idempotency-Key is %j',
		async (key) => {
			const headers = { 'idempotency-key': /^[\x20-\x7e]*$/.test(key) ? key : encodeURI(key).repeat(3) };
			expect((await post({ body: aReport(), headers })).json.code).toBe('malformed');
		},
	);

	test('when the address is not one of the portal', async () => {
		const { status, json } = await portal.call('GET', 'api/nothing');
		expect(status).toBe(404);
		expect(json.code).toBe('not_found');
	});
});
