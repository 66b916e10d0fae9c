import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { eq, getTableName, is, Table } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleConsents } from '../../api/intake/commission/hand-over.ts';
import type { Point } from '../../content/schema/common.ts';
import { uploads } from '../../db/schema/evidence.ts';
import { reports } from '../../db/schema/reports.ts';
import { phoneOf } from './evidence/uploads/phone.ts';
import { jpeg } from './evidence/uploads/pictures.ts';
import { forms, found } from './forms.ts';
import { consent } from './handling/by-pass/consents.ts';
import { aRow, listOf, sendList } from './intake/by-staff/lists.ts';
import { aConclusion, aReport, openTestPortal, type TestPortal } from './portal.ts';
import { aPublished } from './publication/results/results.ts';
import { filesBelow } from './stored.ts';

// A stolen database: every column of every table that the schema has, after everything that can happen to a report. A
// new column is looked at without anybody thinking of it here.

// gcoord's types describe its bundle for browsers; Node loads the one for require.
type Transform = (point: [lon: number, lat: number], from: string, to: string) => [lon: number, lat: number];
const { transform }: { transform: Transform } = createRequire(import.meta.url)('gcoord');

/** What reporters sent, each once in the story; nothing of it may stand in clear. */
const sent = {
	statement: '昨晚三辆蓝色大货车从老井口往外拉矿石',
	place: '柳树沟水塔往西第二个山洼',
	placeInWords: '娘娘庙后身的旧采坑',
	unlistedTown: '小柳树屯那边',
	byPassWords: '村主任的弟弟在石人沟挖矿',
	byPassPlace: '石人沟里头歪脖子松树下',
	called: '来电人说洞口用帆布盖着',
	calledPlace: '老供销社往东三里的沟口',
	listed: '来电人反映塌方埋了水渠',
	listedPlace: '大影壁山东坡旧炸药库旁',
	added: '今天早上又来了一辆红色铲车',
	review: '处理以后他们换了个地方继续挖',
	rating: '办事的人很耐心',
	name: '欧阳建国',
	phone: '13804217788',
	email: 'jianguo.ouyang@example.com',
	listedName: '慕容秀兰',
	listedPhone: '13904215566',
	file: '后山作证.jpg',
};

/** Where reporters were, and where staff found it or stood: WGS-84 but for what says another datum. */
const points = {
	reported: { lat: 41.812347, lon: 120.773418 },
	near: { lat: 41.812961, lon: 120.774102 },
	fromMap: { lat: 41.905183, lon: 120.651277 },
	corrected: { lat: 41.813958, lon: 120.771639 },
	worker: { lat: 41.813772, lon: 120.771284 },
	byPassed: { lat: 41.744519, lon: 120.823664 },
	listed: { lat: 41.688273, lon: 120.912836 },
};

let portal: TestPortal;
let pictures: Array<Uint8Array<ArrayBuffer>>;
beforeAll(async () => {
	portal = await openTestPortal();
	pictures = [await jpeg(320, 200), await jpeg(200, 320)];
	await liveTheStory();
}, 120_000);
afterAll(() => portal.remove());

