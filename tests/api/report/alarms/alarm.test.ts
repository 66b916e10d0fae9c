import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alarmPlace } from '../../../../api/report/alarms/alarm-place.ts';
import { alarmReports } from '../../../../db/schema/alarms.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { audit } from '../../../../db/schema/audit.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { answer, beipiao, callsOf, danger, lingyuan, roster, wait } from './alarms.ts';

/** The night before the first day of 春节 2027, a quarter past eleven in Asia/Shanghai. */
const newYearsEve = '2027-02-05T15:15:00Z';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { content: roster });
	portal.setNow(newYearsEve);
});
afterEach(() => portal.remove());

const get = async (username: string, path: string) =>
	(await portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) })).json;
const act = async (username: string, path: string, body: object) =>
	portal.call('POST', `api/staff/${path}`, { as: await portal.signIn(username), body });
const open = async (username: string): Promise<number> => (await get(username, 'alarms')).alarms;
const track = async ({ number, secret }: { number: string; secret: string }) =>
	(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
const nowhere = { bypassed: false, pondId: null, mineId: null, cell: null };
const pondId = content.ponds.find((pond) => pond.adcode === beipiao)?.id;

describe('a report of danger', () => {
	test('calls whoever is on duty at once, beside the ordinary clocks, and other reports call nobody', async () => {
		const calm = await portal.report();
		expect(await callsOf(portal)).toEqual([]);
		expect(calm).not.toHaveProperty('alarm');
		const { number } = await portal.report(danger());
		expect(await callsOf(portal)).toEqual(['211381 值班员']);
		const [job] = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'alarm.sms'));
		expect(job?.payload).toEqual({
			kind: 'alarm.sms',
			callId: expect.any(String),
			unitId: '211381-emergency',
		});
		const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('beipiao') });
		expect(json).toMatchObject({ urgent: true, alarmSince: '2027-02-05T15:15:00.000Z', canAnswerAlarm: true });
		const other = await get('beipiao', `reports/${calm.number}`);
		expect(json.clocks).toEqual(other.clocks);
		expect(json.timeline.map(({ moveName }: { moveName: string }) => moveName)).toEqual(['收到举报', '发出险情警报']);
	});

	test('unanswered in the night of 春节 goes to the next, then to the city, then to the city again, ever more slowly, and never ends', async () => {
		const { number } = await portal.report(danger());
		await wait(portal, 9);
		expect(await callsOf(portal)).toEqual(['211381 值班员']);
		await wait(portal, 1);
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导']);
		await wait(portal, 10);
		expect((await callsOf(portal)).slice(2)).toEqual(['211300 市值班员']);
		// Ten minutes for the city to answer, then each quarter of an hour.
		await wait(portal, 10 + 15 * 2);
		expect((await callsOf(portal)).slice(2)).toEqual(Array(4).fill('211300 市值班员'));
		const raised = await portal.staff.db.read.select().from(alerts);
		expect(raised).toMatchObject([{ kind: 'alarm.unanswered', subject: number, forCity: true, adcode: null }]);
		expect(raised[0]?.text).toContain('此后每 60 分钟通知一次');
		await wait(portal, 59);
		expect(await callsOf(portal)).toHaveLength(6);
		// A whole holiday later it is as loud as before.
		portal.setNow('2027-02-13T15:15:00Z');
		await portal.alarmEscalation.run();
		await wait(portal, 60);
		expect((await callsOf(portal)).slice(6)).toEqual(['211300 市值班员', '211300 市值班员']);
		expect(await portal.staff.db.read.select().from(alerts)).toHaveLength(1);
		expect(await open('beipiao')).toBe(1);
		expect((await answer(portal, 'beipiao', number)).status).toBe(204);
		const log = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, number));
		expect(log.map(({ action }) => action)).toEqual([
			'report.received',
			'alarm.raised',
			'alarm.to-city',
			'alarm.answered',
		]);
	});

	test('answered calls nobody any more, and says who answered and when, to staff by name and to the reporter by office', async () => {
		const sent = await portal.report(danger());
		await wait(portal, 3);
		expect((await answer(portal, 'beipiao-handler', sent.number)).status).toBe(204);
		await wait(portal, 60);
		expect(await callsOf(portal)).toHaveLength(1);
		const { timeline, alarms: seen } = await get('city', `reports/${sent.number}`);
		expect(timeline.at(-1)).toMatchObject({
			moveName: '接警',
			actor: '北票市办案（演示）',
			at: '2027-02-05T15:18:00.000Z',
		});
		expect(seen).toMatchObject([{ state: 'answered', answeredBy: '北票市办案（演示）', answeredOffice: '北票市' }]);
		const tracked = await track(sent);
		expect(tracked.alarm).toEqual({
			called: [{ office: '北票市应急管理局', at: '2027-02-05T15:15:00.000Z', delivered: false }],
			answeredAt: '2027-02-05T15:18:00.000Z',
			answeredBy: '北票市',
		});
		expect(JSON.stringify(tracked)).not.toMatch(/办案（演示）|0421|值班员"|带班/);
		const again = await answer(portal, 'city', sent.number);
		expect({ status: again.status, code: again.json.code }).toEqual({ status: 409, code: 'not_now' });
	});

	test('what was queued and not sent when somebody answered is not sent afterwards', async () => {
		const { number } = await portal.report(danger());
		await answer(portal, 'beipiao', number);
		await portal.delivery.run();
		const rows = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'alarm.sms'));
		expect(rows).toMatchObject([{ lastError: '已经接警，不再通知' }]);
	});

	test('is told on the receipt to the reporter: the office that is called', async () => {
		expect((await portal.report(danger())).alarm).toEqual({
			called: [{ office: '北票市应急管理局', at: '2027-02-05T15:15:00.000Z', delivered: false }],
			answeredAt: null,
			answeredBy: null,
		});
	});

	test('two officers who answer at once are one who answered', async () => {
		const { number } = await portal.report(danger());
		const answers = await Promise.all(['beipiao', 'beipiao-approver'].map((name) => answer(portal, name, number)));
		expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
	});
});

