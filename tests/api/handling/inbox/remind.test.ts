import { and, isNotNull, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { remind } from '../../../../api/handling/inbox/remind.ts';
import { outbox } from '../../../../db/schema/delivery.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { fieldsOf } from '../cases.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
beforeEach(() => portal.staff.db.write(async (tx) => void (await tx.delete(outbox))));
afterAll(() => portal.remove());

/** Runs the reminders on a day; what they left for a report since, as news and unit. */
async function on(day: string, number: string): Promise<string[]> {
	portal.setNow(`${day}T01:00:00Z`);
	await remind(portal.staff);
	const rows = await portal.staff.db.read
		.select()
		.from(outbox)
		.where(and(isNotNull(outbox.once), like(outbox.payload, `%${number}%`)));
	const reminded = rows.flatMap(({ payload }) =>
		payload.kind === 'unit.notify' ? `${payload.news} ${payload.unitId}` : [],
	);
	return reminded.sort();
}
const unit = '211381-natural-resources';
const city = '211300-campaign-office';

test('a unit is reminded three days and one day before the end; overdue goes to the city by itself; each once', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number } = await portal.report();
	expect(await on('2026-03-12', number)).toEqual([]);
	expect(await on('2026-03-13', number)).toEqual([`due ${unit}`]);
	expect(await on('2026-03-13', number)).toHaveLength(1);
	expect(await on('2026-03-14', number)).toHaveLength(1);
	expect(await on('2026-03-15', number)).toEqual([`due ${unit}`, `due ${unit}`]);
	expect(await on('2026-03-16', number)).toHaveLength(2);
	expect(await on('2026-03-17', number)).toEqual([`due ${unit}`, `due ${unit}`, `overdue ${city}`, `overdue ${unit}`]);
	expect(await on('2026-03-20', number)).toHaveLength(4);
});

test('a day on which the portal stood still loses no reminder', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number } = await portal.report();
	expect(await on('2026-03-14', number)).toEqual([`due ${unit}`]);
	expect(await on('2026-03-30', number)).toEqual([`due ${unit}`, `overdue ${city}`, `overdue ${unit}`]);
});

test('nobody is reminded while the reporter is awaited, and the moved day counts afterwards', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number, secret } = await portal.report();
	portal.setNow('2026-03-10T02:00:00Z');
	const as = await portal.signIn('beipiao');
	await portal.call('POST', `api/staff/reports/${number}/messages`, {
		as,
		body: { text: '请补充。', askForMore: true },
	});
	expect(await on('2026-03-25', number)).toEqual([]);
	portal.setNow('2026-03-25T02:00:00Z');
	await portal.call('POST', 'api/reports/track/messages', { body: { number, secret, text: '补充如下。' } });
	// Received 1 March, due on the 16th, waited from the 10th to the 25th: due on the 31st.
	expect(await on('2026-03-27', number)).toEqual([]);
	expect(await on('2026-03-28', number)).toEqual([`due ${unit}`]);
});

test('a penalty that is not decided in time goes to the city', async () => {
	portal.setNow('2026-03-01T02:00:00Z');
	const { number } = await portal.report();
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', fieldsOf('investigate'));
	await portal.move('beipiao', number, 'file', { documentNumber: '立〔2026〕1号', filedOn: '2026-03-01' });
	await portal.move('beipiao-approver', number, 'extend', fieldsOf('extend'));
	// The answer is due on 30 May as well: 60 and 30 days; the penalty 90 days after 1 March.
	expect((await on('2026-05-31', number)).filter((each) => each.startsWith('overdue'))).toContain(`overdue ${city}`);
});
