import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../api/audit/faults.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { forge, intrude, lengthOf, work } from './intruder.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
	portal.setNow('2026-03-01T02:00:00Z');
	await work(portal, 40);
});
afterEach(() => portal.remove());

const faults = async () => (await portal.auditWatch.verify())?.faults;
const raised = () => portal.staff.db.read.select().from(alerts);
const hoursLater = (hours: number) =>
	portal.setNow(new Date(portal.staff.now().getTime() + hours * 3_600_000).toISOString());

/** The same data under a new process: what the old one had in memory is gone. */
async function restart(): Promise<void> {
	const { dataDir } = portal;
	const now = portal.staff.now().toISOString();
	await portal.close();
	portal = await openTestPortal({}, { accounts: false, dataDir });
	portal.setNow(now);
}

describe('a log that nobody touched', () => {
	test('is found whole, with its length and its head', async () => {
		const verdict = await portal.auditWatch.verify();
		expect(verdict).toMatchObject({ full: true, count: 40, faults: [], head: { seq: 40 } });
		expect(portal.auditWatch.state()).toMatchObject({
			running: null,
			at: '2026-03-01T02:00:00.000Z',
			rows: 40,
			faults: [],
			failed: false,
		});
		expect(await raised()).toEqual([]);
	});

	test('is found whole from hour to hour, on the next day and after a restart', async () => {
		for (const hours of [1, 1, 24, 48]) {
			await portal.auditWatch.everyHour();
			await work(portal, 3);
			hoursLater(hours);
		}
		await restart();
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state()).toMatchObject({
			faults: [],
			notedDay: '2026-03-04',
			rows: (await lengthOf(portal)) - 1,
		});
	});

	test('lets other requests through while it is verified, however long it is', async () => {
		await work(portal, 5000);
		let turns = 0;
		let over = false;
		const others = () => {
			turns += 1;
			if (!over) setImmediate(others);
		};
		setImmediate(others);
		expect(await portal.auditWatch.verify()).toMatchObject({ count: 5040, faults: [] });
		over = true;
		expect(turns).toBeGreaterThanOrEqual(25);
	});
});

describe('whoever holds the file of the database is seen when they', () => {
	test.each<[string, string, Fault[]]>([
		['change a row', "UPDATE audit SET actor_name = '别人' WHERE seq = 17", [{ kind: 'changed', from: 17, to: 17 }]],
		['change a reason', 'UPDATE audit SET reason = NULL WHERE seq = 1', [{ kind: 'changed', from: 1, to: 1 }]],
		['change a hash', "UPDATE audit SET hash = 'x' WHERE seq = 17", [{ kind: 'changed', from: 17, to: 18 }]],
		['take a row out of the middle', 'DELETE FROM audit WHERE seq = 17', [{ kind: 'missing', from: 17, to: 17 }]],
		['take the beginning away', 'DELETE FROM audit WHERE seq < 17', [{ kind: 'missing', from: 1, to: 16 }]],
		[
			'change one row and take others',
			"UPDATE audit SET at = '' WHERE seq = 5; DELETE FROM audit WHERE seq IN (20, 21)",
			[
				{ kind: 'changed', from: 5, to: 5 },
				{ kind: 'missing', from: 20, to: 21 },
			],
		],
		[
			'put a row before the first',
			'INSERT INTO audit SELECT 0, at, actor_id, actor_name, action, subject, reason, hash FROM audit WHERE seq = 1',
			[{ kind: 'changed', from: 0, to: 0 }],
		],
		[
			'renumber the rows behind a gap',
			'DELETE FROM audit WHERE seq = 38; UPDATE audit SET seq = seq - 1 WHERE seq > 38',
			[{ kind: 'changed', from: 38, to: 39 }],
		],
	])('%s', async (_what, statements, expected) => {
		await intrude(portal, ...statements.split('; '));
		expect(await faults()).toEqual(expected);
	});

	test('make the chain anew under another key', async () => {
		await forge(portal, 17);
		expect(await faults()).toEqual([{ kind: 'changed', from: 17, to: 40 }]);
	});

	test('have the key as well and make it anew: a head that was noted before is no longer there', async () => {
		await portal.auditWatch.everyHour();
		await forge(portal, 17, portal.staff.keys);
		await restart();
		expect(await faults()).toEqual([{ kind: 'cut', from: 1, to: 40 }]);
	});

	test.each(['and nothing was written since', 'and the portal wrote other rows in their place'])(
		'cut the end off, %s',
		async (since) => {
			await portal.auditWatch.everyHour();
			await work(portal, 20);
			hoursLater(24);
			await portal.auditWatch.everyHour();
			await intrude(portal, 'DELETE FROM audit WHERE seq > 50');
			await restart();
			if (since.includes('other rows')) await work(portal, 30);
			// The head of the first day still stands; that of the second does not.
			expect(await faults()).toEqual([{ kind: 'cut', from: 41, to: 61 }]);
		},
	);

	test('cut the end off between two hours, while the portal runs', async () => {
		await portal.auditWatch.everyHour();
		await work(portal, 20);
		await portal.auditWatch.everyHour();
		await intrude(portal, 'DELETE FROM audit WHERE seq > 50');
		await work(portal, 30);
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toEqual([
			'审计日志第 41 至 61 条中有记录被删除或者改写，与此前留存的末条校验值不符。',
		]);
	});
});

