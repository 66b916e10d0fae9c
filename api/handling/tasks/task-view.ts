import { townName } from '../../../content/facts/look-up.ts';
import { daysBetween } from '../../../content/facts/time.ts';
import type { Point } from '../../../content/schema/common.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';
import { stateOf, type Task } from './find-task.ts';
import { Position } from './position.ts';

/** A task as its worker sees it in a list; nothing in it is of the reporter. */
export function taskRow({ content }: Pick<StaffDeps, 'content'>, task: Task, report: Report, today: string) {
	return {
		id: task.id,
		town: townName(content, task.town),
		place: task.place,
		request: task.request,
		dueOn: task.dueOn,
		daysLeft: daysBetween(today, task.dueOn),
		state: stateOf(task, report),
		givenBy: task.givenByName,
		givenAt: task.givenAt,
		closedAt: task.closedAt,
		hasWords: task.wordsGivenAt !== null,
		finding: task.finding,
	};
}

/** Where the worker stood; null where they did not say. */
export async function foundAt({ unsealer }: Pick<StaffDeps, 'unsealer'>, { sealedPosition }: Task) {
	return sealedPosition && Position.parse(JSON.parse(await unsealer.open(sealedPosition)));
}

/** One task with what is sealed of it. `location`: the point of the report, where the officer gave it along. */
export async function taskView(
	deps: Pick<StaffDeps, 'content' | 'unsealer'>,
	{ task, report }: { task: Task; report: Report },
	today: string,
	location: Point | null,
) {
	return { ...taskRow(deps, task, report, today), location, found: await foundAt(deps, task) };
}
