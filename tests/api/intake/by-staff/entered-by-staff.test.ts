import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../../../db/schema/audit.ts';
import { events, reports } from '../../../../db/schema/reports.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

async function enter(
	username: string,
	changes: Record<string, unknown> = {},
	key: string | null = crypto.randomUUID(),
) {
	return portal.call('POST', 'api/staff/reports', {
		as: await portal.signIn(username),
		body: { ...aReport(), channel: 'phone', ...changes },
		...(key !== null && { headers: { 'idempotency-key': key } }),
	});
}

const storedReports = async () => (await portal.staff.db.read.select().from(reports)).length;

describe('a report that somebody told on the phone', () => {
	test('gets the same receipt as on the web, which no cache keeps', async () => {
		const { status, json, headers } = await enter('beipiao');
		expect(status).toBe(201);
		expect(json.number).toMatch(/^\d{12}$/);
		expect(json.secret).toMatch(/^\d{16}$/);
		expect(json.unit).toContain('北票市');
		expect(headers.get('cache-control')).toBe('no-store');
		const { number, secret } = json;
		expect((await portal.call('POST', 'api/reports/track', { body: { number, secret } })).status).toBe(200);
	});

	test.each([
		['phone', '电话'],
		['visit', '来访'],
		['letter', '来信'],
		['hotline', '12345'],
	])('keeps its channel %s', async (channel, words) => {
		const { json } = await enter('beipiao', { channel });
		const as = await portal.signIn('beipiao');
		const shown = await portal.call('GET', `api/staff/reports/${json.number}`, { as });
		expect(shown.json.channel).toContain(words);
	});

	test('has the officer as its author in the history and in the audit log, and nobody for the caller', async () => {
		const { json } = await enter('beipiao');
		const { db } = portal.staff;
		const [report] = await db.read.select().from(reports).where(eq(reports.number, json.number));
		const [event] = await db.read
			.select()
			.from(events)
			.where(eq(events.reportId, report?.id ?? ''));
		expect(event?.actorName).toContain('北票市');
		const [row] = await db.read.select().from(audit).where(eq(audit.subject, json.number));
		expect(row).toMatchObject({ action: 'report.received', actorId: event?.actorId });
		const { number, secret } = json;
		const tracked = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(JSON.stringify(tracked.json)).not.toContain(event?.actorName);
	});

	test('is sealed like every other', async () => {
		const reporter = { mode: 'named', name: '赵某某', phone: '13800000000' };
		const { json } = await enter('beipiao', { reporter });
		const [report] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, json.number));
		expect(JSON.stringify(report)).not.toContain('赵某某');
		expect(JSON.parse(await portal.staff.unsealer.open(report?.sealedIdentity ?? ''))).toMatchObject(reporter);
	});
});

describe('a report about another county', () => {
	test('goes there; the clerk who wrote it down has the receipt and nothing else', async () => {
		const { status, json } = await enter('lingyuan');
		expect(status).toBe(201);
		expect(json.county.adcode).toBe(211381);
		const as = await portal.signIn('lingyuan');
		expect((await portal.call('GET', `api/staff/reports/${json.number}`, { as })).status).toBe(404);
		const own = await portal.signIn('beipiao');
		expect((await portal.call('GET', `api/staff/reports/${json.number}`, { as: own })).status).toBe(200);
	});

	test('goes to the city when the caller says that somebody of the county is involved', async () => {
		const { json } = await enter('beipiao', { avoidCounty: true });
		expect(json.county).toBeNull();
		const as = await portal.signIn('beipiao');
		expect((await portal.call('GET', `api/staff/reports/${json.number}`, { as })).status).toBe(404);
	});
});

describe('a second click', () => {
	test('takes nothing in twice and gives the same receipt', async () => {
		const key = crypto.randomUUID();
		const before = await storedReports();
		const answers = await Promise.all([
			enter('beipiao', {}, key),
			enter('beipiao', {}, key),
			enter('beipiao', {}, key),
		]);
		expect(new Set(answers.map(({ json }) => json.number)).size).toBe(1);
		expect(await storedReports()).toBe(before + 1);
	});

	test('with other words or another channel is refused', async () => {
		const key = crypto.randomUUID();
		await enter('beipiao', {}, key);
		expect((await enter('beipiao', { channel: 'visit' }, key)).json.code).toBe('idempotency_reused');
	});

	test('of somebody else with the same key is another report', async () => {
		const key = crypto.randomUUID();
		const first = await enter('beipiao', {}, key);
		const second = await enter('lingyuan', {}, key);
		expect(second.status).toBe(201);
		expect(second.json.secret).not.toBe(first.json.secret);
	});

	test('needs its key', async () => {
		expect((await enter('beipiao', {}, null)).json.code).toBe('malformed');
		expect((await enter('beipiao', {}, 'short')).json.code).toBe('malformed');
	});
});

describe('a number of the 12345 line', () => {
	test('is taken in once, however it is written', async () => {
		const first = await enter('beipiao', { channel: 'hotline', sourceNumber: 'CY2026-0001' });
		expect(first.status).toBe(201);
		const again = await enter('city', { channel: 'hotline', sourceNumber: ' cy2026-０００1 ' });
		expect(again.json.errors).toEqual([{ path: 'sourceNumber', message: expect.stringContaining('已经登记过') }]);
	});

	test('is taken in once even when two officers write it down at the same moment', async () => {
		const sourceNumber = 'CY2026-0002';
		const answers = await Promise.all([enter('beipiao', { sourceNumber }), enter('city', { sourceNumber })]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
	});
});

describe('wrong input', () => {
	test.each<[string, Record<string, unknown>]>([
		['channel', { channel: 'web' }],
		['channel', { channel: undefined }],
		['sourceNumber', { sourceNumber: '<b>1</b>' }],
		['category', { category: 'none' }],
		['description', { description: '' }],
		['occurredOn', { occurredOn: '2999-01-01' }],
		['location.adcode', { location: { adcode: 110000, place: '村北山坡' } }],
		['reporter.name', { reporter: { mode: 'named' } }],
		['', { captcha: 'x' }],
		['', { uploads: ['x'] }],
	])('is told at %s', async (path, changes) => {
		const before = await storedReports();
		const { status, json } = await enter('beipiao', changes);
		expect(status).toBe(422);
		expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
		expect(await storedReports()).toBe(before);
	});
});

test.each(['beipiao-approver', 'auditor', 'admin'])('%s may not write reports down', async (username) => {
	expect((await enter(username)).status).toBe(403);
});
