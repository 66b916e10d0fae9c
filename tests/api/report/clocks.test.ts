import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endWaiting } from '../../../api/handling/moves/end-waiting.ts';
import { endOf } from '../../../api/report/clocks.ts';
import { addWorkdays, isWorkday, unknownYears, workdaysBetween } from '../../../api/report/workdays.ts';
import { addDays, dayOf, startOf } from '../../../content/facts/time.ts';
import { aCase, fieldsOf } from '../handling/cases.ts';
import { content, openTestPortal, type TestPortal } from '../portal.ts';

describe('working days of the State Council’s calendar', () => {
	// 国务院办公厅 announcements for 2024, 2025 and 2026: [first day off, last day off, make-up workdays].
	const holidays: Array<[name: string, from: string, to: string, worked: string[]]> = [
		['Spring Festival 2024', '2024-02-10', '2024-02-17', ['2024-02-04', '2024-02-18']],
		['Tomb Sweeping 2024', '2024-04-04', '2024-04-06', ['2024-04-07']],
		['Labour Day 2024', '2024-05-01', '2024-05-05', ['2024-04-28', '2024-05-11']],
		['National Day 2024', '2024-10-01', '2024-10-07', ['2024-09-29', '2024-10-12']],
		['Spring Festival 2025', '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']],
		['Labour Day 2025', '2025-05-01', '2025-05-05', ['2025-04-27']],
		['National Day 2025', '2025-10-01', '2025-10-08', ['2025-09-28', '2025-10-11']],
		['New Year 2026', '2026-01-01', '2026-01-03', ['2026-01-04']],
		['Spring Festival 2026', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
		['Labour Day 2026', '2026-05-01', '2026-05-05', ['2026-05-09']],
		['National Day 2026', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
	];
	test.each(holidays)('%s: %s to %s is off, %j are worked', (_name, from, to, worked) => {
		for (let day = from; day <= to; day = addDays(day, 1)) expect([day, isWorkday(content, day)]).toEqual([day, false]);
		for (const day of worked) expect([day, isWorkday(content, day)]).toEqual([day, true]);
	});

	test('five working days over a long holiday, a month’s end and a leap day', () => {
		expect(addWorkdays(content, '2026-09-29', 5)).toBe('2026-10-12');
		expect(addWorkdays(content, '2024-02-08', 5)).toBe('2024-02-21');
		expect(addWorkdays(content, '2024-02-27', 3)).toBe('2024-03-01');
		expect(workdaysBetween(content, '2026-04-29', '2026-05-09')).toBe(5);
	});

	test('a year of content/rules/holidays.yaml replaces the built-in one; an unknown one counts Monday to Friday', () => {
		const basis = '通知';
		const announced = { holidays: [{ year: 2027, basis, off: ['2027-01-01'], worked: ['2027-01-03'] }] };
		expect(isWorkday(announced, '2027-01-01')).toBe(false);
		expect(isWorkday(announced, '2027-01-03')).toBe(true);
		expect(isWorkday({ holidays: [] }, '2027-01-01')).toBe(true);
		expect(unknownYears({ holidays: [] }, '2026-11-24')).toEqual([2027]);
		expect(unknownYears(announced, '2026-11-24')).toEqual([]);
	});

	test('is the same whatever time zone the machine is in', () => {
		const script = `
			const { isWorkday } = await import('./api/report/workdays.ts');
			process.stdout.write(['2026-05-09', '2026-05-01', '2026-11-21', '2026-11-23'].map((day) => isWorkday({ holidays: [] }, day)).join());`;
		for (const TZ of ['America/New_York', 'Pacific/Kiritimati']) {
			const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
				env: { ...process.env, TZ },
			});
			expect(output.toString()).toBe('true,false,false,true');
		}
	});
});

describe('days', () => {
	test('begin at midnight in Asia/Shanghai', () => {
		expect(dayOf(new Date('2026-03-31T15:59:59.999Z'))).toBe('2026-03-31');
		expect(dayOf(new Date('2026-03-31T16:00:00.000Z'))).toBe('2026-04-01');
		expect(startOf('2026-04-01')).toBe('2026-03-31T16:00:00.000Z');
	});

	test.each([
		['accept', '2026-01-31', '2026-02-15'],
		['reply', '2026-12-31', '2027-03-01'],
		['extension', '2024-01-30', '2024-02-29'],
		['penalty', '2025-11-30', '2026-02-28'],
		['service', '2026-02-25', '2026-03-04'],
	] as const)('%s from %s ends on %s', (id, from, by) => {
		expect(endOf(content, id, from)).toBe(by);
	});
});

