import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import { townName } from '../../../content/facts/look-up.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { tasks } from '../../../db/schema/tasks.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { Report } from '../../report/report.ts';
import { settled } from '../../report/statuses.ts';
import { findOwnTask, ownTasks, type Task } from './find-task.ts';
import { gridWorkersOf } from './grid-workers.ts';
import { taskView } from './task-view.ts';

/** Answered tasks that a worker still sees. */
const mostDone = 50;

interface Found {
	task: Task;
	report: Report;
}

/** What a grid worker has to do, the first due first, and what was last done. */
export async function listOwnTasks(deps: Deps, worker: Officer) {
	const today = dayOf(deps.now());
	const views = (found: Found[]) => found.map(({ task, report }) => taskView(deps.content, task, report, today));
	const waiting = await tasksWhere(deps, and(ownTasks(worker), eq(tasks.state, 'open'))).orderBy(
		asc(tasks.dueOn),
		asc(tasks.givenAt),
	);
	const done = await tasksWhere(deps, and(ownTasks(worker), eq(tasks.state, 'done')))
		.orderBy(desc(tasks.closedAt))
		.limit(mostDone);
	return { open: views(waiting).filter(({ state }) => state === 'open'), done: views(done) };
}

/** One of the worker's own. */
export async function showOwnTask(deps: Deps, worker: Officer, id: string) {
	const { task, report } = await findOwnTask(deps.db.read, worker, id);
	return taskView(deps.content, task, report, dayOf(deps.now()));
}

/** The tasks of a report, the newest first, and to whom the officer may give another. */
export async function tasksOf(deps: Deps, officer: Officer, report: Report) {
	const today = dayOf(deps.now());
	const canGiveTasks = may(officer.role, 'tasks.give') && report.adcode !== null && !settled.includes(report.status);
	const tasksOfReport = await deps.db.read
		.select()
		.from(tasks)
		.where(eq(tasks.reportId, report.id))
		.orderBy(desc(tasks.givenAt));
	const workers = canGiveTasks ? await gridWorkersOf(deps.db.read, report) : [];
	return {
		tasks: tasksOfReport.map((task) => ({ ...taskView(deps.content, task, report, today), worker: task.workerName })),
		canGiveTasks,
		gridWorkers: workers.map(({ id, name, town }) => ({ id, name, town: townName(deps.content, town ?? '') })),
	};
}

function tasksWhere({ db }: Pick<Deps, 'db'>, where: SQL | undefined) {
	return db.read
		.select({ task: tasks, report: reports })
		.from(tasks)
		.innerJoin(reports, eq(reports.id, tasks.reportId))
		.where(where);
}
