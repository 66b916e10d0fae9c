import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alerts } from '../../../../db/schema/alerts.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { aCase, type Case, fieldsOf } from '../../handling/cases.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, aPublished, putDraft } from '../../publication/results/results.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const threat = '昨天有人到家里来，说知道是我举报的。';
const report = ({ number, secret }: Case) =>
	portal.call('POST', 'api/reports/track/retaliation', { body: { number, secret, text: threat } });
const seen = async (username: string, number: string) =>
	portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) });

describe('retaliation, or what was reported getting out', () => {
	test('takes the case from the county for good, and to the city with the words', async () => {
		const one = await aCase(portal, 'investigating');
		expect((await report(one)).status).toBe(201);
		for (const username of ['beipiao', 'beipiao-approver']) expect((await seen(username, one.number)).status).toBe(404);
		const { json } = await seen('city', one.number);
		expect(json).toMatchObject({ status: 'investigating', bypassed: true, county: { adcode: 211300 }, handler: null });
		expect(json.byPass.names).toBe('北票市');
		expect(JSON.stringify(json.messages)).toContain(threat);
		const back = await portal.move('city', one.number, 'transfer', { ...fieldsOf('transfer') });
		expect(back.status).toBe(422);
	});

	test('goes to nobody of the county, also where its proposal and its draft were waiting', async () => {
		const one = await aCase(portal, 'accepted');
		await portal.propose('beipiao', one.number, 'decline', fieldsOf('decline'));
		const before = (await portal.staff.db.read.select().from(outbox)).length;
		await report(one);
		const left = (await portal.staff.db.read.select().from(outbox)).slice(before).map(({ payload }) => payload);
		expect(left.map(({ kind }) => kind)).toContain('protection.notify');
		for (const each of left) if ('unitId' in each) expect(each.unitId).toMatch(/^211300-/);
		expect((await portal.decide('beipiao-approver', one.number, 'approve')).status).toBe(404);
		expect((await seen('city', one.number)).json).toMatchObject({ proposed: null });
	});

	test('takes the drafted result along', async () => {
		const one = await portal.report();
		const { number } = one;
		await portal.move('beipiao', number, 'accept');
		await portal.move('beipiao', number, 'investigate', fieldsOf('investigate'));
		await portal.move('beipiao', number, 'conclude', fieldsOf('conclude'));
		const { json } = await putDraft(portal, number);
		await report(one);
		const as = await portal.signIn('beipiao');
		expect((await portal.call('GET', `api/staff/results/${json.id}`, { as })).status).toBe(404);
		expect(JSON.stringify((await portal.call('GET', 'api/staff/results', { as })).json)).not.toContain(json.publicId);
	});

	test('raises a line for the auditor and the city, and for no county', async () => {
		const one = await aCase(portal, 'accepted');
		await report(one);
		const rows = await portal.staff.db.read.select().from(alerts).where(eq(alerts.subject, one.number));
		expect(rows).toMatchObject([{ kind: 'report.retaliation', adcode: null, forCity: true, seenAt: null }]);
		expect(JSON.stringify(rows)).not.toContain(threat);
	});

	test('is confirmed to the reporter, who reads that the county cannot see it any more', async () => {
		const one = await aCase(portal, 'accepted');
		await report(one);
		const { json } = await portal.call('POST', 'api/reports/track', { body: one });
		expect(json.avoided).toEqual([{ adcode: 211381, name: '北票市' }]);
		expect(json.timeline.at(-1).text).toContain('北票市看不到');
		expect(json.unit).toBe('朝阳市矿山整治提升专项工作领导小组办公室');
	});

	test('of what the city handles already changes nothing but the history', async () => {
		const one = await portal.report({ avoidCounty: true });
		expect((await report(one)).status).toBe(201);
		expect((await seen('city', one.number)).json).toMatchObject({ status: 'received', bypassed: true });
	});

	test('by-passes every county that it may lie in where none has it yet, and every one that ever had it', async () => {
		const open = await portal.report({ location: { place: '老矿后山' } });
		await report(open);
		const unit = { unit: '211382-natural-resources', reason: '地点在凌源市境内。' };
		expect((await portal.move('city', open.number, 'assign', unit)).json.code).toBe('by_passed');

		const once = await portal.report();
		await portal.move('beipiao', once.number, 'object', fieldsOf('object'));
		await portal.move('city', once.number, 'assign', { unit: '211300-natural-resources', reason: '市级办理。' });
		await report(once);
		expect((await seen('city', once.number)).json.byPass.names).toBe('北票市');
	});

	test('takes along what was merged into it: what becomes of the case is told to no county', async () => {
		const main = await aCase(portal, 'investigating');
		const merged = await portal.report();
		await portal.move('beipiao', merged.number, 'merge', { into: main.number, reason: '同一处。' });
		await report(main);
		for (const { number } of [main, merged]) expect((await seen('beipiao', number)).status).toBe(404);
		const { json } = await portal.call('POST', 'api/reports/track', {
			body: { number: merged.number, secret: merged.secret },
		});
		expect(json.avoided).toEqual([]);
	});

	test('is told once, however often it is sent under one key', async () => {
		const one = await aCase(portal, 'accepted');
		const body = { number: one.number, secret: one.secret, text: threat };
		const headers = { 'idempotency-key': crypto.randomUUID() };
		for (let nth = 0; nth < 3; nth++) await portal.call('POST', 'api/reports/track/retaliation', { body, headers });
		const entries = (await seen('city', one.number)).json.timeline.filter(
			({ move }: { move: string }) => move === 'retaliation',
		);
		expect(entries).toHaveLength(1);
	});

	test('of a merged report is not told to the county that has the main one, nor what is added later', async () => {
		const main = await aCase(portal, 'investigating');
		const merged = await portal.report();
		await portal.move('beipiao', merged.number, 'merge', { into: main.number, reason: '同一处。' });
		await report(merged);
		const body = { number: merged.number, secret: merged.secret, text: '他们又来了。' };
		expect((await portal.call('POST', 'api/reports/track/messages', { body })).status).toBe(201);
		const { timeline } = (await seen('beipiao', main.number)).json;
		expect(timeline.map(({ move }: { move: string }) => move)).not.toContain('answer-merged');
	});

	test('leaves what is published published, within the city’s reach alone', async () => {
		const number = await aConcluded(portal);
		const published = await aPublished(portal, number);
		expect(published.status).toBe('published');
	});
});

