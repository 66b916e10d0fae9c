import { eq } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reports } from '../../../../db/schema/reports.ts';
import { entryBody, type Typed, wrongFields } from '../../../../site/console/entry/entry-body.ts';
import { type Answers, fieldNames, normalised } from '../../../../site/report/browser/answers.ts';
import { checkAnswers } from '../../../../site/report/browser/check-answers.ts';
import { toRequest } from '../../../../site/report/browser/to-request.ts';
import { phones, places } from '../../../cases/typed-cases.ts';
import { aReport, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { saidIn } from '../../said.ts';
import { aRow, listOf, sendList } from '../by-staff/lists.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

/** What somebody typed, and what came of it. */
interface Typing {
	phone?: string;
	/** Always read as WGS-84. */
	place?: string;
}
type Outcome = { number: string } | { refused: string };
type EntryPoint = (typing: Typing) => Promise<Outcome>;

const outcomeOf = ({ status, json }: { status: number; json: { number?: string } }): Outcome =>
	status === 201 && json.number ? { number: json.number } : { refused: JSON.stringify(json) };
const key = () => ({ 'idempotency-key': crypto.randomUUID() });

const form: EntryPoint = async ({ phone = '', place }) => {
	const answers: Answers = {
		...(Object.fromEntries(fieldNames.map((name) => [name, ''])) as Answers),
		category: 'no-licence',
		whenKind: 'unknown',
		description: '山坡上夜里有人挖矿。',
		mode: 'anonymous',
		...(place === undefined
			? { placeWay: 'words', county: '211381', place: '村北山坡' }
			: { placeWay: 'typed', coordinates: normalised('coordinates', place), datum: 'wgs84' }),
		phone: normalised('phone', phone),
	};
	const wrong = checkAnswers(answers, '2026-06-01', content);
	if (wrong.length > 0) return { refused: wrong.map(({ message }) => message).join() };
	return outcomeOf(await portal.call('POST', 'api/reports', { body: toRequest(answers), headers: key() }));
};

const bodyOf = ({ phone, place }: Typing) => ({
	...aReport(),
	...(place !== undefined && { location: { coordinates: place } }),
	reporter: { mode: 'anonymous', ...(phone !== undefined && { phone }) },
});

const publicApi: EntryPoint = async (typing) =>
	outcomeOf(await portal.call('POST', 'api/reports', { body: bodyOf(typing), headers: key() }));

const byStaff =
	(channel: string): EntryPoint =>
	async (typing) =>
		outcomeOf(
			await portal.call('POST', 'api/staff/reports', {
				as: await portal.signIn('beipiao'),
				body: { ...bodyOf(typing), channel },
				headers: key(),
			}),
		);

const console: EntryPoint = async ({ phone = '', place = '' }) => {
	const typed: Typed = {
		channel: 'phone',
		category: 'no-licence',
		description: '山坡上夜里有人挖矿。',
		mode: 'anonymous',
		phone,
		coordinates: place,
		datum: 'wgs84',
		...(place === '' && { place: '村北山坡', adcode: '211381' }),
	};
	const wrong = Object.values(wrongFields(typed));
	if (wrong.length > 0) return { refused: wrong.join() };
	const as = await portal.signIn('beipiao');
	return outcomeOf(await portal.call('POST', 'api/staff/reports', { as, body: entryBody(typed), headers: key() }));
};

const list: EntryPoint = async ({ phone, place }) => {
	const row = aRow({
		...(phone !== undefined && { 电话: phone }),
		...(place !== undefined && { 坐标: place, 坐标来源: '卫星定位仪' }),
	});
	const { status, bytes, json } = await sendList(portal, 'import', await listOf([row]), { key: crypto.randomUUID() });
	if (status !== 201) return { refused: JSON.stringify(json) };
	const [, receipt] = await readSheet(bytes);
	return { number: String(receipt?.[1]).replaceAll(' ', '') };
};

const entryPoints: Array<[string, EntryPoint]> = [
	['the form', form],
	['the public API', publicApi],
	['the entry form of staff', console],
	['a call written down', byStaff('phone')],
	['a visit written down', byStaff('visit')],
	['a letter written down', byStaff('letter')],
	['a hand-over written down', byStaff('hotline')],
	['a list of the 12345 line', list],
];

async function kept(outcome: Outcome) {
	if ('refused' in outcome) throw new Error(outcome.refused);
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, outcome.number));
	if (!row) throw new Error('not stored');
	return row;
}

