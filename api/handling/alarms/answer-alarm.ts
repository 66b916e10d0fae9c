import { and, asc, eq, type SQL } from 'drizzle-orm';
import { officeName } from '../../../content/facts/area-name.ts';
import type { Transaction } from '../../../db/database.ts';
import { alarmReports, alarms } from '../../../db/schema/alarms.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { awaitsAnswer, openAlarmOf } from '../../report/alarms/awaits-answer.ts';
import { endAlarm } from '../../report/alarms/end-alarm.ts';
import { findReport } from '../../report/find-report.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { mayAnswer } from './may-answer.ts';

/** Answers the alarm that a report stands in. Throws not_found, or not_now where nothing is to be answered. */
export async function answerAlarm(deps: Deps, officer: Officer, number: string): Promise<void> {
	// Uses the reserved space: alarms must work on a full disk.
	await deps.db.writeFromReserve(async (tx) => {
		const report = await findReport(tx, officer, number);
		const alarm = await openAlarmOf(tx, report.id);
		await answer(tx, deps, officer, alarm && eq(alarms.id, alarm.id));
	});
}

/** Answers one alarm by its id: also whoever was called and has none of its cases. Throws not_now. */
export async function answerAlarmById(deps: Deps, officer: Officer, id: string): Promise<void> {
	await deps.db.writeFromReserve((tx) => answer(tx, deps, officer, eq(alarms.id, id)));
}

/** Answers every alarm that this officer may answer. Throws not_now where there is none. */
export async function answerAll(deps: Deps, officer: Officer): Promise<void> {
	await deps.db.writeFromReserve((tx) => answer(tx, deps, officer, eq(alarms.state, 'open')));
}

/**
 * An answer holds for the reports that this officer may answer for, and for no other: while one is left, the alarm stays
 * open and is passed on. The history of each says who answered and when.
 */
async function answer(tx: Transaction, deps: Deps, officer: Officer, which: SQL | undefined): Promise<void> {
	const waiting = which ? await waitingFor(tx, officer, which) : [];
	if (waiting.length === 0) {
		throw new PortalError('not_now', '没有等待接警的警报，可能已由其他人员接警，请刷新页面。');
	}
	for (const { alarmId, report } of waiting) await answerOne(tx, deps, officer, { alarmId, report });
	for (const alarmId of new Set(waiting.map((each) => each.alarmId))) await endAlarm(tx, alarmId);
}

async function waitingFor(tx: Transaction, officer: Officer, which: SQL): Promise<Waiting[]> {
	return tx
		.select({ alarmId: alarms.id, report: reports })
		.from(alarms)
		.innerJoin(alarmReports, eq(alarmReports.alarmId, alarms.id))
		.innerJoin(reports, eq(reports.id, alarmReports.reportId))
		.where(and(eq(alarms.state, 'open'), awaitsAnswer, which, mayAnswer(tx, officer)))
		.orderBy(asc(alarmReports.at));
}

interface Waiting {
	alarmId: string;
	report: Report;
}

async function answerOne(tx: Transaction, deps: Deps, officer: Officer, { alarmId, report }: Waiting): Promise<void> {
	const answered = {
		answeredAt: deps.now().toISOString(),
		answeredById: officer.id,
		answeredByName: officer.name,
		answeredOffice: officeName(deps.content, officer),
	};
	await tx
		.update(alarmReports)
		.set(answered)
		.where(and(eq(alarmReports.alarmId, alarmId), eq(alarmReports.reportId, report.id)));
	const event: NewEvent = { move: 'alarm-answer', actor: officer, changes: { alarmSince: null } };
	const recorded = await recordEvent(tx, deps, report, event);
	await notifyReporter(tx, deps, recorded, event);
	await writeAudit(tx, deps, { actor: officer, action: 'alarm.answered', subject: report.number });
}
