import { boolean, index, integer, table, text } from '../columns/columns.ts';
import { user } from './accounts.ts';
import { reports } from './reports.ts';

/**
 * A place that a grid worker was asked to check, in the officer's own words. Nothing of the reporter stands here:
 * where words or point were handed over, they are opened from the report itself each time.
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
		/** The officer gave the point of the report along. */
		pointGiven: boolean('point_given').notNull().default(false),
		/** When the reporter's words were handed over; null: they were not. */
		wordsGivenAt: text('words_given_at'),
		state: text({ enum: ['open', 'done', 'cancelled'] }).notNull(),
		closedAt: text('closed_at'),
		/** What the worker found. */
		finding: text(),
		/** Where the worker stood (api/handling/tasks/position.ts), sealed to the operator. */
		sealedPosition: text('sealed_position'),
	},
	(t) => [index('tasks_by_report').on(t.reportId, t.givenAt), index('tasks_by_worker').on(t.workerId, t.state)],
);
