import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase, fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const track = async ({ number, secret }: { number: string; secret: string }) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const seen = async (number: string, username = 'beipiao') =>
	(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) })).json;

describe('merged reports', () => {
	test('keep their receipts and get every reply of the main report, also through another one', async () => {
		const [main, first, second] = [await portal.report(), await portal.report(), await portal.report()];
		await portal.move('beipiao', second.number, 'merge', { into: first.number, reason: '同一处。' });
		await portal.move('beipiao', first.number, 'merge', { into: main.number, reason: '同一处。' });
		await portal.move('beipiao', main.number, 'accept', { reply: '已安排核查。' });
		await portal.move('beipiao', main.number, 'investigate', fieldsOf('investigate'));
		await portal.move('beipiao', main.number, 'conclude', aConclusion('partly'));
		for (const receipt of [first, second]) {
			const story = await track(receipt);
			expect(story).toMatchObject({ status: 'merged', canReview: true, canRate: true });
			const texts = story.timeline.map(({ text }: { text: string }) => text);
			expect(texts).toContain('合并办理的线索：北票市自然资源局已受理，将安排核查。已安排核查。');
			expect(texts.at(-1)).toBe('合并办理的线索：已办结，结论为“部分查实”。您反映的情况属实，已责令停止并处罚。');
		}
	});

	test('are answered only with the main report: until then their reporters can add, and read by when', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const [main, first, other] = [await portal.report(), await portal.report(), await portal.report()];
		await portal.move('beipiao', other.number, 'merge', { into: first.number, reason: '同一处。' });
		await portal.move('beipiao', first.number, 'merge', { into: main.number, reason: '同一处。' });
		const { number, secret } = other;
		const add = (path: string, body: object) =>
			portal.call('POST', `api/reports/track/${path}`, { body: { number, secret, ...body } });
		expect(await track(other)).toMatchObject({ canMessage: true, canRate: false, next: { by: '2026-04-30' } });
		expect((await add('rating', { score: 1 })).json.code).toBe('not_now');
		expect((await add('messages', { text: '今天又来了一辆铲车。' })).status).toBe(201);
		const entry = (await seen(main.number)).timeline.at(-1);
		expect(entry).toMatchObject({ moveName: '并入线索的举报人补充', fields: [{ value: number }] });
		const as = await portal.signIn('beipiao');
		const asked = await portal.call('POST', `api/staff/reports/${number}/messages`, {
			as,
			body: { text: '铲车是什么颜色？', askForMore: true },
		});
		expect(asked.status).toBe(201);
		expect((await track(main)).timeline).toHaveLength(1);

		portal.setNow('2026-05-02T02:00:00Z');
		const late = await track(other);
		expect(late.overdue).toBe(true);
		expect(late.next.text).toContain('答复已超过期限 2 天');

		await portal.move('beipiao', main.number, 'accept', {});
		await portal.move('beipiao', main.number, 'investigate', fieldsOf('investigate'));
		await portal.move('beipiao', main.number, 'conclude', aConclusion());
		expect(await track(other)).toMatchObject({
			overdue: false,
			canMessage: false,
			canRate: true,
			next: { text: expect.stringContaining('已经答复'), by: '2026-06-01' },
		});
		expect((await add('messages', { text: '还有一处。' })).json.code).toBe('not_now');
		portal.setNow(null);
	});

	test('wait again when the main report is reopened after a review, without being called late', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const [main, other] = [await portal.report(), await portal.report()];
		await portal.move('beipiao', other.number, 'merge', { into: main.number, reason: '同一处。' });
		await portal.move('beipiao', main.number, 'accept', {});
		await portal.move('beipiao', main.number, 'investigate', fieldsOf('investigate'));
		portal.setNow('2026-04-28T02:00:00Z');
		await portal.move('beipiao', main.number, 'conclude', aConclusion());
		expect(await track(other)).toMatchObject({ canMessage: false, canRate: true });
		const asked = { number: main.number, secret: main.secret, reason: '坑还没有填。' };
		expect((await portal.call('POST', 'api/reports/track/review', { body: asked })).status).toBe(201);
		expect((await portal.move('beipiao-handler', main.number, 'reopen', fieldsOf('reopen'))).status).toBe(200);

		portal.setNow('2026-05-02T02:00:00Z');
		const { replyBy } = await track(main);
		const again = await track(other);
		expect(again).toMatchObject({ replyBy, overdue: false, canMessage: true, canRate: false, next: { by: replyBy } });
		expect(again.next.text).not.toContain('已经答复');
		await portal.move('beipiao', main.number, 'conclude', aConclusion());
		expect(await track(other)).toMatchObject({ canMessage: false, canRate: true });
		portal.setNow(null);
	});

	test('take as much longer as the main report does, from the day that each was promised', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const main = await portal.report();
		portal.setNow('2026-03-11T02:00:00Z');
		const other = await portal.report();
		await portal.move('beipiao', other.number, 'merge', { into: main.number, reason: '同一处。' });
		await portal.move('beipiao', main.number, 'accept', {});
		const { status } = await portal.move('beipiao', main.number, 'extend', fieldsOf('extend'));
		expect(status).toBe(200);
		const words = '情况复杂，经批准办结期限延长至';
		expect((await track(main)).timeline.at(-1).text).toContain(`${words}2026年5月30日。`);
		const story = await track(other);
		expect(story).toMatchObject({ replyBy: '2026-06-09', next: { by: '2026-06-09' } });
		expect(story.timeline.at(-1).text).toContain(`合并办理的线索：${words}2026年6月9日。`);
		expect(JSON.stringify(story)).not.toMatch(/2026-05-30|5月30日/);
		portal.setNow(null);
	});

	test('whoever asked for a review of a merged report is handled apart from then on', async () => {
		const [main, other] = [await portal.report(), await portal.report()];
		await portal.move('beipiao', other.number, 'merge', { into: main.number, reason: '同一处。' });
		const { number, secret } = other;
		await portal.call('POST', 'api/reports/track/review', { body: { number, secret, reason: '不是同一处。' } });
		await portal.move('beipiao-handler', number, 'reopen', fieldsOf('reopen'));
		const before = (await track(other)).timeline.length;
		await portal.move('beipiao', main.number, 'accept', {});
		expect((await track(other)).timeline).toHaveLength(before);
	});
});

