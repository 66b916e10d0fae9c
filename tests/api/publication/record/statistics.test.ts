import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeStatistics } from '../../../../api/publication/record/write-statistics.ts';
import { MonthStatistics, onTimeRate } from '../../../../content/schema/statistics.ts';
import { aConclusion, openTestPortal, type TestPortal } from '../../portal.ts';

const beipiao = 211381;
let portal: TestPortal;
let record: string;

beforeEach(async () => {
	portal = await openTestPortal();
	record = join(portal.dataDir, 'record');
});
afterEach(() => portal.remove());

/** The published figures of one county in one month. */
function figures(month: string, adcode = beipiao) {
	const file = MonthStatistics.parse(load(readFileSync(join(record, 'statistics', `${month}.yaml`), 'utf8')));
	const found = file.counties.find((county) => county.adcode === adcode);
	if (!found) throw new Error(`no figures of ${adcode} in ${month}`);
	return found;
}

/** Takes a report from receipt to an answer on one day. */
async function conclude(number: string, outcome: string): Promise<void> {
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', { officers: '甲某\n乙某' });
	const { status, json } = await portal.move('beipiao', number, 'conclude', aConclusion(outcome));
	if (status !== 200) throw new Error(JSON.stringify(json));
}

describe('the public figures', () => {
	test('count a finished month by the month of receipt, in the time of Shanghai', async () => {
		portal.setNow('2026-03-31T15:59:00Z'); // 23:59 in Shanghai: still March
		const inTime = await portal.report();
		portal.setNow('2026-03-31T16:01:00Z'); // 00:01 in Shanghai: April
		await portal.report();
		portal.setNow('2026-03-31T15:30:00Z');
		await portal.report(); // never answered
		await portal.report({ location: { place: '县区不清楚的地方' } });
		const awaited = await portal.report();
		portal.setNow('2026-04-10T02:00:00Z');
		const as = await portal.signIn('beipiao');
		const body = { text: '请补充地点。', askForMore: true };
		await portal.call('POST', `api/staff/reports/${awaited.number}/messages`, { as, body }); // its clock stands still
		portal.setNow('2026-04-20T02:00:00Z');
		await conclude(inTime.number, 'substantiated');
		portal.setNow('2026-06-20T02:00:00Z');
		expect(await writeStatistics(portal.intake, record)).toBe(true);

		expect(readdirSync(join(record, 'statistics'))).toEqual(['2026-03.yaml', '2026-04.yaml', '2026-05.yaml']);
		expect(figures('2026-03')).toEqual({
			adcode: beipiao,
			received: 3,
			accepted: 1,
			answered: 1,
			onTime: 1,
			overdueOpen: 1,
			concluded: 1,
			substantiated: 1,
			rated: 0,
		});
		expect(onTimeRate(figures('2026-03'))).toBe(0.5);
		expect(figures('2026-04').received).toBe(1);
		// What nobody placed yet counts with the city.
		expect(figures('2026-03', 211300).received).toBe(1);
	});

	test('leave the running month out, and change nothing while nothing changed', async () => {
		portal.setNow('2026-03-10T02:00:00Z');
		await portal.report();
		portal.setNow('2026-03-31T02:00:00Z');
		expect(await writeStatistics(portal.intake, record)).toBe(false);
		expect(existsSync(join(record, 'statistics'))).toBe(false);
		portal.setNow('2026-04-01T02:00:00Z');
		expect(await writeStatistics(portal.intake, record)).toBe(true);
		portal.setNow('2026-04-02T02:00:00Z');
		expect(await writeStatistics(portal.intake, record)).toBe(false);
	});

	test('hide the satisfaction of a few, which could show what one reporter thought', async () => {
		portal.setNow('2026-03-10T02:00:00Z');
		const receipts = [];
		for (let i = 0; i < 5; i++) receipts.push(await portal.report());
		for (const { number } of receipts) await conclude(number, 'partly');
		const rate = ({ number, secret }: { number: string; secret: string }, score: number) =>
			portal.call('POST', 'api/reports/track/rating', { body: { number, secret, score } });
		for (const receipt of receipts.slice(0, 4)) await rate(receipt, 5);
		portal.setNow('2026-04-01T02:00:00Z');
		await writeStatistics(portal.intake, record);
		expect(figures('2026-03')).toMatchObject({ rated: 4 });
		expect(figures('2026-03').satisfaction).toBeUndefined();
		for (const receipt of receipts.slice(4)) await rate(receipt, 2);
		await writeStatistics(portal.intake, record);
		expect(figures('2026-03')).toMatchObject({ rated: 5, satisfaction: 4.4 });
	});
});
