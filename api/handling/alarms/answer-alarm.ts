import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../../db/open.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import type { Officer } from '../../accounts/officer.ts';
import { officeName } from '../../area-name.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { findReport } from '../find-report.ts';
import { recordEvent } from '../record-event.ts';
import { tellReporter } from '../tell-reporter.ts';
import { reportsIn } from './call-due.ts';
import type { Alarm } from './call-next.ts';

/**
 * Answers the alarm that a report stands in, for all reports in it: nobody is called any more, and the history of each
 * says who answered and when. Throws not_found, or not_now where nothing is to be answered.
 */
export async function answerAlarm(deps: Deps, officer: Officer, number: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const alarm = await openAlarmOf(tx, report.id);
		if (!alarm) throw new PortalError('not_now', '这件线索没有等待接警的警报，可能已由其他人员接警，请刷新页面。');
		await tx
			.update(alarms)
			.set({
				state: 'answered',
				nextAt: null,
				answeredAt: deps.now().toISOString(),
				answeredById: officer.id,
				answeredByName: officer.name,
				answeredOffice: officeName(deps.content, officer),
			})
			.where(eq(alarms.id, alarm.id));
		for (const each of await reportsIn(tx, alarm.id)) {
			const event = { move: 'alarm-answer', actor: officer, changes: { alarmSince: null } };
			const told = await recordEvent(tx, deps, each, event);
			await tellReporter(tx, deps, told, event);
			await writeAudit(tx, deps, { actor: officer, action: 'alarm.answered', subject: each.number });
		}
	});
}

/** The alarm of a report that nobody has answered yet. */
export async function openAlarmOf(tx: Transaction, reportId: string): Promise<Alarm | undefined> {
	const [found] = await tx
		.select({ alarm: alarms })
		.from(alarmReports)
		.innerJoin(alarms, eq(alarms.id, alarmReports.alarmId))
		.where(and(eq(alarmReports.reportId, reportId), isNull(alarmReports.leftAt), eq(alarms.state, 'open')));
	return found?.alarm;
}