describe('further reports', () => {
	test('of one pond within an hour join the alarm, whatever they call the danger, and are answered with it', async () => {
		const first = await portal.report(danger({ pondId }));
		await wait(portal, 5);
		const second = await portal.report(danger({ pondId, category: 'mine-safety', location: { place: '坝下' } }));
		expect(await open('beipiao')).toBe(1);
		expect((await callsOf(portal)).filter((call) => call === '211381 值班员')).toHaveLength(1);
		const seen = await get('beipiao', `reports/${first.number}`);
		expect(seen.alarms[0].others).toEqual([second.number]);
		expect((await get('beipiao', 'reports?view=alarms')).total).toBe(2);
		await answer(portal, 'beipiao', second.number);
		for (const { number } of [first, second]) {
			expect((await get('beipiao', `reports/${number}`)).timeline.at(-1).moveName).toBe('接警');
		}
		expect((await get('beipiao', 'reports?view=alarms')).total).toBe(0);
	});

	test('of one mine join; of another mine, of the same town alone, and with a place in words alone do not', async () => {
		const one = content.mines.find((mine) => mine.adcode === beipiao);
		await portal.report(danger({ category: 'mine-safety', mineId: one?.id }));
		await portal.report(danger({ category: 'mine-safety', mineId: one?.id }));
		expect(await open('beipiao')).toBe(1);
		const mine = (mineId: string) => alarmPlace({ ...nowhere, mineId, cell: '1/4180/6035', category: 'mine-safety' });
		expect(mine('one')).not.toBe(mine('other'));
		for (const _ of [1, 2]) await portal.report(danger());
		for (const place of ['村北', '村北']) await portal.report(danger({ location: { adcode: beipiao, place } }));
		expect(await open('beipiao')).toBe(5);
	});

	test('near in coordinates join', async () => {
		await portal.report(danger({ location: { lat: 41.81, lon: 120.77 } }));
		await portal.report(danger({ location: { lat: 41.812, lon: 120.773 } }));
		await portal.report(danger({ location: { lat: 41.7, lon: 120.77 } }));
		expect(await open('city')).toBe(2);
	});

	test('of a later hour raise a new alarm', async () => {
		const first = await portal.report(danger());
		await answer(portal, 'beipiao', first.number);
		await wait(portal, 61);
		await portal.report(danger());
		expect(await open('beipiao')).toBe(1);
		expect(await callsOf(portal)).toHaveLength(2);
	});

	test('tell no reporter that somebody was faster: each reads what was done since the own report', async () => {
		const first = await portal.report(danger({ pondId }));
		await wait(portal, 12);
		const second = await portal.report(danger({ pondId }));
		const called = [{ office: '北票市应急管理局', at: '2027-02-05T15:27:00.000Z', delivered: false }];
		expect(second.alarm).toEqual({ called, answeredAt: null, answeredBy: null });
		expect((await track(second)).alarm).toEqual(second.alarm);
		await answer(portal, 'beipiao', first.number);
		await wait(portal, 5);
		const third = await portal.report(danger({ pondId }));
		const { alarm, timeline } = await track(third);
		const since = '2027-02-05T15:32:00.000Z';
		expect(alarm).toEqual({ called: [{ ...called[0], at: since }], answeredAt: null, answeredBy: null });
		expect(timeline.at(-1).text).toBe((await track(first)).timeline[1].text);
		expect((await track(second)).alarm.answeredAt).toBe('2027-02-05T15:27:00.000Z');
	});
});

