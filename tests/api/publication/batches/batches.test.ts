import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadContent } from '../../../../content/load.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { type Answer, content, openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, aConcludedLetter, act, aPublished } from '../results/results.ts';

const asOf = '2026-11-24T10:00:00+08:00';
/** After the batches that are written by hand. */
const next = Math.max(...content.batches.map(({ id }) => Number(id))) + 1;

let portal: TestPortal;
/** Published cases: four from the web, then one from a letter. */
let cases: Array<{ id: string; publicId: string }>;

beforeAll(async () => {
	portal = await openTestPortal();
	portal.setNow('2026-11-20T02:00:00Z');
	cases = [];
	for (let made = 0; made < 4; made++) cases.push(await aPublished(portal, await aConcluded(portal)));
	cases.push(await aPublished(portal, await aConcludedLetter(portal)));
	portal.setNow('2026-11-24T03:00:00Z');
});
afterAll(() => portal.remove());

const call = async (as: string, method: string, path: string, body?: object): Promise<Answer> =>
	portal.call(method, `api/staff/batches${path}`, { as: await portal.signIn(as), ...(body && { body }) });

const named = (...indexes: number[]) => indexes.map((index) => cases[index]?.publicId ?? '');
const gather = (changes: object = {}, as = 'city') =>
	call(as, 'POST', '', { number: next, asOf, cases: named(0, 1, 4), ...changes });
const fileOf = (number: number) => join(portal.dataDir, 'record', 'batches', `${number}.yaml`);

describe('what a batch is refused for, at the field that needs mending', () => {
	const refused: Array<[what: string, changes: () => object, path: string, words: string]> = [
		['a number that is written by hand', () => ({ number: 1 }), 'number', '第1批已经编过'],
		['an hour still to come', () => ({ asOf: '2026-11-24T12:00:00+08:00' }), 'asOf', '不能晚于现在'],
		['a day before a case was public', () => ({ asOf: '2026-11-19T18:00:00+08:00' }), 'asOf', '的公布日期'],
		['an hour before that of an earlier batch', () => ({ asOf: '2026-08-01T18:00:00+08:00' }), 'asOf', ''],
		['no case', () => ({ cases: [] }), 'cases', '请选择'],
		['a case that is not there', () => ({ cases: ['2026-211381-9999'] }), 'cases', '没有找到案件'],
	];

	test.each(refused)('%s', async (_what, changes, path, words) => {
		const { status, json } = await gather(changes());
		expect(status).toBe(422);
		expect(json.errors).toMatchObject([{ path }]);
		expect(json.errors[0].message).toContain(words);
	});
});

