import type { Reader } from '../../../db/database.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import { findReport } from '../../report/find-report.ts';
import { isAnswered } from '../../report/is-answered.ts';
import { messageQuota } from '../../report/message-quota.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';

/**
 * Lets a reporter add more than the caps of content/rules/receipt.yaml allow, from now on: whoever handles the case
 * knows whether what comes is of use. Throws not_found or not_now.
 */
export async function raiseCap(deps: Deps, officer: Officer, number: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (!isTheirs(officer, report)) {
			throw new PortalError('not_now', '由本件承办人增加补充次数；由您办理的，请先办理“由我承办”。');
		}
		if (!(await mayBeRaised(tx, report))) {
			throw new PortalError('not_now', '这件线索现在没有举报人可以补充，不用增加次数。');
		}
		const more = deps.content.receipt.raiseBy;
		const moved = await recordEvent(tx, deps, report, { move: 'raise-cap', actor: officer, fields: { more } });
		await notifyReporter(tx, deps, moved, { move: 'raise-cap', fields: { more } });
		await writeAudit(tx, deps, { actor: officer, action: 'report.cap-raised', subject: number });
	});
}

/** Whoever handles it; while nobody does, everybody who may write to its reporter. */
function isTheirs(officer: Officer, { handlerId }: Report): boolean {
	return may(officer.role, 'reports.message') && (handlerId === null || handlerId === officer.id);
}

async function mayBeRaised(from: Reader, report: Report): Promise<boolean> {
	return report.commissionOf === null && !(await isAnswered(from, report));
}

/** What the reporter of a case has added, as the officer sees it. */
export async function addedBy(deps: Deps, officer: Officer, report: Report) {
	const { read } = deps.db;
	const room = await messageQuota(read, deps, report.id);
	return {
		...room,
		/** How many more the officer can allow at a time; null where this officer cannot. */
		canRaiseBy: isTheirs(officer, report) && (await mayBeRaised(read, report)) ? deps.content.receipt.raiseBy : null,
	};
}