describe('an officer', () => {
	test('marks a case urgent with a reason, and whoever is on duty is called', async () => {
		const { number } = await portal.report();
		expect((await act('beipiao', `reports/${number}/urgent`, { reason: '急' })).status).toBe(422);
		expect((await act('beipiao', `reports/${number}/urgent`, { reason: '坝体有裂缝' })).status).toBe(204);
		expect(await callsOf(portal)).toEqual(['211381 值班员']);
		const seen = await get('beipiao', `reports/${number}`);
		expect(seen).toMatchObject({ urgent: true, canAnswerAlarm: true, canUnmarkUrgent: false });
		expect(seen.timeline.at(-1)).toMatchObject({ moveName: '发出险情警报', fields: [{ value: '坝体有裂缝' }] });
		expect((await act('beipiao', `reports/${number}/urgent`, { reason: '坝体有裂缝' })).json.code).toBe('not_now');
	});

	test('takes the mark off only once the alarm is answered, and an answered case can be called out again', async () => {
		const { number } = await portal.report(danger());
		const off = { reason: '现场没有危险' };
		expect((await act('beipiao', `reports/${number}/urgent/off`, off)).json.detail).toContain('请先接警');
		await answer(portal, 'beipiao', number);
		await act('beipiao', `reports/${number}/urgent`, { reason: '裂缝变大' });
		expect(await callsOf(portal)).toHaveLength(2);
		await answer(portal, 'beipiao', number);
		expect((await act('beipiao', `reports/${number}/urgent/off`, off)).status).toBe(204);
		expect((await get('beipiao', `reports/${number}`)).urgent).toBe(false);
		const log = await portal.staff.db.read.select().from(audit).where(eq(audit.subject, number));
		expect(log.at(-2)).toMatchObject({ action: 'report.urgent-off', reason: off.reason });
	});

	test('who answers has had no part in the case: the same officer may review it later', async () => {
		const { number } = await portal.report(danger());
		await answer(portal, 'beipiao-handler', number);
		const { historyOf } = await import('../../../../api/report/history.ts');
		const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
		if (!row) throw new Error('the report is gone');
		const { alarms: seen } = await get('city', `reports/${number}`);
		const [alarm] = await portal.staff.db.read.select().from(alarmReports).where(eq(alarmReports.alarmId, seen[0].id));
		expect((await historyOf(portal.staff.db.read, row)).tookPart(alarm?.answeredById ?? '')).toBe(false);
	});
});

describe('the console', () => {
	test('counts for each officer the alarms within reach, and the figure opens the list it counts', async () => {
		await portal.report(danger({ pondId }));
		await portal.report(danger({ pondId }));
		await portal.report(danger({ location: { adcode: lingyuan, town: '三家子乡', place: '村北' } }));
		expect([await open('beipiao'), await open('lingyuan'), await open('jianping'), await open('city')]).toEqual([
			1, 1, 0, 2,
		]);
		for (const [username, query] of [
			['beipiao', ''],
			['city', ''],
			['city', `county=${lingyuan}`],
		] as const) {
			const { alarms: figure } = await get(username, `dashboard?${query}`);
			expect((await get(username, `reports?view=alarms&${query}`)).total).toBe(figure.reports);
		}
		expect((await get('city', `dashboard?county=${lingyuan}`)).alarms).toMatchObject({ alarms: 1, reports: 1 });
		expect((await portal.call('GET', 'api/staff/alarms', { as: await portal.signIn('auditor') })).status).toBe(403);
	});
});

test('a restart goes on where the alarm stood, with one call for all the time that was lost', async () => {
	const { number } = await portal.report(danger());
	await wait(portal, 10);
	const { dataDir } = portal;
	await portal.close();
	const again = await openTestPortal({}, { content: roster, dataDir });
	again.setNow('2027-02-05T19:00:00Z');
	await again.alarmEscalation.run();
	await again.alarmEscalation.run();
	expect(await callsOf(again)).toEqual(['211381 值班员', '211381 带班领导', '211300 市值班员']);
	expect((await answer(again, 'beipiao', number)).status).toBe(204);
	await wait(again, 30);
	expect(await callsOf(again)).toHaveLength(3);
	portal = again;
});

test('the running portal looks at its alarms by itself', async () => {
	await portal.report(danger());
	portal.setNow('2027-02-05T15:25:00Z');
	portal.alarmEscalation.start(5);
	await expect.poll(() => callsOf(portal)).toEqual(['211381 值班员', '211381 带班领导']);
});