describe('words that the city closes to a county', () => {
	const description = '采矿的人是镇长的亲戚，镇里的执法车每天从旁边过。';
	const summary = '一处山坡有采挖痕迹，请核查有无许可。';

	async function closed() {
		const one = await portal.report({ description, location: { adcode: 211381, place: '镇长家后山的采坑' } });
		const body = { number: one.number, secret: one.secret, text: '镇长昨天也在现场。' };
		await portal.call('POST', 'api/reports/track/messages', { body });
		const as = await portal.signIn('city');
		const { version } = (await seen('city', one.number)).json;
		const answer = await portal.call('POST', `api/staff/reports/${one.number}/words/close`, {
			as,
			body: { version, summary, reason: '涉及当地干部' },
		});
		return { one, answer };
	}

	test('are not read there any more: the city’s summary stands in their place', async () => {
		const { one, answer } = await closed();
		expect(answer.status).toBe(200);
		for (const username of ['beipiao', 'beipiao-approver']) {
			const { json } = await seen(username, one.number);
			expect(json).toMatchObject({ description: summary, wordsClosed: { here: true }, attachments: [] });
			expect(JSON.stringify(json)).not.toContain('镇长');
		}
		const { json } = await seen('city', one.number);
		expect(json.description).toBe(description);
		expect(JSON.stringify(json.messages)).toContain('镇长昨天也在现场');
	});

	test.each(['镇长家', '采坑', '坑'])('are not found by searching for them: %s', async (q) => {
		const { one } = await closed();
		const as = await portal.signIn('beipiao');
		const { json } = await portal.call('GET', `api/staff/reports?size=100&q=${encodeURIComponent(q)}`, { as });
		expect(JSON.stringify(json)).not.toContain(one.number);
	});

	test('stay closed for what the reporter adds later', async () => {
		const { one } = await closed();
		const body = { number: one.number, secret: one.secret, text: '今天镇长又来了。' };
		await portal.call('POST', 'api/reports/track/messages', { body });
		expect(JSON.stringify((await seen('beipiao', one.number)).json)).not.toContain('镇长');
	});

	test('are closed by the city alone, and only where a county has the case', async () => {
		const { number } = await portal.report();
		const body = { version: 1, summary, reason: '涉及当地干部' };
		const as = await portal.signIn('beipiao');
		expect((await portal.call('POST', `api/staff/reports/${number}/words/close`, { as, body })).status).toBe(403);
		const byPassed = await portal.report({ avoidCounty: true });
		const city = await portal.signIn('city');
		const refused = await portal.call('POST', `api/staff/reports/${byPassed.number}/words/close`, { as: city, body });
		expect(refused.json.code).toBe('not_now');
	});
});
