import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addWorkdays } from '../../../../api/report/workdays.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase, fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterEach(() => portal.setNow(null));
afterAll(() => portal.remove());

async function dueOf(number: string) {
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
	return { clock: row?.dueClock, by: row?.dueBy };
}
const seenBy = async (username: string, number: string) =>
	portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn(username) });

describe('two officers at the same moment', () => {
	test('one wins, the other is told who was faster, what was done and that nothing is lost', async () => {
		const { number } = await aCase(portal, 'assigned');
		const [one, other] = [await portal.signIn('beipiao'), await portal.signIn('city')];
		const { version } = (await seenBy('beipiao', number)).json;
		const move = (as: string, name: string, fields: object) =>
			portal.call('POST', `api/staff/reports/${number}/moves`, { as, body: { move: name, version, fields } });
		const [first, second] = await Promise.all([move(one, 'accept', {}), move(other, 'decline', fieldsOf('decline'))]);
		expect([first.status, second.status]).toEqual([200, 409]);
		expect(second.json.code).toBe('moved_meanwhile');
		expect(second.json.detail).toContain('北票市经办（演示）刚刚办理了这件线索（受理），现在是“已受理”');
		expect(second.json.detail).toContain('已填写的内容不会丢失');
	});

	test('a report that the reporter has added to meanwhile must be read first', async () => {
		const { number, secret } = await aCase(portal, 'assigned');
		const { version } = (await seenBy('beipiao', number)).json;
		await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '还有一处矿点。' } });
		const as = await portal.signIn('beipiao');
		const body = { move: 'accept', version, fields: {} };
		const { status, json } = await portal.call('POST', `api/staff/reports/${number}/moves`, { as, body });
		expect(status).toBe(409);
		expect(json.detail).toContain('举报人');
	});
});

describe('returning with objection', () => {
	test('is possible as often as the rules say, then the city’s decision is final', async () => {
		const { number } = await aCase(portal, 'assigned');
		const back = { unit: '211381-natural-resources', reason: '地点在北票市境内。' };
		for (let nth = 0; nth < content.routing.maxObjections; nth++) {
			expect((await portal.move('beipiao', number, 'object', fieldsOf('object'))).status).toBe(200);
			expect((await portal.move('city', number, 'assign', back)).status).toBe(200);
		}
		const { status, json } = await portal.move('beipiao', number, 'object', fieldsOf('object'));
		expect({ status, code: json.code }).toEqual({ status: 409, code: 'not_now' });
		expect(json.detail).toContain(`已退回 ${content.routing.maxObjections} 次`);
		const { moves } = (await seenBy('beipiao', number)).json;
		expect(moves.map(({ move }: { move: string }) => move)).not.toContain('object');
	});

	test('the city assigns it to the other county, and the first county no longer finds it', async () => {
		const { number } = await aCase(portal, 'objected');
		expect((await seenBy('beipiao', number)).status).toBe(200);
		expect((await portal.move('city', number, 'assign', fieldsOf('assign'))).status).toBe(200);
		expect((await seenBy('beipiao', number)).status).toBe(404);
		const { status, json } = await seenBy('lingyuan', number);
		expect(status).toBe(200);
		expect(json).toMatchObject({ county: { adcode: 211382 }, unit: { name: '凌源市自然资源局' }, handler: null });
	});

	test('a county cannot assign, not even to itself', async () => {
		const { number } = await aCase(portal, 'objected');
		expect((await portal.move('beipiao', number, 'assign', fieldsOf('assign'))).status).toBe(403);
	});
});

describe('clocks', () => {
	test('run from receipt to acceptance, then to the answer, and stop with it', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number } = await portal.report();
		expect(await dueOf(number)).toEqual({ clock: 'accept', by: '2026-03-16' });
		portal.setNow('2026-03-10T02:00:00Z');
		await portal.move('beipiao', number, 'accept', {});
		expect(await dueOf(number)).toEqual({ clock: 'reply', by: '2026-04-30' });
		await portal.move('beipiao', number, 'investigate', fieldsOf('investigate'));
		expect(await dueOf(number)).toEqual({ clock: 'reply', by: '2026-04-30' });
		await portal.move('beipiao', number, 'conclude', fieldsOf('conclude'));
		expect(await dueOf(number)).toEqual({ clock: null, by: null });
	});

	test('an extension is asked for by the handler, given once by an approver, and moves the promised day', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number, secret } = await portal.report();
		await portal.move('beipiao', number, 'accept', {});
		expect((await portal.propose('beipiao-approver', number, 'extend', fieldsOf('extend'))).status).toBe(403);
		expect((await portal.propose('beipiao', number, 'extend', fieldsOf('extend'))).status).toBe(200);
		expect(await dueOf(number)).toEqual({ clock: 'reply', by: '2026-04-30' });
		expect((await portal.decide('beipiao-approver', number, 'approve')).status).toBe(200);
		expect(await dueOf(number)).toEqual({ clock: 'reply', by: '2026-05-30' });
		const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(json.replyBy).toBe('2026-05-30');
		const again = await portal.move('beipiao', number, 'extend', fieldsOf('extend'));
		expect(again.json).toMatchObject({ code: 'not_now', detail: '已经延长过一次，不能再次延长。' });
	});

	test('an objection is decided within working days, holidays and make-up workdays counted', async () => {
		// Wednesday before the holiday of 1 to 5 May 2026; Saturday 9 May is worked.
		portal.setNow('2026-04-29T02:00:00Z');
		const { number } = await aCase(portal, 'objected');
		expect(await dueOf(number)).toEqual({ clock: 'objection', by: addWorkdays(content, '2026-04-29', 5) });
		expect(addWorkdays(content, '2026-04-29', 5)).toBe('2026-05-09');
	});

	test('a supervised case shows the day of the city', async () => {
		const { number } = await aCase(portal, 'accepted');
		await portal.move('city', number, 'supervise', fieldsOf('supervise'));
		const { json } = await portal.call('GET', 'api/staff/reports?view=supervised', {
			as: await portal.signIn('beipiao'),
		});
		expect(json.items.map((item: { number: string }) => item.number)).toContain(number);
	});
});

test('whoever accepts has the case, and a colleague may take it over', async () => {
	const { number } = await aCase(portal, 'accepted');
	expect((await seenBy('beipiao', number)).json.handler.name).toBe('北票市经办（演示）');
	expect((await portal.move('beipiao', number, 'take')).json.detail).toBe('您已经是承办人。');
	expect((await portal.move('city', number, 'take')).status).toBe(200);
	expect((await seenBy('beipiao', number)).json.handler.name).toBe('市级经办（演示）');
});

test('an approver makes no move of a clerk, an auditor and an administrator none at all', async () => {
	const { number } = await aCase(portal, 'assigned');
	expect((await portal.move('beipiao-approver', number, 'accept')).status).toBe(403);
	for (const username of ['auditor', 'admin']) {
		const as = await portal.signIn(username);
		const body = { move: 'accept', version: 1, fields: {} };
		expect((await portal.call('POST', `api/staff/reports/${number}/moves`, { as, body })).status).toBe(403);
	}
});
