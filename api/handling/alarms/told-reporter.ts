import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Content } from '../../../content/load.ts';
import { alarmCalls, alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { officeName } from '../../area-name.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../record-event.ts';
import { dutyAt } from './duty.ts';

/** What a reporter reads of an alarm: offices in words, never a person and never a number. */
export interface AlarmTold {
	/** Offices that were called, the first one first. */
	called: Array<{ office: string; at: string /** A gateway has taken the call. */; delivered: boolean }>;
	answeredAt: string | null;
	/** Office or area of whoever answered. */
	answeredBy: string | null;
}

/** On the receipt: who is being called at this moment. */
export function alarmAtReceipt(content: Pick<Content, 'duty' | 'units'>, adcode: number, now: Date): AlarmTold {
	const { city } = content.units;
	const [first] = [...dutyAt(content, adcode, now), ...dutyAt(content, city.adcode, now)];
	const at = now.toISOString();
	const called = first ? [{ office: officeName(content, { adcode, unit: first.unit }), at, delivered: false }] : [];
	return { called, answeredAt: null, answeredBy: null };
}

/**
 * On the tracking page: of every alarm that the report stood in. Times begin with this report: that somebody else
 * reported the same place before is not this reporter's to know. Null where there was none.
 */
export async function alarmTold(
	{ db, content }: Pick<Deps, 'db' | 'content'>,
	report: Report,
): Promise<AlarmTold | null> {
	const stood = await db.read
		.select({ alarm: alarms, at: alarmReports.at, leftAt: alarmReports.leftAt })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(eq(alarmReports.reportId, report.id))
		.orderBy(asc(alarmReports.at));
	const last = stood.findLast(({ leftAt }) => leftAt === null) ?? stood.at(-1);
	if (!last) return null;
	const called: AlarmTold['called'] = [];
	for (const { alarm, at: since, leftAt } of stood) {
		const calls = await db.read
			.select()
			.from(alarmCalls)
			.where(and(eq(alarmCalls.alarmId, alarm.id), isNotNull(alarmCalls.unitId)))
			.orderBy(asc(alarmCalls.seq));
		for (const { adcode, unitId, at, sentAt } of calls.filter((call) => leftAt === null || call.at <= leftAt)) {
			note(called, {
				office: officeName(content, { adcode, unit: unitId }),
				at: later(at, since),
				delivered: sentAt !== null,
			});
		}
	}
	const { answeredAt, answeredOffice } = last.alarm;
	return { called, answeredAt: answeredAt && later(answeredAt, last.at), answeredBy: answeredOffice };
}

/** An office that was called again stands there once, with the first time. */
function note(called: AlarmTold['called'], call: AlarmTold['called'][number]): void {
	const known = called.find(({ office }) => office === call.office);
	if (!known) called.push(call);
	else known.delivered ||= call.delivered;
}

function later(one: string, other: string): string {
	return one > other ? one : other;
}
