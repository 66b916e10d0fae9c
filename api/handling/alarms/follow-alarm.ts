import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../record-event.ts';
import { type Status, settled } from '../statuses.ts';
import { raiseAlarm, whoIsCalled } from './raise-alarm.ts';

/**
 * The alarm goes where its report goes. A county that has lost the case is called no more for it and sees the alarm no
 * longer; whoever has it now is called anew. A county that gets an urgent case is called also where somebody elsewhere
 * has answered already: it is the one that is near.
 */
export async function followAlarm(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'newId' | 'now'>,
	before: Report,
	after: Report,
): Promise<void> {
	if (before.adcode === after.adcode && before.bypassed === after.bypassed) return;
	const adcode = await whoIsCalled(tx, deps.content, after);
	const left = await leaveAlarms(tx, deps, after, adcode);
	const toCounty = adcode !== deps.content.units.city.adcode;
	const movedThere =
		toCounty && before.adcode !== after.adcode && after.urgent && !settled.includes(after.status as Status);
	if (!left && !movedThere) return;
	const { open } = await raiseAlarm(tx, deps, after, 'moved');
	const alarmSince = open ? (after.alarmSince ?? deps.now().toISOString()) : null;
	await tx.update(reports).set({ alarmSince }).where(eq(reports.id, after.id));
}

/** Takes a report out of open alarms of other areas; one that has no report left is over. True where it stood in one. */
async function leaveAlarms(tx: Transaction, deps: Pick<Deps, 'now'>, { id }: Report, adcode: number): Promise<boolean> {
	const leftAt = deps.now().toISOString();
	const standing = await tx
		.select({ alarmId: alarms.id, adcode: alarms.adcode })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(and(eq(alarmReports.reportId, id), isNull(alarmReports.leftAt), eq(alarms.state, 'open')));
	const elsewhere = standing.filter((alarm) => alarm.adcode !== adcode);
	for (const { alarmId } of elsewhere) {
		const ofAlarm = and(eq(alarmReports.alarmId, alarmId), isNull(alarmReports.leftAt));
		await tx
			.update(alarmReports)
			.set({ leftAt })
			.where(and(ofAlarm, eq(alarmReports.reportId, id)));
		const [other] = await tx.select().from(alarmReports).where(ofAlarm).limit(1);
		if (!other) await tx.update(alarms).set({ state: 'left', nextAt: null }).where(eq(alarms.id, alarmId));
	}
	return elsewhere.length > 0;
}
