import { eq } from 'drizzle-orm';
import { tasks } from '../../../db/schema/tasks.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';
import { findOpenTask } from './find-task.ts';

/**
 * Lets a grid worker read the reporter's statement while the task is open; needs a reason and is recorded in the history
 * and the audit log. The identity and the files of the reporter are never shared.
 */
export async function shareWords(
	deps: Deps,
	officer: Officer,
	number: string,
	{ id, reason }: { id: string; reason: string },
): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const task = await findOpenTask(tx, report, id);
		if (report.wordsClosedAt) throw new PortalError('not_now', '举报原话已由市级封闭，不能移交。');
		if (task.wordsGivenAt) throw new PortalError('not_now', '举报内容已经移交给这名网格员。');
		await tx.update(tasks).set({ wordsGivenAt: deps.now().toISOString() }).where(eq(tasks.id, id));
		const fields = { worker: task.workerName, reason };
		await recordEvent(tx, deps, report, { move: 'task-words', actor: officer, fields });
		await writeAudit(tx, deps, { actor: officer, action: 'task.words-given', subject: number, reason });
	});
}