describe('waiting for the reporter', () => {
	let portal: TestPortal;
	beforeAll(async () => {
		portal = await openTestPortal();
	});
	afterEach(() => portal.setNow(null));
	afterAll(() => portal.remove());

	const seen = async (number: string) =>
		(await portal.call('GET', `api/staff/reports/${number}`, { as: await portal.signIn('beipiao') })).json;
	const ask = async (number: string) => {
		const body = { text: '请补充地点。', askForMore: true };
		return portal.call('POST', `api/staff/reports/${number}/messages`, { as: await portal.signIn('beipiao'), body });
	};

	test('stops the clock; the answer moves every day still owed by the days waited', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number, secret } = await portal.report();
		portal.setNow('2026-03-11T02:00:00Z');
		await ask(number);
		portal.setNow('2026-03-21T02:00:00Z');
		expect((await seen(number)).due).toMatchObject({ by: '2026-03-16', daysLeft: 5, overdue: false });
		expect((await seen(number)).clocks.map(({ state }: { state: string }) => state)).toEqual(['paused', 'paused']);
		const as = await portal.signIn('beipiao');
		expect((await portal.call('GET', 'api/staff/reports?view=overdue', { as })).json.total).toBe(0);

		await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '在村北。' } });
		expect((await seen(number)).due).toMatchObject({ by: '2026-03-26', daysLeft: 5 });
		const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(json).toMatchObject({ acceptBy: '2026-03-26', replyBy: '2026-05-10' });
	});

	test('does not hide what was overdue before', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number } = await portal.report();
		portal.setNow('2026-03-20T02:00:00Z');
		await ask(number);
		portal.setNow('2026-03-30T02:00:00Z');
		expect((await seen(number)).due).toMatchObject({ daysLeft: -4, overdue: true });
		const { json } = await portal.call('GET', 'api/staff/reports?view=overdue', { as: await portal.signIn('beipiao') });
		expect(json.items.map((item: { number: string }) => item.number)).toContain(number);
		expect((await portal.move('beipiao', number, 'resume')).status).toBe(200);
		expect((await seen(number)).due).toMatchObject({ by: '2026-03-26', daysLeft: -4 });
	});

	test('ends by itself where the reporter never answers, and then counts as late', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number } = await portal.report();
		await ask(number);
		portal.setNow('2026-03-15T02:00:00Z');
		await endWaiting(portal.staff);
		expect(await seen(number)).toMatchObject({ waiting: true });
		portal.setNow('2026-04-10T02:00:00Z');
		await endWaiting(portal.staff);
		expect(await seen(number)).toMatchObject({ waiting: false, due: { by: '2026-03-31', overdue: true } });
	});

	test('a late answer moves nothing by more than one waiting may take', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number, secret } = await portal.report();
		await ask(number);
		portal.setNow('2026-06-01T02:00:00Z');
		await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '在村北。' } });
		expect((await seen(number)).due).toMatchObject({ by: '2026-03-31', overdue: true });
	});

	test('is granted twice; asked a third time, the clock goes on', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number, secret } = await portal.report();
		for (const waits of [true, true, false]) {
			await ask(number);
			expect((await seen(number)).waiting).toBe(waits);
			await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '在村北。' } });
		}
	});

	test('ends when the case goes on', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number } = await portal.report();
		await ask(number);
		portal.setNow('2026-03-04T02:00:00Z');
		await portal.move('beipiao', number, 'accept');
		expect(await seen(number)).toMatchObject({ waiting: false, due: { id: 'reply', by: '2026-05-03' } });
	});

	test('the law’s clocks start with 立案 and with the decision, and do not wait', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number } = await aCase(portal, 'investigating');
		await portal.move('beipiao', number, 'file', { documentNumber: '立〔2026〕1号', filedOn: '2026-02-28' });
		const clock = async (id: string) => (await seen(number)).clocks.find((each: { id: string }) => each.id === id);
		await ask(number);
		expect(await clock('penalty')).toMatchObject({ by: '2026-05-29', state: 'running' });
		portal.setNow('2026-03-20T02:00:00Z');
		const tomorrow = { documentNumber: '罚〔2026〕1号', decidedOn: '2026-03-21' };
		expect((await portal.move('beipiao', number, 'penalise', tomorrow)).json.errors).toMatchObject([
			{ path: 'decidedOn' },
		]);
		await portal.move('beipiao', number, 'penalise', { ...tomorrow, decidedOn: '2026-03-20' });
		expect(await clock('penalty')).toMatchObject({ state: 'met' });
		expect(await clock('service')).toMatchObject({ by: '2026-03-27', state: 'running' });
		portal.setNow('2026-03-30T02:00:00Z');
		await portal.move('beipiao', number, 'serve', { servedOn: '2026-03-30' });
		expect(await clock('service')).toMatchObject({ state: 'missed' });
	});

	test('a review begun in time is not late for having been asked', async () => {
		portal.setNow('2026-03-01T02:00:00Z');
		const { number, secret } = await aCase(portal, 'concluded');
		portal.setNow('2026-03-25T02:00:00Z');
		await portal.call('POST', 'api/reports/track/review', { body: { number, secret, reason: '请再核查一次。' } });
		portal.setNow('2026-03-28T02:00:00Z');
		const reply = { reply: '决定重新核查。' };
		await portal.move('beipiao-handler', number, 'reopen', { ...fieldsOf('reopen'), ...reply });
		expect((await seen(number)).due).toMatchObject({ id: 'reply', by: '2026-04-30', overdue: false });
	});
});
