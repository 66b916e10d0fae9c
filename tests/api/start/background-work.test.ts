import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { backgroundWork } from '../../../api/start/background-work.ts';
import { outbox } from '../../../db/schema/delivery.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { callsOf, danger } from '../report/alarms/alarms.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterEach(() => portal.remove());

test('a start calls whoever is on duty before it does anything else', async () => {
	portal.setNow('2027-03-01T02:00:00Z');
	await portal.report(danger());
	portal.setNow('2027-03-01T02:10:00Z');
	let begun = 0;
	await backgroundWork(readConfig({ ...portal.settings, CAPTCHA: 'off' }), portal, '', () => begun++ > 0);
	await expect.poll(() => callsOf(portal)).toHaveLength(2);
	const rows = () => portal.staff.db.read.select().from(outbox);
	await expect
		.poll(async () => (await rows()).filter(({ doneAt }) => doneAt !== null).map(({ kind }) => kind.split('.')[0]))
		.toContain('alarm');
	expect((await rows()).find(({ kind }) => kind === 'unit.notify')?.doneAt).toBeNull();
});
