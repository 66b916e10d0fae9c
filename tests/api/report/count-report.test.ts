import { and, eq, ne, sum } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { thePortal } from '../../../api/permission/actor.ts';
import { type Counted, countScore, linesOf } from '../../../api/report/count-report.ts';
import { recordEvent } from '../../../api/report/record-event.ts';
import { ratings, reports, tallies } from '../../../db/schema/reports.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

const open: Counted = {
	adcode: 211381,
	unitId: 'office',
	status: 'accepted',
	outcome: null,
	town: '东官营镇',
	receivedAt: '2026-03-31T16:30:00.000Z',
	acceptedAt: '2026-04-02T01:00:00.000Z',
	concludedAt: null,
	extendedUntil: null,
	replyBy: '2026-05-30',
	objections: 0,
};
const lines = (changes: Partial<Counted>) =>
	linesOf({ ...open, ...changes }).map(({ kind, value }) => `${kind} ${value}`);

describe('what a report counts as', () => {
	test('by the calendar of Shanghai: half past midnight of the first of April is April', () => {
		expect(lines({})).toEqual([
			'status accepted',
			'received 2026-04',
			'town 东官营镇',
			'town-open 东官营镇',
			'accepted ',
		]);
	});

	test('in time up to the end of the last day, late from the minute after', () => {
		const concluded = { status: 'concluded', outcome: 'partly' } as const;
		const last = lines({ ...concluded, concludedAt: '2026-05-30T15:59:00.000Z' });
		expect(last).toContain('answered on-time');
		expect(last).toContain('outcome partly');
		const after = { ...concluded, concludedAt: '2026-05-30T16:00:00.000Z' };
		expect(lines(after)).toContain('answered late');
		expect(lines({ ...after, extendedUntil: '2026-06-29' })).toContain('answered on-time');
	});

	test('of the city’s queue while it has no county, and no longer as open once it is merged', () => {
		expect(linesOf({ ...open, adcode: null })[0]).toMatchObject({ adcode: 0, unit: 'office', count: 1 });
		expect(lines({ status: 'merged' }).filter((line) => line.startsWith('town-open'))).toEqual([]);
	});
});

describe('counts in the database', () => {
	let portal: TestPortal;
	beforeAll(async () => {
		portal = await openTestPortal();
	});
	afterAll(() => portal.remove());

	test('follow a report and its score to another county, and leave nothing behind', async () => {
		const { number } = await portal.report();
		const { db } = portal.staff;
		const [report] = await db.read.select().from(reports).where(eq(reports.number, number));
		if (!report) throw new Error('no report');
		const moved = await db.write(async (tx) => {
			await tx.insert(ratings).values({ reportId: report.id, at: report.receivedAt, score: 4, sealedText: null });
			await countScore(tx, report, 4);
			const changes = { adcode: 211382, unitId: '211382-natural-resources' };
			return recordEvent(tx, portal.staff, report, { move: 'assign', actor: thePortal, changes });
		});
		const { adcode, unit, kind, value } = tallies;
		const total = sum(tallies.count).mapWith(Number);
		const stored = await db.read
			.select({ adcode, unit, kind, value, count: total })
			.from(tallies)
			.groupBy(adcode, unit, kind, value)
			.having(ne(total, 0));
		const expected = [...linesOf(moved), { adcode: 211382, unit: moved.unitId, kind: 'score', value: '4', count: 1 }];
		expect(stored.map((line) => JSON.stringify(Object.values(line))).sort()).toEqual(
			expected.map((line) => JSON.stringify([line.adcode, line.unit, line.kind, line.value, line.count])).sort(),
		);
		const [old] = await db.read
			.select({ count: total })
			.from(tallies)
			.where(and(eq(tallies.adcode, 211381), eq(tallies.kind, 'score')));
		expect(old?.count).toBe(0);
	});
});
