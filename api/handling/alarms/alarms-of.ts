import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { areaName, officeName } from '../../../content/facts/area-name.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { alarmName } from '../../report/alarms/alarm-text.ts';
import { callsFor } from '../../report/alarms/calls-for.ts';
import { withinReach } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';

type Found = { alarm: typeof alarms.$inferSelect; stands: typeof alarmReports.$inferSelect };

/** The alarms of a case, the one that it stands in first, and what this officer may do about them. */
export async function alarmsOf(deps: Deps, officer: Officer, report: Report) {
	const found = await deps.db.read
		.select({ alarm: alarms, stands: alarmReports })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(eq(alarmReports.reportId, report.id))
		.orderBy(sql`${alarmReports.leftAt} is not null`, desc(alarms.raisedAt));
	const open = report.alarmSince !== null;
	return {
		alarms: await Promise.all(found.map((each) => alarmView(deps, officer, report, each))),
		canAnswerAlarm: open && may(officer.role, 'alarms.answer'),
		canMarkUrgent: may(officer.role, 'reports.move'),
		canUnmarkUrgent: !open && report.urgent && may(officer.role, 'reports.move'),
	};
}

function stateOf({ leftAt, answeredAt }: Found['stands']): 'open' | 'answered' | 'left' {
	if (leftAt) return 'left';
	return answeredAt ? 'answered' : 'open';
}

/** An alarm since this report stands in it: what was before is of other reports, which the officer may not know of. */
async function alarmView(deps: Deps, officer: Officer, report: Report, { alarm, stands }: Found) {
	const { read } = deps.db;
	const { at: since, leftAt, answeredAt } = stands;
	const over = leftAt ?? answeredAt;
	const calls = await callsFor(read, alarm.id, { since, until: over });
	// Others of the same alarm, as far as the officer may know of them.
	const others = await read
		.select({ number: reports.number })
		.from(reports)
		.where(
			and(
				ne(reports.id, report.id),
				inArray(
					reports.id,
					read
						.select({ id: alarmReports.reportId })
						.from(alarmReports)
						.where(and(eq(alarmReports.alarmId, alarm.id), isNull(alarmReports.leftAt))),
				),
				withinReach(officer),
			),
		);
	return {
		id: alarm.id,
		/** As it is called in messages to whoever is on duty. */
		name: alarmName(alarm.id),
		raisedAt: since,
		/** `left`: the case went elsewhere before anybody answered. */
		state: stateOf(stands),
		answeredAt: leftAt ? null : answeredAt,
		answeredBy: leftAt ? null : stands.answeredByName,
		answeredOffice: leftAt ? null : stands.answeredOffice,
		/** When the next is called; null where the alarm of this report is over. */
		nextAt: over ? null : alarm.nextAt,
		/** Numbers of further reports in it. */
		others: leftAt ? [] : others.map(({ number }) => number),
		calls: calls.map((call) => ({
			at: call.at,
			area: areaName(deps.content, call.adcode),
			/** Null: the roster named nobody. */
			office: call.unitId && officeName(deps.content, { adcode: call.adcode, unit: call.unitId }),
			role: call.role,
			sentAt: call.sentAt,
		})),
	};
}
