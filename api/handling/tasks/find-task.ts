import { and, eq } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { tasks } from '../../../db/schema/tasks.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Report } from '../../report/report.ts';
import { settled } from '../../report/statuses.ts';

export type Task = typeof tasks.$inferSelect;

/** Ended: the report was settled or went to another county before the worker answered. */
export type TaskState = Task['state'] | 'ended';

/** Where a task stands, seen with its report as it is now. */
export function stateOf(task: Task, report: Pick<Report, 'adcode' | 'status'>): TaskState {
	const ended = settled.includes(report.status) || report.adcode !== task.adcode;
	return task.state === 'open' && ended ? 'ended' : task.state;
}

/** A task of this worker, with its report. Anybody else's is not found, exactly like one that does not exist. */
export async function findOwnTask(from: Reader, worker: Officer, id: string): Promise<{ task: Task; report: Report }> {
	const [found] = await from
		.select({ task: tasks, report: reports })
		.from(tasks)
		.innerJoin(reports, eq(reports.id, tasks.reportId))
		.where(and(eq(tasks.id, id), ownTasks(worker)));
	if (!found) throw notFound();
	return found;
}

/** The tasks a worker may know of: their own, in their own town. */
export function ownTasks(worker: Officer) {
	return and(eq(tasks.workerId, worker.id), eq(tasks.town, worker.town ?? ''));
}

/** A task of a report within reach that waits for its answer. Throws not_found, or not_now once it is closed. */
export async function findOpenTask(from: Reader, report: Report, id: string): Promise<Task> {
	const [task] = await from
		.select()
		.from(tasks)
		.where(and(eq(tasks.id, id), eq(tasks.reportId, report.id)));
	if (!task) throw notFound();
	refuseClosed(task, report);
	return task;
}

/** Throws not_now for a task that waits for nothing any more. */
export function refuseClosed(task: Task, report: Report): void {
	const sentences: Record<Exclude<TaskState, 'open'>, string> = {
		done: '这项核查已经反馈，需要再查的，请另行交办。',
		cancelled: '这项核查已经取消，不用再办。',
		ended: '线索已经办结或者转到其他地区，这项核查不用再办。',
	};
	const state = stateOf(task, report);
	if (state !== 'open') throw new PortalError('not_now', sentences[state]);
}

function notFound(): PortalError {
	return new PortalError('not_found', '没有找到这项核查任务，请返回列表刷新。');
}
