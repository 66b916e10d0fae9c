import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addByPasses } from '../../../../api/report/by-pass/by-passes.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { fieldsOf } from '../../handling/cases.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { answer, beipiao, callsOf, danger, lingyuan, roster, wait } from './alarms.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { content: roster });
	portal.setNow('2027-02-06T18:30:00Z');
});
afterEach(() => portal.remove());

const get = async (username: string, path: string) =>
	portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) });
const open = async (username: string): Promise<number> => (await get(username, 'alarms')).json.alarms;
const retaliated = ({ number, secret }: { number: string; secret: string }) =>
	portal.call('POST', 'api/reports/track/retaliation', { body: { number, secret, text: '昨天有人到家里来威胁。' } });
const pondId = content.ponds.find(({ adcode }) => adcode === beipiao)?.id;
/** Every office that a job of an alarm is left for. */
async function jobsFor(): Promise<string[]> {
	const rows = await portal.staff.db.read.select().from(outbox);
	return [...new Set(rows.flatMap(({ payload }) => ('callId' in payload ? payload.unitId : [])))];
}

describe('a case that by-passes its county', () => {
	test('goes straight to the city’s duty office, and never to the county, however long nobody answers', async () => {
		const sent = await portal.report(danger({ avoidCounty: true }));
		expect(sent.alarm?.called.map(({ office }) => office)).toEqual(['朝阳市应急管理局']);
		await wait(portal, 120);
		expect(new Set(await callsOf(portal))).toEqual(new Set(['211300 市值班员']));
		expect(await jobsFor()).toEqual(['211300-emergency']);
		expect([await open('beipiao'), await open('city')]).toEqual([0, 1]);
		expect((await answer(portal, 'beipiao', sent.number)).status).toBe(404);
	});

	test('joins no alarm of the county, and the county’s own of the same place is one report as before', async () => {
		const own = await portal.report(danger({ pondId }));
		await portal.report(danger({ pondId, avoidCounty: true }));
		const { json } = await get('beipiao', `reports/${own.number}`);
		expect(json.alarms[0].others).toEqual([]);
		expect([await open('beipiao'), await open('city')]).toEqual([1, 2]);
	});

	test('with two counties by-passed but its own goes to its own, and to neither of them', async () => {
		await portal.report(danger({ avoidCounties: [lingyuan] }));
		await wait(portal, 60);
		expect(new Set(await callsOf(portal))).toEqual(new Set(['211381 值班员', '211381 带班领导', '211300 市值班员']));
		expect(await open('lingyuan')).toBe(0);
	});
});

describe('a case that comes to by-pass its county while the alarm is open', () => {
	test('stops the county’s alarm at that moment: no further call, nothing to see, and the city is called', async () => {
		const sent = await portal.report(danger());
		expect(await callsOf(portal)).toEqual(['211381 值班员']);
		await retaliated(sent);
		expect((await callsOf(portal)).slice(1)).toEqual(['211300 市值班员']);
		await wait(portal, 120);
		expect(await callsOf(portal)).not.toContain('211381 带班领导');
		for (const username of ['beipiao', 'beipiao-handler', 'beipiao-approver']) {
			expect(await open(username)).toBe(0);
			expect((await get(username, 'reports?view=alarms')).json.total).toBe(0);
			expect((await answer(portal, username, sent.number)).status).toBe(404);
		}
		expect(await open('city')).toBe(1);
		// What was still queued for the county is not sent either.
		await portal.delivery.run();
		const left = await portal.staff.db.read.select().from(outbox).where(eq(outbox.kind, 'alarm.sms'));
		const rows = left.filter(({ payload }) => 'unitId' in payload && payload.unitId === '211381-emergency');
		expect(rows.map(({ lastError }) => lastError)).toEqual(['线索已转其他单位，不再通知']);
		expect(
			(await get('city', `reports/${sent.number}`)).json.alarms.map(({ state }: { state: string }) => state),
		).toEqual(['open', 'left']);
	});

	test('leaves the others of its alarm as they were, of which it is no longer one', async () => {
		const own = await portal.report(danger({ pondId }));
		const other = await portal.report(danger({ pondId }));
		await retaliated(other);
		const { json } = await get('beipiao', `reports/${own.number}`);
		expect(json.alarms).toMatchObject([{ state: 'open', others: [] }]);
		expect(JSON.stringify(json)).not.toContain(other.number);
		await answer(portal, 'beipiao', own.number);
		expect(await open('city')).toBe(1);
		expect((await get('city', `reports/${other.number}`)).json.alarmSince).not.toBeNull();
	});

	test('is called out to nobody of the county even if only the set of by-passes says so', async () => {
		const sent = await portal.report(danger());
		await portal.staff.db.write(async (tx) => {
			const [row] = await tx.select().from(reports);
			await addByPasses(tx, portal.staff, row?.id ?? '', { adcodes: [beipiao], cause: 'asked' });
		});
		await wait(portal, 60);
		expect(await callsOf(portal)).not.toContain('211381 带班领导');
		expect(sent.number).toMatch(/^\d{12}$/);
	});
});