describe('possible duplicates', () => {
	test('are of the same subject, near in place and time, nearest first, at most five, and of one’s own county', async () => {
		// The Baoguo town of 北票市, well inside the county.
		const at = (north: number) => ({ location: { lat: 41.8 + north / 111_195, lon: 120.77, datum: 'wgs84' } });
		portal.setNow('2026-05-01T02:00:00Z');
		const old = await portal.report(at(5));
		portal.setNow('2026-06-20T02:00:00Z');
		const here = await portal.report(at(0));
		const near = [await portal.report(at(200)), await portal.report(at(20)), await portal.report(at(-90))];
		const far = await portal.report(at(400));
		const otherSubject = await portal.report({ ...at(1), category: 'beyond-boundary' });
		const { duplicates } = await seen(here.number, 'city');
		expect(duplicates.map(({ number }: { number: string }) => number)).toEqual(
			[near[1], near[2], near[0]].map((each) => each?.number),
		);
		expect(duplicates.map(({ distanceM }: { distanceM: number }) => distanceM)).toEqual([20, 90, 200]);
		for (const each of [old, far, otherSubject]) expect(JSON.stringify(duplicates)).not.toContain(each.number);
		for (let nth = 0; nth < 4; nth++) await portal.report(at(nth));
		expect((await seen(here.number, 'city')).duplicates).toHaveLength(5);
		portal.setNow(null);
	});

	test('without coordinates share the township', async () => {
		const location = { adcode: 211381, town: '章吉营乡', place: '村东' };
		const [one, other] = [await portal.report({ location }), await portal.report({ location })];
		expect((await seen(one.number)).duplicates).toMatchObject([{ number: other.number, distanceM: null }]);
	});
});

describe('handing over', () => {
	test('goes to a colleague of the same county, who has the case from then on', async () => {
		const { number } = await aCase(portal, 'accepted');
		const account = { username: 'second-officer', name: '第二承办', role: 'handler', adcode: 211381 } as const;
		const id = await createAccount(portal.staff, portal.auth, thePortal, {
			...account,
			password: 'first-2026-pw',
			demo: true,
		});
		const { moves } = await seen(number);
		const field = moves.find(({ move }: { move: string }) => move === 'hand-over').fields[0];
		expect(field.options).toContainEqual({ id, name: '第二承办' });
		expect(JSON.stringify(field.options)).not.toContain('北票市经办');
		const { json } = await portal.move('beipiao', number, 'hand-over', { handler: id, reason: '调离。' });
		expect(json.handler).toEqual({ id, name: '第二承办' });
		expect(json.timeline.at(-1).fields).toMatchObject([{ label: '新的承办人', value: '第二承办' }, {}]);
		const elsewhere = (
			await seen((await portal.report({ location: { adcode: 211382, place: '山上' } })).number, 'lingyuan')
		).moves;
		expect(JSON.stringify(elsewhere)).not.toContain(id);
	});

	test('when an account is shut, its open cases wait in a view of their own', async () => {
		const as = await portal.signIn('admin');
		const { items } = (await portal.call('GET', 'api/staff/accounts', { as })).json;
		const { id } = items.find(({ username }: { username: string }) => username === 'second-officer');
		const view = async () =>
			(await portal.call('GET', 'api/staff/reports?view=unassigned', { as: await portal.signIn('beipiao') })).json;
		const before = (await view()).items.map(({ number }: { number: string }) => number);
		await portal.call('POST', `api/staff/accounts/${id}/disable`, { as });
		const { total, counts, items: after } = await view();
		expect({ total, counted: counts.unassigned }).toEqual({ total: before.length + 1, counted: before.length + 1 });
		const { number } = after.find((row: { number: string }) => !before.includes(row.number));
		await portal.move('beipiao', number, 'take');
		expect((await view()).total).toBe(before.length);
	});
});

test('templates for messages come with the reference', async () => {
	const { json } = await portal.call('GET', 'api/staff/reference', { as: await portal.signIn('beipiao') });
	expect(json.templates[0]).toEqual({ id: 'ask-place', name: '请补充地点', text: expect.stringContaining('请补充') });
	expect(json.views).toContainEqual({ id: 'unassigned', name: '无人承办' });
});
