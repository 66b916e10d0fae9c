import type { z } from 'zod';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { openAlarmOf } from '../../report/alarms/awaits-answer.ts';
import { callFirst } from '../../report/alarms/call-next.ts';
import { raiseAlarm } from '../../report/alarms/raise-alarm.ts';
import { findReport } from '../../report/find-report.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { ReasonBody } from '../reason-body.ts';

/**
 * An officer sees that somebody may be in danger: the case is marked, and whoever is on duty is called. Again on a case
 * that is marked already, it calls them anew; while its alarm is open, the first post once more, beside the order in which
 * it is passed on. Throws not_now where that post was called a moment ago.
 */
export async function markUrgent(
	deps: Deps,
	officer: Officer,
	number: string,
	{ reason }: z.infer<typeof ReasonBody>,
): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const open = await openAlarmOf(tx, report.id);
		if (!open) await raiseAlarm(tx, deps, report, 'officer');
		else if (!(await callFirst(tx, deps, open))) throw justCalled(deps);
		const alarmSince = report.alarmSince ?? deps.now().toISOString();
		const event: NewEvent = {
			move: 'alarm',
			actor: officer,
			fields: { reason },
			changes: { urgent: true, alarmSince },
		};
		const marked = await recordEvent(tx, deps, report, event);
		await notifyReporter(tx, deps, marked, event);
		await writeAudit(tx, deps, { actor: officer, action: 'alarm.raised', subject: number, reason });
	});
}

function justCalled({ content }: Deps): PortalError {
	const { answerMinutes } = content.alarms;
	return new PortalError(
		'not_now',
		`值班人员在 ${answerMinutes} 分钟内刚刚接到通知，警报正在等待接警；${answerMinutes} 分钟后仍没有人接警的，可以再次发出。情况紧急的，请直接打电话联系值班人员。`,
	);
}
