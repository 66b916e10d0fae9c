import { and, eq, exists, notExists, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { alarmCallShares, alarmCalls, alarms } from '../../../db/schema/alarms.ts';
import { byPasses } from '../../../db/schema/by-passes.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Officer } from '../../permission/officer.ts';
import { withinReach } from '../../report/find-report.ts';

/**
 * SQL condition over alarms and reports: for which reports of an alarm an officer may answer. Those within reach and,
 * where the officer's unit was called for the alarm, all that do not by-pass the officer's county, since whoever was
 * called must be able to see why.
 */
export function mayAnswer(from: Reader, officer: Officer): SQL | undefined {
	const { unit, adcode } = officer;
	if (!unit) return withinReach(officer);
	const called = from
		.select({ id: alarmCalls.id })
		.from(alarmCalls)
		.where(and(eq(alarmCalls.alarmId, alarms.id), eq(alarmCalls.unitId, unit)));
	const sharing = from
		.select({ id: alarmCallShares.callId })
		.from(alarmCallShares)
		.innerJoin(alarmCalls, eq(alarmCalls.id, alarmCallShares.callId))
		.where(and(eq(alarmCallShares.alarmId, alarms.id), eq(alarmCalls.unitId, unit)));
	const byPassing = from
		.select({ id: byPasses.reportId })
		.from(byPasses)
		.where(and(eq(byPasses.reportId, reports.id), eq(byPasses.adcode, adcode)));
	return or(withinReach(officer), and(or(exists(called), exists(sharing)), notExists(byPassing)));
}
