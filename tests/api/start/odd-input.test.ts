import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { halfWidth } from '../../../content/facts/plain-text.ts';
import { aReport, openTestPortal, type TestPortal } from '../portal.ts';
import { bodies } from '../staff-routes.ts';
import { stored } from '../stored.ts';
import { askOperation, type Documented, readDocument, type Sent } from './documented.ts';

let portal: TestPortal;
let documented: Documented;
let receipt: { number: string; secret: string };
let before: Record<string, number>;
beforeAll(async () => {
	portal = await openTestPortal();
	documented = await readDocument(portal);
	const { number, secret } = await portal.report();
	receipt = { number, secret };
	before = await stored(portal);
});
afterAll(() => portal.remove());

const ask = (operation: string, sent: Sent) => askOperation(portal.web, documented.operation(operation), sent);

/** Refused as the document says, and nothing of it kept. */
async function expectRefused(operation: string, sent: Sent, statuses: number[]): Promise<void> {
	const answer = await ask(operation, sent);
	expect({ sent, status: answer.status, wrong: documented.wrongAnswer(operation, answer) }).toEqual({
		sent,
		status: expect.toSatisfy((status: number) => statuses.includes(status)),
		wrong: [],
	});
}

/** What people, scripts and malice put where something else belongs. */
const odd = fc.oneof(
	fc.constantFrom<unknown>('', ' ', '\u0000', '\ud800', 'true', 'null', '1e1', '0x1', ' 1', '1 ', '１', '-0', '+1'),
	fc.constantFrom<unknown>(true, false, null, -1, 0, 0.5, 1e21, Number.MAX_VALUE, [], {}, [1], ['a'], [[]], { a: 1 }),
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.jsonValue({ maxDepth: 2 }),
);
const oddKey = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'Number', 'number ', 'captcha\u0000', 'status'),
	fc.string({ unit: 'binary', maxLength: 8 }),
);

type Place = string[];
/** Where values stand in a body, its objects among them. */
function placesIn(value: unknown, path: Place = []): Place[] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, inside]) => placesIn(inside, [...path, key]))];
}

/** The same body with another value at a place; a place that is new gets it. */
function put(body: unknown, [key, ...rest]: Place, value: unknown): unknown {
	if (key === undefined) return value;
	const object = typeof body === 'object' && body !== null ? body : {};
	const inside: unknown = Object.getOwnPropertyDescriptor(object, key)?.value;
	// Not by assignment: __proto__ would set something else. The length of a list is none that JSON could carry.
	const changed: unknown = Array.isArray(body) && key !== 'length' ? [...body] : { ...object };
	Object.defineProperty(changed, key, {
		value: put(inside, rest, value),
		enumerable: true,
		configurable: true,
		writable: true,
	});
	return changed;
}

/** A body with one odd thing in it: a value in place of another, or a key that is new. */
const oddly = (body: unknown): fc.Arbitrary<unknown> => {
	const place = fc.constantFrom(...placesIn(body));
	return fc.oneof(
		fc.tuple(place, odd).map(([path, value]) => put(body, path, value)),
		fc.tuple(place, oddKey, odd).map(([path, key, value]) => put(body, [...path, key], value)),
	);
};

const named = { mode: 'named', name: '王小明', phone: '13800000000', email: 'wang@example.com' };
const report = { ...aReport(), occurredOn: '2026-03-01', avoidCounty: false, avoidCounties: [], reporter: named };
/** A right body of each operation, with everything that may stand in it. */
const right: Array<[operation: string, body: object]> = [
	['locateByBody', { lat: 41.5737, lon: 120.4503, datum: 'wgs84' }],
	['submitReport', report],
	[
		'submitReport',
		{ ...report, location: { lat: 41.5737, lon: 120.4503, datum: 'gcj02', adcode: 211381, place: '村北' } },
	],
	['submitReport', { ...report, location: { coordinates: '41.5737, 120.4503', datum: 'gcj02' } }],
	['trackReport', { before: 'none' }],
	['getPicture', { id: 'none' }],
	['addMessage', { text: '又来了一辆车。', uploads: [] }],
	['rateReport', { score: 5, text: '好' }],
	['requestReview', { reason: '坑还没有填平。' }],
	['answerConsent', { answer: 'no', files: [] }],
	['reportRetaliation', { text: '有人上门威胁。' }],
	['claimReward', { contact: '请打举报时留下的电话。' }],
];
const needsReceipt = (operation: string) => !['locateByBody', 'submitReport'].includes(operation);

describe('a body that is not as documented', () => {
	test.each(right)('is refused and never read as something else: %s', async (operation, content) => {
		const body = needsReceipt(operation) ? { ...receipt, ...content } : content;
		expect(documented.wrongRequest(operation, body)).toEqual([]);
		await fc.assert(
			fc.asyncProperty(oddly(body), async (sent) => {
				fc.pre(documented.wrongRequest(operation, JSON.parse(JSON.stringify(sent) ?? 'null')).length > 0);
				await expectRefused(operation, { body: sent ?? null }, [400, 422]);
			}),
			{ numRuns: 150 },
		);
		expect(await stored(portal)).toEqual(before);
	});

	test.each(['__proto__', 'constructor', 'toString', ''])('has a key that objects have anyway: %j', async (key) => {
		const bytes = JSON.stringify({ ...receipt, other: 1 }).replace('"other"', JSON.stringify(key));
		await expectRefused('trackReport', { bytes, headers: { 'content-type': 'application/json' } }, [422]);
		await expectRefused('getCaptcha', { query: `?${key}=1` }, [422]);
		await expectRefused('locate', { query: `?lat=41&lon=120&${key}=1` }, [422]);
	});

	test.each(['1e400', '-1e400', '1e999'])('numbers beyond all bounds are none: %s', async (number) => {
		const headers = { 'content-type': 'application/json' };
		await expectRefused('locateByBody', { bytes: `{"lat":${number},"lon":120}`, headers }, [422]);
		const bytes = JSON.stringify({ ...receipt, score: 0 }).replace('"score":0', `"score":${number}`);
		await expectRefused('rateReport', { bytes, headers }, [422]);
	});
});

