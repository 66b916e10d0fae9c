import type { Content } from '../../../content/content.ts';
import { daysBetween } from '../../../content/facts/time.ts';
import type { Report } from '../../report/report.ts';
import { stateOf, type Task } from './find-task.ts';

/** The events of tasks by the words of the history. */
export const taskEventNames: Record<string, string> = {
	task: '交办现场核查',
	'task-words': '移交举报内容',
	'task-cancel': '取消现场核查',
	'task-answer': '反馈现场核查',
};

/** Fields of these events, in the order in which they are shown. */
const taskFieldLabels: Record<string, string> = {
	worker: '网格员',
	place: '核查地点',
	dueOn: '完成时限',
	reason: '理由',
	position: '反馈位置',
	files: '附件',
};

/** The fields of such an event with their labels. */
export function taskFields(values: Record<string, unknown>): Array<{ name: string; label: string; value: string }> {
	return Object.entries(taskFieldLabels).flatMap(([name, label]) =>
		values[name] === undefined ? [] : [{ name, label, value: String(values[name]) }],
	);
}

/** Name of a town by its code. */
export function townName({ areas }: Pick<Content, 'areas'>, code: string): string {
	return areas.towns.find((town) => town.code === code)?.name ?? code;
}

/** A task as its worker sees it; nothing in it is of the reporter. */
export function taskView(content: Content, task: Task, report: Report, today: string) {
	const daysLeft = daysBetween(today, task.dueOn);
	return {
		id: task.id,
		town: townName(content, task.town),
		place: task.place,
		request: task.request,
		dueOn: task.dueOn,
		daysLeft,
		state: stateOf(task, report),
		givenBy: task.givenByName,
		givenAt: task.givenAt,
		closedAt: task.closedAt,
		location: task.lat === null || task.lon === null ? null : { lat: task.lat, lon: task.lon },
		hasWords: task.wordsGivenAt !== null,
		finding: task.finding,
		found:
			task.foundLat === null || task.foundLon === null
				? null
				: { lat: task.foundLat, lon: task.foundLon, withinM: task.foundWithinM },
	};
}
