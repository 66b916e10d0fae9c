import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDay } from '../../../../api/publication/record/new-day.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterEach(() => portal.remove());

const kinds = async () => {
	const rows = await portal.intake.db.read.select().from(outbox).orderBy(asc(outbox.kind));
	return rows.map(({ kind }) => kind);
};

test('each day asks once for figures and pages, however often it is looked at', async () => {
	portal.setNow('2026-11-24T15:30:00Z');
	await newDay(portal.intake);
	await newDay(portal.intake);
	expect(await kinds()).toEqual(['site.rebuild', 'statistics.write']);
});

test('a day begins at midnight in Shanghai', async () => {
	portal.setNow('2026-11-24T15:59:00Z');
	await newDay(portal.intake);
	portal.setNow('2026-11-24T16:00:00Z');
	await newDay(portal.intake);
	expect(await kinds()).toHaveLength(4);
});