describe('an address that is not as documented', () => {
	const value = fc.oneof(
		fc.constantFrom(
			'',
			' ',
			'%00',
			'%ED%A0%80',
			'%zz',
			'1e1',
			'0x29',
			'41.5',
			'120',
			' 41.5',
			'4１',
			'NaN',
			'Infinity',
		),
		fc.constantFrom('true', 'null', '[]', '41,5', '41.5;120', '99999', '-0', 'wgs84', 'WGS84', 'report', 'file'),
		fc.string({ unit: 'grapheme', maxLength: 6 }).map(encodeURIComponent),
	);
	const key = fc.oneof(fc.constantFrom('lat', 'lon', 'datum', 'for', 'LAT', 'lat[]', '__proto__', ''), fc.webSegment());
	const query = fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 5 });

	/** Each parameter once, nothing else, and the numbers are numbers. */
	const isRight = (sent: string, known: Map<string, (value: string) => boolean>, needed: string[]): boolean => {
		const pairs = [...new URLSearchParams(sent)];
		const keys = pairs.map(([name]) => name);
		const once = new Set(keys).size === keys.length;
		return (
			once &&
			needed.every((name) => keys.includes(name)) &&
			pairs.every(([name, given]) => known.get(name)?.(given) ?? false)
		);
	};
	const decimal = (given: string) => /^[+-]?\d{1,4}(\.\d{0,20})?$/.test(halfWidth(given));
	const place = new Map([
		['lat', decimal],
		['lon', decimal],
		['datum', (given: string) => ['wgs84', 'cgcs2000', 'gcj02', 'bd09'].includes(given)],
	]);

	test('is refused: places', async () => {
		await fc.assert(
			fc.asyncProperty(query, async (pairs) => {
				const sent = pairs.map(([name, given]) => `${name}=${given}`).join('&');
				fc.pre(!isRight(sent, place, ['lat', 'lon']));
				await expectRefused('locate', { query: `?${sent}` }, [422]);
			}),
			{ numRuns: 300 },
		);
	});

	test('is refused: captchas', async () => {
		const known = new Map([['for', (given: string) => given === 'report' || given === 'file']]);
		await fc.assert(
			fc.asyncProperty(query, async (pairs) => {
				const sent = pairs.map(([name, given]) => `${name}=${given}`).join('&');
				fc.pre(!isRight(sent, known, []));
				await expectRefused('getCaptcha', { query: `?${sent}` }, [422]);
			}),
			{ numRuns: 150 },
		);
	});
});

describe('a header that is not as documented', () => {
	const tus = { 'tus-resumable': '1.0.0', 'upload-draft': 'a-draft-of-this-test' };

	test.each(['', '-1', '+5', '5.0', '1e3', '0x10', '1,000', '５', '5 5', 'true', '9'.repeat(16)])(
		'is refused: %j as a size or a place of a file',
		async (number) => {
			const given = encodeURI(number);
			await expectRefused('createUpload', { headers: { ...tus, 'upload-length': given } }, [400]);
			const piece = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': given };
			await expectRefused('uploadPiece', { bytes: '1', headers: piece }, [400]);
		},
	);

	test.each(['short', 'with a space in it', 'x'.repeat(201)])('is refused: %j as a key or a draft', async (key) => {
		await expectRefused('submitReport', { body: aReport(), headers: { 'idempotency-key': key } }, [400]);
		await expectRefused('createUpload', { headers: { ...tus, 'upload-length': '5', 'upload-draft': key } }, [400]);
	});
});

describe('bodies of staff', () => {
	const shapes: unknown[] = [
		null,
		[],
		[{}],
		'text',
		7,
		true,
		{ surprise: 1 },
		JSON.parse('{"__proto__":{"version":1}}'),
	];

	/** They take no body at all. */
	const bodiless = ['POST /reports/:number/alarm/answer', 'POST /reports/:number/message-quota'];
	const reading = Object.entries(bodies).filter(([route]) => !bodiless.includes(route));

	test.each(reading)('%s takes none of another shape, and no key that it does not know', async (route, body) => {
		const [method = '', path = ''] = route.split(' ');
		const address = `api/staff${path.replace(':number', receipt.number).replace(/:\w+/g, 'none')}`;
		const cookies = await Promise.all(['city', 'beipiao', 'beipiao-approver'].map((name) => portal.signIn(name)));
		for (const sent of [...shapes, { ...Object(body), surprise: 1 }]) {
			let status = 403;
			for (const as of cookies)
				if (status === 403) ({ status } = await portal.call(method, address, { as, body: sent }));
			expect({ sent, status }).toEqual({ sent, status: 422 });
		}
	});
});
