import type { Content } from '../../../content/content.ts';
import { townName } from '../../../content/facts/look-up.ts';
import { daysBetween } from '../../../content/facts/time.ts';
import type { Report } from '../../report/report.ts';
import { stateOf, type Task } from './find-task.ts';

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
