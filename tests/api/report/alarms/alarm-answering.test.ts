import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { user } from '../../../../db/schema/accounts.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { answer, beipiao, callsOf, city, danger, onDuty, roster, wait, withDuty } from './alarms.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { content: roster });
	portal.setNow('2027-02-06T18:30:00Z');
});
afterEach(() => portal.remove());

const get = async (username: string, path: string) =>
	(await portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) })).json;
const post = async (username: string, path: string, body?: object) =>
	portal.call('POST', `api/staff/${path}`, { as: await portal.signIn(username), ...(body && { body }) });
const tie = (username: string, unit: string) =>
	portal.staff.db.write((tx) => tx.update(user).set({ unit }).where(eq(user.username, username)).then());
const pondId = content.ponds.find((pond) => pond.adcode === beipiao)?.id;

describe('a report that joins an alarm which is answered', () => {
	test('opens it anew: whoever is on duty is called at once, and the escalation runs again', async () => {
		const harmless = await portal.report(danger({ pondId, description: '想问一下坝体。' }));
		await answer(portal, 'beipiao', harmless.number);
		await wait(portal, 10);
		const real = await portal.report(danger({ pondId }));
		expect(real.alarm?.called).toHaveLength(1);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 值班员']);
		await wait(portal, 20);
		expect((await callsOf(portal)).slice(2)).toEqual(['211381 带班领导', '211300 市值班员']);
		const seen = await get('beipiao', `reports/${real.number}`);
		expect(seen).toMatchObject({ alarmSince: '2027-02-06T18:40:00.000Z', canAnswerAlarm: true });
		// One alarm under one name; the first report stays answered in it.
		const first = await get('beipiao', `reports/${harmless.number}`);
		expect(first.alarms[0]).toMatchObject({ name: seen.alarms[0].name, state: 'answered', nextAt: null });
		expect(first.alarms[0].calls).toHaveLength(1);
		expect((await get('beipiao', 'alarms')).reports).toBe(1);
		expect((await answer(portal, 'beipiao', real.number)).status).toBe(204);
		await wait(portal, 60);
		expect(await callsOf(portal)).toHaveLength(4);
	});
});

describe('an answer', () => {
	test('holds only for the reports within reach: an officer of one unit silences no alarm of another’s', async () => {
		await tie('beipiao-handler', '211381-natural-resources');
		const own = await portal.report({ category: 'no-licence', pondId });
		const real = await portal.report(danger({ pondId }));
		const mark = { reason: '现场可能有人员危险' };
		expect((await post('beipiao-handler', `reports/${own.number}/urgent`, mark)).status).toBe(204);
		expect((await answer(portal, 'beipiao-handler', own.number)).status).toBe(204);
		expect((await get('beipiao-handler', 'alarms')).alarms).toBe(0);
		const seen = await get('beipiao', `reports/${real.number}`);
		expect(seen).toMatchObject({ canAnswerAlarm: true, alarms: [{ state: 'open' }] });
		expect(seen.alarmSince).not.toBeNull();
		await wait(portal, 20);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导', '211300 市值班员']);
		await answer(portal, 'beipiao', real.number);
		await wait(portal, 60);
		expect(await callsOf(portal)).toHaveLength(3);
	});

	test('is given by whoever was called, who sees what it is about and not the case of another unit', async () => {
		await tie('city-handler', '211300-emergency');
		const { number } = await portal.report(danger());
		expect((await get('city-handler', 'alarms')).list).toEqual([]);
		await wait(portal, 20);
		expect((await callsOf(portal)).at(-1)).toBe('211300 市值班员');
		const seen = await get('city-handler', 'alarms');
		expect(seen).toMatchObject({ alarms: 1, reports: 1, since: '2027-02-06T18:30:00.000Z' });
		const category = content.categories.find(({ id }) => id === 'tailings-danger')?.name;
		const [one] = seen.list;
		expect(one).toEqual({
			id: one.id,
			name: one.name,
			since: seen.since,
			category,
			place: '北票市宝国老镇',
			numbers: [],
		});
		expect(JSON.stringify(seen)).not.toContain(number);
		expect((await answer(portal, 'city-handler', number)).status).toBe(404);
		expect((await post('city-handler', `alarms/${one.id}/answer`)).status).toBe(204);
		expect((await get('beipiao', `reports/${number}`)).alarms[0]).toMatchObject({ answeredOffice: '朝阳市应急管理局' });
		expect((await post('city-handler', `alarms/${one.id}/answer`)).json.code).toBe('not_now');
	});

	test('is given by nobody who was not called, by id either', async () => {
		await tie('beipiao-handler', '211381-natural-resources');
		await portal.report(danger());
		const [{ id }] = (await get('beipiao', 'alarms')).list;
		for (const username of ['beipiao-handler', 'lingyuan']) {
			expect((await post(username, `alarms/${id}/answer`)).json.code).toBe('not_now');
			expect((await post(username, 'alarms/answer')).json.code).toBe('not_now');
		}
		expect((await get('city', 'alarms')).alarms).toBe(1);
	});

	test('of a unit that was called holds for nothing that by-passes its county', async () => {
		await tie('beipiao-handler', '211381-emergency');
		const own = await portal.report(danger({ pondId }));
		const hidden = await portal.report(danger({ pondId, avoidCounty: true }));
		expect((await post('beipiao-handler', 'alarms/answer')).status).toBe(204);
		expect((await get('city', `reports/${own.number}`)).alarmSince).toBeNull();
		expect((await get('city', `reports/${hidden.number}`)).alarmSince).not.toBeNull();
	});

	test('to all at once takes every alarm within reach, and no other county’s', async () => {
		for (const _ of [1, 2, 3]) await portal.report(danger());
		await portal.report(danger({ location: { adcode: 211382, place: '村北' } }));
		expect((await post('beipiao', 'alarms/answer')).status).toBe(204);
		expect((await get('beipiao', 'alarms')).alarms).toBe(0);
		expect((await get('city', 'alarms')).alarms).toBe(1);
	});
});