describe('a case that changes hands', () => {
	test('of which the county is unclear calls the city, and the county as soon as the city has placed it', async () => {
		const { number } = await portal.report(danger({ location: { place: '老矿后山' } }));
		expect(await callsOf(portal)).toEqual(['211300 市值班员']);
		expect(await open('lingyuan')).toBe(0);
		expect((await portal.move('city', number, 'assign', fieldsOf('assign'))).status).toBe(200);
		expect((await callsOf(portal)).slice(1)).toEqual(['211382 值班员']);
		expect([await open('lingyuan'), await open('city')]).toEqual([1, 1]);
	});

	test('calls the county that gets it also where another has answered already', async () => {
		const { number } = await portal.report(danger());
		await answer(portal, 'beipiao', number);
		await portal.move('beipiao', number, 'object', fieldsOf('object'));
		await portal.move('city', number, 'assign', fieldsOf('assign'));
		expect(await callsOf(portal)).toEqual(['211381 值班员', '211382 值班员']);
		expect([await open('beipiao'), await open('lingyuan')]).toEqual([0, 1]);
	});

	test('to another department of the same county calls nobody anew', async () => {
		const { number } = await portal.report(danger());
		await portal.move('beipiao', number, 'transfer', fieldsOf('transfer'));
		expect(await callsOf(portal)).toHaveLength(1);
		expect(await open('beipiao')).toBe(1);
	});
});

describe('a by-passed report of a pond', () => {
	/** Of the same pond, but in words that the city has to place first. */
	const unplaced = { pondId, location: { adcode: beipiao, place: '刀尔登镇村北' } };

	test('is joined by no ordinary one that the city has first and the county later', async () => {
		await portal.report(danger({ pondId, avoidCounty: true }));
		await wait(portal, 20);
		const sent = await portal.report(danger(unplaced));
		expect(sent.status).toBe('received');
		expect(await open('city')).toBe(2);
		await portal.move('city', sent.number, 'assign', { unit: '211381-emergency', reason: '经核对在北票市' });
		const { json } = await get('beipiao', `reports/${sent.number}`);
		expect(json.alarms).toHaveLength(2);
		for (const alarm of json.alarms) {
			expect(alarm).toMatchObject({ raisedAt: json.receivedAt, others: [] });
			for (const { at } of alarm.calls) expect(at >= json.receivedAt).toBe(true);
		}
		expect(JSON.stringify(json.timeline)).not.toMatch(/并入|alarm-join/);
	});

	test('lets a probe of the same kind learn nothing, whether it was answered, is open, or never was', async () => {
		const track = async ({ number, secret }: { number: string; secret: string }) =>
			(await portal.call('POST', 'api/reports/track', { body: { number, secret } })).json;
		const answers = [];
		for (const state of ['none', 'open', 'answered']) {
			const earlier = state === 'none' ? null : await portal.report(danger({ pondId, avoidCounty: true }));
			await wait(portal, 5);
			if (state === 'answered' && earlier) await answer(portal, 'city', earlier.number);
			const probe = await portal.report(danger({ pondId, avoidCounty: true }));
			const at = portal.staff.now().toISOString();
			const { alarm, timeline } = await track(probe);
			expect(alarm).toEqual(probe.alarm);
			answers.push(JSON.stringify([alarm, timeline]).replaceAll(at, 'now'));
			await wait(portal, 100);
		}
		expect(new Set(answers).size).toBe(1);
		expect(answers[0]).toContain('"answeredAt":null');
	});

	test('that comes to by-pass the county later leaves the alarm it shared with others at the city', async () => {
		const ordinary = await portal.report(danger(unplaced));
		const other = await portal.report(danger(unplaced));
		expect(await open('city')).toBe(1);
		await retaliated(other);
		expect(await open('city')).toBe(2);
		expect((await get('city', `reports/${ordinary.number}`)).json.alarms).toMatchObject([
			{ state: 'open', others: [] },
		]);
		await wait(portal, 3);
		const third = await portal.report(danger(unplaced));
		expect((await get('city', `reports/${third.number}`)).json.alarms[0].others).toEqual([ordinary.number]);
	});

	test('that stood alone in its alarm at the city is joined by nobody from then on', async () => {
		const sent = await portal.report(danger(unplaced));
		await retaliated(sent);
		await portal.report(danger(unplaced));
		expect(await open('city')).toBe(2);
	});
});