/** Asks the staff API as somebody, who must not be refused. */
async function staff(username: string, method: string, path: string, body?: object) {
	const sent = method === 'GET' ? {} : { body: body ?? {} };
	const answer = await portal.call(method, `api/staff/${path}`, { as: await portal.signIn(username), ...sent });
	if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.json)}`);
	return answer.json;
}

/** A report with files, as the form sends it. */
async function send(changes: object) {
	const phone = phoneOf(portal);
	const uploads: string[] = [];
	for (const bytes of pictures) uploads.push((await phone.send(bytes, { name: sent.file, type: 'image/jpeg' })).id);
	const { status, json } = await portal.call('POST', 'api/reports', {
		body: { ...aReport(), ...changes, uploads },
		headers: { 'idempotency-key': crypto.randomUUID(), 'upload-draft': phone.draft },
	});
	if (status !== 201) throw new Error(JSON.stringify(json));
	return { ...json, uploads } as { number: string; secret: string; uploads: string[] };
}

async function liveTheStory(): Promise<void> {
	const { name, phone, email } = sent;
	const main = await send({
		category: 'tailings-danger',
		description: `${sent.statement}。`,
		location: { ...points.reported, place: sent.place },
		reporter: { mode: 'named', name, phone, email },
	});
	await portal.delivery.run();
	const { number } = main;
	await staff('beipiao', 'POST', `reports/${number}/alarm/answer`);
	const track = async (path: string, body: object) => {
		const { number, secret } = main;
		const { status, json } = await portal.call('POST', `api/reports/track${path}`, {
			body: { number, secret, ...body },
		});
		if (status >= 300) throw new Error(JSON.stringify(json));
	};
	await track('/messages', { text: sent.added });
	await portal.move('beipiao', number, 'accept');
	await findThePlace(number);
	await mergeOthersInto(number);
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	await portal.move('beipiao', number, 'conclude', aConclusion());
	await consent(portal, number);
	await staff('beipiao', 'POST', `reports/${number}/identity`, {});
	await aPublished(portal, number, { showTown: false });
	await track('/rating', { score: 5, text: sent.rating });
	await track('/review', { reason: sent.review });
	await byStaff();
	await commission();
	await portal.delivery.run();
}

/** A grid worker goes there, and staff put the place right. */
async function findThePlace(number: string): Promise<void> {
	const { gridWorkers, version } = await staff('beipiao', 'GET', `reports/${number}`);
	const asked = { worker: gridWorkers[0].id, place: '东沟采石点', request: '查看是否开挖', dueOn: '2099-01-01' };
	const { id } = await staff('beipiao', 'POST', `reports/${number}/tasks`, { ...asked, withPosition: true });
	await staff('beipiao', 'POST', `reports/${number}/tasks/${id}/words`, { reason: '需要对照描述' });
	await staff('beipiao-grid', 'GET', `tasks/${id}`);
	await staff('beipiao-grid', 'POST', `tasks/${id}/words`);
	const position = { ...points.worker, withinM: 8 };
	await staff('beipiao-grid', 'POST', `tasks/${id}/finding`, { text: '有新挖沟槽。', position });
	const { lat, lon } = points.corrected;
	const seen = await staff('beipiao', 'GET', `reports/${number}`);
	expect(seen.version).toBeGreaterThan(version);
	const put = { version: seen.version, name: '东沟采石点', coordinates: `${lat}, ${lon}` };
	expect((await staff('beipiao', 'PUT', `reports/${number}/place`, put)).location).toMatchObject(points.corrected);
}

/** Others report the same: near by, from a map of another datum, in words alone. */
async function mergeOthersInto(number: string): Promise<void> {
	const near = await portal.report({ category: 'tailings-danger', location: points.near });
	const map = await portal.report({ location: { ...points.fromMap, datum: 'gcj02' } });
	const named = await portal.report({
		location: { adcode: 211381, town: sent.unlistedTown, place: sent.placeInWords },
	});
	expect((await staff('beipiao', 'GET', `reports/${number}`)).duplicates).toMatchObject([{ number: near.number }]);
	for (const other of [near, map, named]) {
		await portal.move('beipiao', other.number, 'merge', { into: number, reason: '同一处。' });
	}
}

/** A call that is written down, and a list of the 12345 line. */
async function byStaff(): Promise<void> {
	const as = await portal.signIn('beipiao');
	const { status } = await portal.call('POST', 'api/staff/reports', {
		as,
		body: {
			...aReport(),
			channel: 'phone',
			description: sent.called,
			location: { adcode: 211381, town: '宝国老镇', place: sent.calledPlace },
		},
		headers: { 'idempotency-key': crypto.randomUUID() },
	});
	expect(status).toBe(201);
	const row = aRow({
		情况说明: sent.listed,
		地点: sent.listedPlace,
		坐标: `${points.listed.lat}, ${points.listed.lon}`,
		坐标来源: '卫星定位仪',
		举报方式: '实名',
		姓名: sent.listedName,
		电话: sent.listedPhone,
	});
	const taken = await sendList(portal, 'import', await listOf([row]), { key: crypto.randomUUID() });
	if (taken.status !== 201) throw new Error(JSON.stringify(taken.json));
}

/** A county that was by-passed gets a case of its own with a file, once the reporter agreed. */
async function commission(): Promise<void> {
	portal.setNow('2026-05-04T02:00:00Z');
	const by = await send({
		description: `${sent.byPassWords}。`,
		location: { ...points.byPassed, place: sent.byPassPlace },
		avoidCounty: true,
	});
	const version = async () => (await staff('city', 'GET', `reports/${by.number}`)).version;
	const question = { unit: '211381-natural-resources', summary: '一处山坡有采挖痕迹，请核查。', reason: '就近核查' };
	await staff('city', 'POST', `reports/${by.number}/consent`, { ...question, version: await version() });
	const granted = { version: await version(), granted: true };
	await staff('city-approver', 'POST', `reports/${by.number}/consent/decision`, granted);
	const agreed = { number: by.number, secret: by.secret, answer: 'yes', files: by.uploads.slice(0, 1) };
	expect((await portal.call('POST', 'api/reports/track/consent', { body: agreed })).status).toBe(201);
	portal.setNow('2026-05-08T02:00:00Z');
	await settleConsents(portal.staff);
	portal.setNow(null);
}

interface Value {
	table: string;
	column: string;
	value: unknown;
}

/** Every value of the database, by the tables that the schema has. */
async function everyValue(): Promise<Value[]> {
	const folder = resolve('db/schema');
	const values: Value[] = [];
	for (const file of readdirSync(folder)) {
		const tables: unknown[] = Object.values(await import(join(folder, file)));
		for (const table of tables.filter((each) => is(each, Table))) {
			const name = getTableName(table);
			for (const row of await portal.staff.db.read.select().from(table)) {
				values.push(...Object.entries(row).map(([column, value]) => ({ table: name, column, value })));
			}
		}
	}
	return values.filter(({ value }) => value !== null);
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The point in every datum that anybody might have stored. */
function inEveryDatum({ lat, lon }: Point): Point[] {
	return ['WGS84', 'GCJ02', 'BD09'].map((to) => {
		const [x, y] = transform([lon, lat], 'WGS84', to);
		return { lat: y, lon: x };
	});
}

const places = Object.values(points).flatMap(inEveryDatum);
const isNear = (number: number) =>
	places.some(({ lat, lon }) => Math.abs(number - lat) < 0.0005 || Math.abs(number - lon) < 0.0005);

/** Numbers in a value that tell a latitude or longitude more exactly than to 1 km, also without their point. */
function coordinatesIn(value: unknown): string[] {
	const { known } = portal.staff.keys.suites;
	const text = asText(value);
	// What is sealed or hashed is long and at random; what it says is not to be had.
	if (known.some(({ id }) => text.startsWith(`${id}:`) && text.length > 60)) return [];
	return (text.match(/(?<![\w.-])\d+(?:\.\d+)?(?![\w.])/g) ?? []).filter((digits) => {
		if (digits.includes('.')) return digits.split('.')[1]?.length !== 2 && isNear(Number(digits));
		return (
			digits.length > 4 &&
			digits.length < 12 &&
			[2, 3].some((whole) => isNear(Number(digits) / 10 ** (digits.length - whole)))
		);
	});
}

const hashes = () =>
	pictures.flatMap((bytes) => {
		const hash = createHash('sha256').update(bytes).digest();
		return [hash.toString('hex'), hash.toString('base64').slice(0, -2), hash.toString('base64url').slice(0, -1)];
	});

/** Everything of a reporter that stands in clear. */
async function leaks(): Promise<string[]> {
	const digests = hashes();
	return (await everyValue()).flatMap(({ table, column, value }) => {
		const text = asText(value);
		const bytes = Buffer.from(text);
		const words = Object.entries(sent).filter(([, each]) => found(bytes, each).length > 0);
		const told = [
			...words.map(([what]) => what),
			...coordinatesIn(value),
			...digests.filter((digest) => text.includes(digest)),
		];
		return told.map((what) => `${table}.${column}: ${what}`);
	});
}

describe('a stolen database', () => {
	test('tells nothing that reporters sent: words, places, points, contacts, names and hashes of files', async () => {
		const values = await everyValue();
		expect(new Set(values.map(({ table }) => table)).size).toBeGreaterThan(25);
		expect(await leaks()).toEqual([]);
	});

	test('nor does any file beside it', () => {
		const files = filesBelow(portal.dataDir);
		expect(files.length).toBeGreaterThan(10);
		for (const { path, bytes } of files) {
			const told = Object.entries(sent).filter(([, text]) => found(bytes, text).length > 0);
			const hashed = hashes().filter((digest) => bytes.includes(digest));
			expect({ file: basename(path), told, hashed }).toEqual({ file: basename(path), told: [], hashed: [] });
		}
	});

	test('still opens all of it for whoever handles the cases', async () => {
		const { items } = await staff('city', 'GET', 'reports?view=all&size=100');
		const shown = await Promise.all(
			items.map(({ number }: { number: string }) => staff('city', 'GET', `reports/${number}`)),
		);
		const seen = JSON.stringify(shown);
		// Nobody reads the words of a rating; only who has a reason who somebody is.
		const { rating, name, phone, email, file, listedName, listedPhone, ...read } = sent;
		for (const text of [...Object.values(read), String(points.near.lat), String(points.corrected.lon)]) {
			expect(seen).toContain(text);
		}
		for (const hash of pictures.map((bytes) => createHash('sha256').update(bytes).digest('hex'))) {
			expect(seen).toContain(hash);
		}
		for (const text of [rating, name, phone, email, file, listedName, listedPhone]) expect(seen).not.toContain(text);
	});

	test('shows the same file by the same hash, so that it is known again', async () => {
		const rows = await portal.staff.db.read.select().from(uploads);
		const sameHash = Map.groupBy(rows, ({ digestHash }) => digestHash);
		expect([...sameHash.values()].filter((same) => same.length > 1)).toHaveLength(2);
	});

	test('would be found to tell it, wherever and however it stood', async () => {
		const { lat, lon } = points.reported;
		const told = [
			lat,
			Math.round(lat * 1e6),
			`${lon}`,
			`[${lon.toFixed(4)},1]`,
			{ at: [lat] },
			`${Math.round(lon * 1e5)}`,
		];
		for (const value of [...told, ...places.map((each) => each.lat), ...places.map((each) => each.lon)]) {
			expect({ value, found: coordinatesIn(value).length }).toEqual({ value, found: 1 });
		}
		for (const value of ['1/4181/6038', '41.81', 211381, '2026-05-04T02:00:00.000Z']) {
			expect({ value, found: coordinatesIn(value) }).toEqual({ value, found: [] });
		}
		for (const text of Object.values(sent))
			for (const [, bytes] of forms(text)) expect(found(bytes, text)).not.toEqual([]);
		const [report] = await portal.staff.db.read.select().from(reports).limit(1);
		const [file] = await portal.staff.db.read.select().from(uploads).limit(1);
		const { db } = portal.staff;
		const ofReport = eq(reports.id, report?.id ?? '');
		await db.write((tx) =>
			tx
				.update(reports)
				.set({ placeName: `在${sent.place}，${lat}` })
				.where(ofReport),
		);
		await db.write((tx) =>
			tx
				.update(uploads)
				.set({ format: hashes()[0] as 'jpeg' })
				.where(eq(uploads.id, file?.id ?? '')),
		);
		expect(await leaks()).toEqual(
			expect.arrayContaining([
				'reports.placeName: place',
				`reports.placeName: ${lat}`,
				`uploads.format: ${hashes()[0]}`,
			]),
		);
	});
});
