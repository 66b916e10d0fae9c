import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import type { Alarm } from './call-next.ts';

/** SQL condition over the reports of alarms: still in the alarm, and not answered. */
export const awaitsAnswer = and(isNull(alarmReports.leftAt), isNull(alarmReports.answeredAt));

/** The open alarm in which a report is not answered yet. */
export async function openAlarmOf(from: Reader, reportId: string): Promise<Alarm | undefined> {
	const [found] = await from
		.select({ alarm: alarms })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(and(eq(alarmReports.reportId, reportId), awaitsAnswer, eq(alarms.state, 'open')));
	return found?.alarm;
}
