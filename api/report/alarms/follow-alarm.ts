import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../report.ts';
import { settled } from '../statuses.ts';
import type { Alarm } from './call-next.ts';
import { endAlarm } from './end-alarm.ts';
import { raiseAlarm, whoIsCalled } from './raise-alarm.ts';

/**
 * Moves the alarm along with its report. A county that lost the case is no longer called for it and no longer sees the
 * alarm; the unit that has it now is called. A county that gets an urgent case is called even if somebody elsewhere has
 * answered, since it is the one nearby. A report that becomes by-passed gets an alarm of its own.
 */
export async function followAlarm(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'newId' | 'now'>,
	before: Report,
	after: Report,
): Promise<void> {
	// Whether it by-passes may have been written before the event that says so.
	if (before.adcode === after.adcode && !after.bypassed) return;
	const adcode = await whoIsCalled(tx, deps.content, after);
	const left = await leaveAlarms(tx, deps, after, adcode);
	const toCounty = adcode !== deps.content.units.city.adcode;
	const movedThere = toCounty && before.adcode !== after.adcode && after.urgent && !settled.includes(after.status);
	if (!left && !movedThere) return;
	await raiseAlarm(tx, deps, after, 'moved');
	const alarmSince = after.alarmSince ?? deps.now().toISOString();
	await tx.update(reports).set({ alarmSince }).where(eq(reports.id, after.id));
}

/** Takes a report out of alarms that are no longer its own. True where it waited in one for an answer. */
async function leaveAlarms(tx: Transaction, deps: Pick<Deps, 'now'>, report: Report, adcode: number): Promise<boolean> {
	const leftAt = deps.now().toISOString();
	const ofReport = and(eq(alarmReports.reportId, report.id), isNull(alarmReports.leftAt));
	const standing = await tx
		.select({ alarm: alarms, answeredAt: alarmReports.answeredAt })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(ofReport);
	let left = false;
	for (const { alarm, answeredAt } of standing) {
		const alone = report.bypassed ? await separateAlarm(tx, report, alarm) : true;
		if (answeredAt !== null || (alone && alarm.adcode === adcode)) continue;
		await tx
			.update(alarmReports)
			.set({ leftAt })
			.where(and(ofReport, eq(alarmReports.alarmId, alarm.id)));
		await endAlarm(tx, alarm.id);
		left = true;
	}
	return left;
}

/** Nothing joins an alarm any more in which a report by-passes somebody. False where others stand in it already. */
async function separateAlarm(tx: Transaction, { id }: Report, alarm: Alarm): Promise<boolean> {
	const others = and(eq(alarmReports.alarmId, alarm.id), ne(alarmReports.reportId, id), isNull(alarmReports.leftAt));
	const [other] = await tx.select({ id: alarmReports.reportId }).from(alarmReports).where(others).limit(1);
	if (other) return false;
	if (alarm.place !== null) await tx.update(alarms).set({ place: null }).where(eq(alarms.id, alarm.id));
	return true;
}
