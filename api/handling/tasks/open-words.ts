import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { openStatement } from '../../report/statement.ts';
import { findOwnTask, refuseClosed } from './find-task.ts';

/** The reporter's words, for a worker they were handed over to. The log row is on disk before they are shown. */
export async function openWords(deps: StaffDeps, worker: Officer, id: string): Promise<string> {
	const { task, report } = await findOwnTask(deps.db.read, worker, id);
	refuseClosed(task, report);
	if (report.wordsClosedAt) throw new PortalError('forbidden', '举报原话已由市级封闭，请按核查内容办理。');
	if (!task.wordsGivenAt) throw new PortalError('forbidden', '举报内容没有移交，请按核查内容办理。');
	const entry = { actor: worker, action: 'task.words-opened', subject: report.number } as const;
	await deps.db.write((tx) => writeAudit(tx, deps, entry));
	return (await openStatement(deps.unsealer, report)).words;
}
