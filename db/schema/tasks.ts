import { index, integer, real, table, text } from '../columns/columns.ts';
import { user } from './accounts.ts';
import { reports } from './reports.ts';

/**
 * A place that a grid worker was asked to check, in the officer's own words. Nothing of the reporter stands here:
 * where the words were handed over, they are opened from the report itself each time.
 */
export const tasks = table(
	'tasks',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		/** County of the report when the task was given: with another county's report the task ends. */
		adcode: integer().notNull(),
		/** Code of the town, as in content/areas/towns.json. */
		town: text().notNull(),
		workerId: text('worker_id')
			.notNull()
			.references(() => user.id),
		workerName: text('worker_name').notNull(),
		givenByName: text('given_by_name').notNull(),
		givenAt: text('given_at').notNull(),
		place: text().notNull(),
		/** What to look at. */
		request: text().notNull(),
		dueOn: text('due_on').notNull(),
		/** WGS-84 degrees of the place, where the officer gave them along. */
		lat: real(),
		lon: real(),
		/** When the reporter's words were handed over; null: they were not. */
		wordsGivenAt: text('words_given_at'),
		state: text({ enum: ['open', 'done', 'cancelled'] }).notNull(),
		closedAt: text('closed_at'),
		/** What the worker found. */
		finding: text(),
		/** Where the worker stood, WGS-84 degrees, and within how many metres. */
		foundLat: real('found_lat'),
		foundLon: real('found_lon'),
		foundWithinM: integer('found_within_m'),
	},
	(t) => [index('tasks_by_report').on(t.reportId, t.givenAt), index('tasks_by_worker').on(t.workerId, t.state)],
);
