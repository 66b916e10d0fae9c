import type { z } from 'zod';
import type { Officer } from '../../accounts/officer.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { findReport } from '../find-report.ts';
import { recordEvent } from '../record-event.ts';
import type { TaskReason } from '../tasks/cancel-task.ts';
import { tellReporter } from '../tell-reporter.ts';
import { raiseAlarm } from './raise-alarm.ts';

/**
 * An officer sees that somebody may be in danger: the case is marked, and whoever is on duty is called. Again on a case
 * that is marked already, it calls them anew. Throws not_now while an alarm of the case is still to be answered.
 */
export async function markUrgent(
	deps: Deps,
	officer: Officer,
	number: string,
	{ reason }: z.infer<typeof TaskReason>,
): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.alarmSince) throw new PortalError('not_now', '这件线索的警报正在等待接警，不用再次发出。');
		const { joined } = await raiseAlarm(tx, deps, report, 'officer');
		const event = {
			move: joined ? 'alarm-join' : 'alarm',
			actor: officer,
			fields: { reason },
			changes: { urgent: true, alarmSince: deps.now().toISOString() },
		};
		const marked = await recordEvent(tx, deps, report, event);
		await tellReporter(tx, deps, marked, event);
		await writeAudit(tx, deps, { actor: officer, action: 'alarm.raised', subject: number, reason });
	});
}