describe('a batch of published results', () => {
	let id: string;
	let version: number;

	test('is proposed with the next number and the cases that no batch holds', async () => {
		const { json } = await call('city', 'GET', '/next');
		expect(json).toMatchObject({ number: next, total: 5 });
		expect(json.cases.map((each: { publicId: string }) => each.publicId).sort()).toEqual(named(0, 1, 2, 3, 4).sort());
		expect(JSON.stringify(json)).not.toMatch(/来信|letter|web/);
	});

	test('counts its cases by county, type and channel, and names no channel of a case', async () => {
		const { status, json } = await gather();
		expect(status).toBe(201);
		expect(json).toMatchObject({ number: next, status: 'draft', canSubmit: true, canApprove: false });
		expect(json.totals).toMatchObject({
			counties: [{ name: '北票市', count: 3 }],
			channels: [
				{ name: '网上举报', count: 2 },
				{ name: '来信', count: 1 },
			],
		});
		expect(JSON.stringify(json.cases)).not.toMatch(/来信|letter|web/);
		({ id, version } = json);
	});

	test('keeps its cases and its number to itself', async () => {
		expect((await call('city', 'GET', '/next')).json).toMatchObject({ number: next + 1, total: 2 });
		const twice = await gather({ number: next + 1, asOf: '2026-11-24T10:30:00+08:00', cases: named(1, 2) });
		expect(twice.json.errors).toMatchObject([{ path: 'cases' }]);
		expect((await gather({ cases: named(2) })).json.errors).toMatchObject([{ path: 'number' }]);
	});

	test('says nothing of channels while it is small', async () => {
		const smaller = { number: next, asOf, cases: named(0, 4), version };
		const small = await call('city', 'PUT', `/${id}`, smaller);
		expect(small.json.totals.channels).toEqual([]);
		expect((await call('city', 'PUT', `/${id}`, smaller)).json.code).toBe('moved_meanwhile');
		const whole = { ...smaller, cases: named(0, 1, 4), version: small.json.version };
		({ version } = (await call('city', 'PUT', `/${id}`, whole)).json);
	});

	test('is a matter of the city: a county can look at it, not gather or approve it', async () => {
		expect((await call('beipiao', 'GET', `/${id}`)).json).toMatchObject({ canEdit: false, canApprove: false });
		expect((await gather({}, 'beipiao')).status).toBe(403);
		expect((await call('beipiao-approver', 'POST', `/${id}/approve`, { version })).json).toMatchObject({
			code: 'forbidden',
			detail: '公开批次由市级人员编制和审核。',
		});
	});

	test('comes back with a reason, is submitted again and approved by somebody else', async () => {
		const step = async (as: string, verb: string, more: object = {}) => {
			const answer = await call(as, 'POST', `/${id}/${verb}`, { version, ...more });
			version = answer.json.version ?? version;
			return answer;
		};
		expect((await step('city-approver', 'approve')).json.code).toBe('not_now');
		await step('city', 'submit');
		expect((await step('city', 'approve')).status).toBe(403);
		const returned = await step('city-approver', 'return', { reason: '请核对截至时间。' });
		expect(returned.json).toMatchObject({ status: 'returned', returnReason: '请核对截至时间。', canApprove: false });
		await step('city', 'submit');
		expect(existsSync(fileOf(next))).toBe(false);
		const approved = await step('city-approver', 'approve');
		expect(approved.json).toMatchObject({ status: 'published', approver: '市级审核（演示）' });
		expect((await call('city', 'PUT', `/${id}`, { number: next, asOf, cases: named(0), version })).json.code).toBe(
			'not_now',
		);
	});

	test('becomes a file of the record that the site reads, and nothing else of it', async () => {
		vi.mocked(portal.site.request).mockClear();
		await portal.delivery.run();
		expect(portal.site.request).toHaveBeenCalledOnce();
		expect(load(readFileSync(fileOf(next), 'utf8'))).toEqual({
			id: String(next),
			asOf,
			cases: named(0, 1, 4).sort(),
			channels: [
				{ name: '网上举报', count: 2 },
				{ name: '来信', count: 1 },
			],
			demo: true,
		});
		const { results } = loadContent('content', join(portal.dataDir, 'record'));
		expect(results.filter(({ batch }) => batch === next).map(({ id }) => id)).toEqual(
			expect.arrayContaining(named(0, 1, 4)),
		);
	});

	test('leaves each step in the audit log', async () => {
		const rows = await portal.staff.db.read.select().from(audit);
		const steps = rows.filter(({ subject }) => subject === `第${next}批`).map(({ action }) => action.split('.')[1]);
		expect(steps).toEqual(['drafted', 'drafted', 'drafted', 'submitted', 'returned', 'submitted', 'approved']);
	});

	test('that is given up lets go of its number and its cases, and is refused once it is under review', async () => {
		const late = { number: next + 1, asOf: '2026-11-24T10:30:00+08:00', cases: named(2, 3) };
		const { json } = await gather(late);
		expect((await call('beipiao', 'POST', `/${json.id}/discard`, { version: 1 })).status).toBe(403);
		expect((await call('city', 'POST', `/${json.id}/discard`, { version: 9 })).json.code).toBe('moved_meanwhile');
		expect((await call('city', 'GET', `/${json.id}`)).json.cases).toHaveLength(2);
		expect((await call('city', 'POST', `/${json.id}/discard`, { version: 1 })).status).toBe(204);
		expect((await call('city', 'GET', `/${json.id}`)).status).toBe(404);
		const again = await gather(late);
		expect(again.status).toBe(201);
		await call('city', 'POST', `/${again.json.id}/submit`, { version: 1 });
		expect((await call('city', 'POST', `/${again.json.id}/discard`, { version: 2 })).json.code).toBe('not_now');
		await call('city-approver', 'POST', `/${again.json.id}/return`, { version: 2, reason: '并入下一批。' });
		expect((await call('city', 'POST', `/${again.json.id}/discard`, { version: 3 })).status).toBe(204);
		const rows = await portal.staff.db.read.select().from(audit);
		expect(rows.filter(({ action }) => action === 'batch.discarded')).toHaveLength(2);
	});

	test('with a case that was withdrawn meanwhile is not approved', async () => {
		const late = { number: next + 1, asOf: '2026-11-24T10:30:00+08:00', cases: named(2, 3) };
		const { json } = await gather(late);
		await act(portal, 'beipiao-approver', cases[2]?.id ?? '', 'withdraw', { reason: '处罚决定已撤销。' });
		await call('city', 'POST', `/${json.id}/submit`, { version: 1 });
		const refused = await call('city-approver', 'POST', `/${json.id}/approve`, { version: 2 });
		expect(refused.json.code).toBe('not_now');
		expect(refused.json.detail).toContain(`${named(2)[0]} 已撤回`);
	});
});