describe('each hour', () => {
	test('only what is new is looked at; a row changed long ago is seen with the new day', async () => {
		await portal.auditWatch.everyHour();
		await intrude(portal, "UPDATE audit SET actor_name = '别人' WHERE seq = 17");
		await work(portal, 2);
		hoursLater(1);
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state()).toMatchObject({ rows: 43, faults: [], fullAt: '2026-03-01T02:00:00.000Z' });
		await intrude(portal, "UPDATE audit SET actor_name = '别人' WHERE seq = 42");
		hoursLater(1);
		await work(portal, 2);
		await intrude(portal, "UPDATE audit SET actor_name = '别人' WHERE seq = 45");
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toEqual(['审计日志第 45 条与当初写入的内容不符。']);
		hoursLater(1);
		// While something is wrong, every hour looks at every row.
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toHaveLength(3);
		hoursLater(24);
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toHaveLength(3);
	});

	test('a broken log is logged each time, and raises one alert', async () => {
		await intrude(portal, 'DELETE FROM audit WHERE seq = 17');
		for (let hour = 0; hour < 3; hour++) {
			await portal.auditWatch.everyHour();
			hoursLater(1);
		}
		await restart();
		await portal.auditWatch.everyHour();
		expect(await raised()).toMatchObject([
			{
				kind: 'audit.broken',
				subject: '审计日志',
				adcode: null,
				forCity: false,
				text: expect.stringContaining('缺少第 17 条'),
			},
		]);
		await intrude(portal, 'DELETE FROM audit WHERE seq = 30');
		await portal.auditWatch.everyHour();
		expect(await raised()).toHaveLength(2);
	});

	test('a row that was put back as it was heals the log', async () => {
		await intrude(portal, "UPDATE audit SET reason = reason || '改' WHERE seq = 17");
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toHaveLength(1);
		await intrude(portal, "UPDATE audit SET reason = replace(reason, '改', '') WHERE seq = 17");
		await portal.auditWatch.everyHour();
		expect(portal.auditWatch.state().faults).toEqual([]);
	});
});

test('with a broken log the portal starts, takes reports, and says what is wrong to the auditor', async () => {
	await intrude(portal, 'DELETE FROM audit WHERE seq > 10 AND seq < 20');
	const { dataDir } = portal;
	await portal.close();
	portal = await openTestPortal({}, { dataDir });
	portal.hourly.start();
	const { number } = await portal.report();
	expect(number).toMatch(/^\d{12}$/);
	await portal.auditWatch.verify();
	const as = await portal.signIn('auditor');
	const { json } = await portal.call('GET', 'api/staff/audit', { as });
	expect(json.verification.faults).toEqual(['审计日志缺少第 11 至 19 条。']);
	const { json: raised } = await portal.call('GET', 'api/staff/alerts', { as });
	expect(raised.items).toMatchObject([{ kindName: '审计日志核验不通过', subject: '审计日志' }]);
});