describe('calls', () => {
	test('to a post are bundled: forty reports ring it once in ten minutes, and each alarm is passed on', async () => {
		for (let nth = 0; nth < 40; nth++) {
			const { alarm } = await portal.report(danger());
			expect(alarm?.called).toMatchObject([{ office: '北票市应急管理局' }]);
		}
		expect((await get('beipiao', 'alarms')).alarms).toBe(40);
		expect(await callsOf(portal)).toEqual(['211381 值班员']);
		await wait(portal, 20);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导', '211300 市值班员']);
		await post('city', 'alarms/answer');
		await wait(portal, 60);
		expect(await callsOf(portal)).toHaveLength(3);
	});

	test('that were answered stand for nothing that comes afterwards', async () => {
		const { number } = await portal.report(danger());
		await portal.report(danger());
		await answer(portal, 'beipiao', number);
		await portal.report(danger());
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 值班员']);
	});

	test('are told as delivered to a reporter whose alarm shares one, but never as before the own report', async () => {
		await portal.report(danger());
		const { alarmCalls } = await import('../../../../db/schema/alarms.ts');
		const sentAt = portal.staff.now().toISOString();
		await portal.staff.db.write((tx) => tx.update(alarmCalls).set({ sentAt }).then());
		await wait(portal, 3);
		const { number, secret, alarm } = await portal.report(danger());
		expect(alarm?.called).toEqual([{ office: '北票市应急管理局', at: '2027-02-06T18:33:00.000Z', delivered: false }]);
		await portal.alarmEscalation.run();
		const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(json.alarm.called).toMatchObject([{ delivered: true }]);
	});

	test('go out once more when an officer asks for it, and the order in which they are passed on stays', async () => {
		const { number } = await portal.report(danger());
		const again = { reason: '裂缝变大，仍没有人接警' };
		await wait(portal, 9);
		const early = await post('beipiao', `reports/${number}/urgent`, again);
		expect({ status: early.status, code: early.json.code }).toEqual({ status: 409, code: 'not_now' });
		await wait(portal, 3);
		expect((await post('beipiao', `reports/${number}/urgent`, again)).status).toBe(204);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导', '211381 值班员']);
		await wait(portal, 8);
		expect((await callsOf(portal)).at(-1)).toBe('211300 市值班员');
	});

	test('begin at the first post of the shift that has come on duty since', async () => {
		await portal.remove();
		const post = (role: string) => onDuty(beipiao, role);
		const always = [1, 2, 3, 4, 5, 6, 7];
		const shifts = [
			{ name: '白天', days: always, hours: '08:30-17:30', call: [post('白天值班员'), post('白天带班领导')] },
			{ name: '夜间', days: always, hours: '17:30-08:30', call: [post('夜间值班员')] },
		];
		const duty = [{ adcode: beipiao, demo: false, shifts }, ...withDuty({ [city]: [onDuty(city, '市值班员')] }).duty];
		portal = await openTestPortal({}, { content: { ...roster, duty } });
		portal.setNow('2027-03-01T17:25:00+08:00');
		await portal.report(danger());
		await wait(portal, 20);
		expect(await callsOf(portal)).toEqual(['211381 白天值班员', '211381 夜间值班员', '211300 市值班员']);
	});
});
