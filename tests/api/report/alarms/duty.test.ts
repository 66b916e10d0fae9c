import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { dutyAt, dutyGaps } from '../../../../api/report/alarms/duty.ts';
import { dutyWarnings } from '../../../../api/report/alarms/duty-warnings.ts';
import { Duty } from '../../../../content/schema/alarms.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { beipiao, callsOf, city, danger, onDuty, withDuty } from './alarms.ts';

const post = (role: string) => [{ unit: '211381-emergency', role, sms: '0421-0000000' }];
const duty = Duty.parse([
	{
		adcode: beipiao,
		shifts: [
			{ name: '春节', from: '2027-02-05', to: '2027-02-12', call: post('春节值班员') },
			{ name: '白天', days: [1, 2, 3, 4, 5], hours: '08:30-17:30', call: post('白天值班员') },
			{ name: '夜间', days: [1, 2, 3, 4, 5], hours: '17:30-08:30', call: post('夜间值班员') },
			{ name: '周末', days: [6, 7], call: post('周末值班员') },
		],
	},
]);
/** Who is on duty at a time in Asia/Shanghai. */
const at = (time: string) => dutyAt({ duty }, beipiao, new Date(`${time}+08:00`)).map(({ role }) => role);

describe('who is on duty', () => {
	test.each([
		['a Monday morning', '2027-03-01T08:30:00', ['白天值班员']],
		['the minute in which the night begins', '2027-03-01T17:30:00', ['夜间值班员']],
		['after midnight the shift of the evening before', '2027-03-02T02:00:00', ['夜间值班员']],
		['Saturday before dawn still the Friday night', '2027-03-06T03:00:00', ['夜间值班员']],
		['Saturday at noon', '2027-03-06T12:00:00', ['周末值班员']],
		['New Year’s Eve at night', '2027-02-05T23:59:00', ['春节值班员']],
		['the last day of the holiday', '2027-02-12T23:59:00', ['春节值班员']],
	])('%s', (_what, time, roles) => {
		expect(at(time)).toEqual(roles);
	});

	test('of a county without a roster is nobody', () => {
		expect(dutyAt({ duty }, 211382, new Date())).toEqual([]);
	});

	test('has gaps where the roster leaves hours out: Monday before dawn, when the weekend is over', () => {
		const gaps = dutyGaps({ ...content, duty }, new Date('2027-03-01T00:00:00Z'));
		expect(gaps.find(({ adcode }) => adcode === beipiao)).toEqual({ adcode: beipiao, always: false });
		expect(gaps.find(({ adcode }) => adcode === 211382)).toEqual({ adcode: 211382, always: true });
		expect(at('2027-03-08T03:00:00')).toEqual([]);
	});

	test('is somebody at every hour in the sample, which says that it is made up', () => {
		expect(dutyGaps(content, new Date('2026-12-01T00:00:00Z'))).toEqual([]);
		expect(content.duty.every(({ demo }) => demo)).toBe(true);
	});
});

describe('a roster that is missing', () => {
	let portal: TestPortal;
	afterEach(() => portal.remove());
	const seen = async (username: string) =>
		(await portal.call('GET', 'api/staff/alarms', { as: await portal.signIn(username) })).json;

	test('costs no time: the city is called at once, and the case says which roster is unset', async () => {
		portal = await openTestPortal({}, { content: withDuty({ [city]: [onDuty(city, '市值班员')] }) });
		const { number, alarm } = await portal.report(danger());
		expect(await callsOf(portal)).toEqual(['211381 未配置', '211300 市值班员']);
		expect(alarm?.called).toMatchObject([{ office: '朝阳市应急管理局' }]);
		const as = await portal.signIn('beipiao');
		const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
		expect(json.alarms[0].calls).toMatchObject([{ area: '北票市', office: null }, { area: '朝阳市' }]);
	});

	test('is said on every page of the console to whom it concerns, in the log, and at the start', async () => {
		portal = await openTestPortal({}, { content: withDuty({ [city]: [onDuty(city, '市值班员')] }) });
		expect((await seen('beipiao')).unmanned).toEqual(['北票市']);
		expect((await seen('city')).unmanned).toHaveLength(content.units.counties.length);
		const log = readFileSync(join(portal.dataDir, 'log', 'portal.log'), 'utf8');
		expect(log).toContain(`"event":"duty.unmanned","adcode":${beipiao},"always":true`);
		const none = { sms: undefined, call: undefined, secret: undefined } as Parameters<typeof dutyWarnings>[1];
		expect(dutyWarnings({ ...portal.staff, demo: false }, none)).toEqual([
			expect.stringMatching(/^值班安排未配置：北票市、.+。险情警报不能通知.+duty\.yaml 中填写。$/),
			'值班安排中有短信号码，但没有设置 SMS_WEBHOOK_URL，险情短信不能发出。',
		]);
	});

	test('of the city, too, leaves the alarm open and loud, and promises the reporter nobody', async () => {
		portal = await openTestPortal({}, { content: withDuty({}) });
		const sent = await portal.report(danger());
		expect(sent.alarm?.called).toEqual([]);
		expect(await seen('beipiao')).toMatchObject({ alarms: 1, unmanned: ['朝阳市', '北票市'] });
	});
});
