import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import { townName } from '../../../content/facts/look-up.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { Point } from '../../../content/schema/common.ts';
import { reports } from '../../../db/schema/reports.ts';
import { tasks } from '../../../db/schema/tasks.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { may } from '../../permission/roles.ts';
import type { Report } from '../../report/report.ts';
import { openPoint, openStatement } from '../../report/statement.ts';
import { settled } from '../../report/statuses.ts';
import { findOwnTask, ownTasks, type Task } from './find-task.ts';
import { gridWorkersOf } from './grid-workers.ts';
import { foundAt, taskRow, taskView } from './task-view.ts';

/** Answered tasks that a worker still sees. */
const mostDone = 50;

interface Found {
	task: Task;
	report: Report;
}

/** What a grid worker has to do, the first due first, and what was last done. */
export async function listOwnTasks(deps: StaffDeps, worker: Officer) {
	const today = dayOf(deps.now());
	const views = (found: Found[]) => found.map(({ task, report }) => taskRow(deps, task, report, today));
	const waiting = await tasksWhere(deps, and(ownTasks(worker), eq(tasks.state, 'open'))).orderBy(
		asc(tasks.dueOn),
		asc(tasks.givenAt),
	);
	const done = await tasksWhere(deps, and(ownTasks(worker), eq(tasks.state, 'done')))
		.orderBy(desc(tasks.closedAt))
		.limit(mostDone);
	return { open: views(waiting).filter(({ state }) => state === 'open'), done: views(done) };
}

/** One of the worker's own. Where the point of the report goes along, the look is logged before it is shown. */
export async function showOwnTask(deps: StaffDeps, worker: Officer, id: string) {
	const own = await findOwnTask(deps.db.read, worker, id);
	const location = own.task.pointGiven ? await lookAtPoint(deps, worker, own.report) : null;
	return taskView(deps, own, dayOf(deps.now()), location);
}

async function lookAtPoint(deps: StaffDeps, worker: Officer, report: Report): Promise<Point | null> {
	const entry = { actor: worker, action: 'task.point-opened', subject: report.number } as const;
	await deps.db.write((tx) => writeAudit(tx, deps, entry));
	return openPoint(deps.unsealer, report, await openStatement(deps.unsealer, report));
}

/** The tasks of a report, the newest first, and to whom the officer may give another. */
export async function tasksOf(deps: StaffDeps, officer: Officer, report: Report) {
	const today = dayOf(deps.now());
	const canGiveTasks = may(officer.role, 'tasks.give') && report.adcode !== null && !settled.includes(report.status);
	const tasksOfReport = await deps.db.read
		.select()
		.from(tasks)
		.where(eq(tasks.reportId, report.id))
		.orderBy(desc(tasks.givenAt));
	const workers = canGiveTasks ? await gridWorkersOf(deps.db.read, report) : [];
	const views = tasksOfReport.map(async (task) => ({
		...taskRow(deps, task, report, today),
		found: await foundAt(deps, task),
		worker: task.workerName,
	}));
	return {
		tasks: await Promise.all(views),
		canGiveTasks,
		gridWorkers: workers.map(({ id, name, town }) => ({ id, name, town: townName(deps.content, town ?? '') })),
	};
}

function tasksWhere({ db }: Pick<StaffDeps, 'db'>, where: SQL | undefined) {
	return db.read
		.select({ task: tasks, report: reports })
		.from(tasks)
		.innerJoin(reports, eq(reports.id, tasks.reportId))
		.where(where);
}