describe.each(entryPoints)('%s', (_name, send) => {
	test.each(phones)('keeps the phone number $typed', async ({ typed, kept: right }) => {
		const outcome = await send({ phone: typed });
		if (right === undefined) {
			expect(outcome).toEqual({ refused: expect.stringContaining('少了 1 位') });
			return;
		}
		const { sealedIdentity } = await kept(outcome);
		expect(JSON.parse(await portal.staff.unsealer.open(sealedIdentity ?? '')).phone).toBe(right);
	});

	test.each(places)('finds the place $typed', async ({ typed, lat, lon }) => {
		const { point } = await saidIn(portal, (await kept(await send({ place: typed }))).number);
		expect(point?.lat).toBeCloseTo(lat, 4);
		expect(point?.lon).toBeCloseTo(lon, 4);
	});

	test('refuses a place abroad and one that is none, with a sentence', async () => {
		expect(await send({ place: '40.7128° N, 74.0060° W' })).toEqual({ refused: expect.stringContaining('不在国内') });
		expect(await send({ place: 'S306.5公里' })).toEqual({ refused: expect.stringContaining('没有找到完整的经纬度') });
	});
});

describe('numbers of a place', () => {
	const locate = (query: string) => portal.call('GET', `api/locate?${query}`);
	const asked = (body: unknown) => portal.call('POST', 'api/locate', { body });

	test.each(['lat=&lon=', 'lat=%20&lon=%20', 'lat=null&lon=null', 'lat=41.57', 'lat=0x29&lon=0x78', 'lat=1e1&lon=1e2'])(
		'%s are none: not 0, 0',
		async (query) => {
			const { status, json } = await locate(query);
			expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid' });
		},
	);

	test.each([
		{},
		{ lat: '', lon: '' },
		{ lat: null, lon: null },
		{ lat: ' ', lon: '　' },
		{ lat: [], lon: [] },
		{ lat: true, lon: false },
	])('nor are those of a body: %j', async (body) => {
		const { status, json } = await asked(body);
		expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid' });
	});

	test.each([
		'lat=41.5737&lon=120.4503',
		'lat=%2041.5737%20&lon=%E2%80%AD120.4503',
		`lat=${encodeURIComponent('４１．５７３７')}&lon=120.4503`,
	])('%s are read', async (query) => {
		const { status, json } = await locate(query);
		expect({ status, point: json.point }).toEqual({ status: 200, point: { lat: 41.5737, lon: 120.4503 } });
	});

	test('are read from a body, which no log of a proxy holds, as from the address', async () => {
		const { json } = await asked({ lat: 41.5737, lon: 120.4503, datum: 'gcj02' });
		expect(json).toEqual((await locate('lat=41.5737&lon=120.4503&datum=gcj02')).json);
		expect((await asked({ lat: ' ４１．５７３７', lon: '120.4503' })).json.point).toEqual({
			lat: 41.5737,
			lon: 120.4503,
		});
	});

	test('with latitude and longitude exchanged are refused with a sentence that says so', async () => {
		for (const { json } of [await locate('lat=120.4503&lon=41.5737'), await asked({ lat: 120.4503, lon: 41.5737 })]) {
			expect(json.errors[0]).toEqual({ path: 'lat', message: expect.stringContaining('填反') });
		}
		const { json } = await portal.call('POST', 'api/reports', {
			body: { ...aReport(), location: { lat: 120.4503, lon: 41.5737 } },
			headers: key(),
		});
		expect(json.errors).toEqual([{ path: 'location.lat', message: expect.stringContaining('填反') }]);
	});

	test.each([
		[0, 0],
		[40.7128, -74.006],
	])('of a place abroad are no place of a report: %d, %d', async (lat, lon) => {
		const { json } = await portal.call('POST', 'api/reports', {
			body: { ...aReport(), location: { lat, lon } },
			headers: key(),
		});
		expect(json.errors).toEqual([{ path: 'location.lat', message: expect.stringContaining('不在国内') }]);
	});

	test.each(['county=', 'ageFrom=', 'ageTo=%20', 'page=', 'size=', 'page=-1', 'page=1e1', 'page=0x1', 'page=1&page=2'])(
		'of a list of staff are refused where they are none: %s',
		async (query) => {
			const as = await portal.signIn('city');
			const { status, json } = await portal.call('GET', `api/staff/reports?${query}`, { as });
			expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid' });
		},
	);
});

test('the description of the API says that a place may be sent as text', async () => {
	const { status, json } = await portal.call('GET', 'api/openapi.json');
	expect(status).toBe(200);
	expect(JSON.stringify(json)).toContain('经纬度或地图链接');
	expect(json.paths['/locate']).toMatchObject({ get: {}, post: {} });
});
