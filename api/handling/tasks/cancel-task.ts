import { eq } from 'drizzle-orm';
import { tasks } from '../../../db/schema/tasks.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';
import { findOpenTask } from './find-task.ts';

/** Takes a task back that was not answered, e.g. because its worker has left. */
export async function cancelTask(
	deps: Deps,
	officer: Officer,
	number: string,
	{ id, reason }: { id: string; reason: string },
): Promise<void> {
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const task = await findOpenTask(tx, report, id);
		await tx.update(tasks).set({ state: 'cancelled', closedAt: deps.now().toISOString() }).where(eq(tasks.id, id));
		const fields = { worker: task.workerName, reason };
		await recordEvent(tx, deps, report, { move: 'task-cancel', actor: officer, fields });
		await writeAudit(tx, deps, { actor: officer, action: 'task.cancelled', subject: number, reason });
	});
}
