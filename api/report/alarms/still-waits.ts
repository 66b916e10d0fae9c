import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../../../db/open.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import type { Alarm } from './call-next.ts';

/** In its alarm, and answered by nobody. A condition of queries over the reports of alarms. */
export const stillWaits = and(isNull(alarmReports.leftAt), isNull(alarmReports.answeredAt));

/** The alarm in which nobody has answered for a report yet. */
export async function openAlarmOf(from: Reader, reportId: string): Promise<Alarm | undefined> {
	const [found] = await from
		.select({ alarm: alarms })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(and(eq(alarmReports.reportId, reportId), stillWaits, eq(alarms.state, 'open')));
	return found?.alarm;
}
