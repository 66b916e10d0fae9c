import { index, integer, primaryKey, table, text } from '../columns/columns.ts';
import { reports } from './reports.ts';

/**
 * A call to whoever is on duty because somebody may be in danger. It stands beside the clocks of its reports and ends
 * only when it is answered, or when none of its reports is left in it. Times are UTC in ISO 8601.
 */
export const alarms = table(
	'alarms',
	{
		id: text().primaryKey(),
		/** County whose roster is called; the city's code where no county may be. */
		adcode: integer().notNull(),
		/** What further reports must share to join it: the pond, the mine, or a cell of about 5 km and the category. Null: none joins. */
		place: text(),
		raisedAt: text('raised_at').notNull(),
		/** First of its calls (seq) that is not answered yet: a further report may open it anew. */
		callsFrom: integer('calls_from').notNull().default(1),
		/** Why somebody is called: the category, an officer's mark, or a case that came from elsewhere with its danger. */
		cause: text({ enum: ['category', 'officer', 'moved'] }).notNull(),
		/** open while a report in it is not answered, answered, or left: its last report went elsewhere. */
		state: text({ enum: ['open', 'answered', 'left'] }).notNull(),
		/** Who is called next. */
		stage: text({ enum: ['county', 'city', 'repeat'] }).notNull(),
		/** Nth of those on duty, counted from 0; while repeating, the number of repetitions. */
		turn: integer().notNull(),
		/** Shift of the roster in which `turn` counts; null before anybody of a roster was called, and while repeating. */
		shift: text(),
		/** When the next is called; null once it is no longer open. */
		nextAt: text('next_at'),
	},
	(t) => [index('alarms_by_state').on(t.state, t.nextAt), index('alarms_by_place').on(t.adcode, t.place, t.raisedAt)],
);

/** Reports that raised an alarm or joined it, and who answered for each: nobody answers for what they may not know of. */
export const alarmReports = table(
	'alarm_reports',
	{
		alarmId: text('alarm_id')
			.notNull()
			.references(() => alarms.id),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		at: text().notNull(),
		/** When the report went elsewhere while the alarm was open; the alarm is no longer about it. */
		leftAt: text('left_at'),
		answeredAt: text('answered_at'),
		answeredById: text('answered_by_id'),
		answeredByName: text('answered_by_name'),
		/** Office or area that the officer works for, in words. */
		answeredOffice: text('answered_office'),
	},
	(t) => [primaryKey({ columns: [t.alarmId, t.reportId] }), index('alarm_reports_by_report').on(t.reportId, t.at)],
);

/** Everybody who was called, append-only but for the time at which it was delivered. Holds no number and no address. */
export const alarmCalls = table(
	'alarm_calls',
	{
		id: text().primaryKey(),
		alarmId: text('alarm_id')
			.notNull()
			.references(() => alarms.id),
		/** 1, 2, 3 … within the alarm. */
		seq: integer().notNull(),
		at: text().notNull(),
		/** Whose roster. */
		adcode: integer().notNull(),
		/** Nth of those on duty at that time, counted from 0; null where the roster names nobody. */
		entry: integer(),
		/** Office of whoever is on duty; null where the roster names nobody. */
		unitId: text('unit_id'),
		/** Post, e.g. 值班员; null where the roster names nobody. */
		role: text(),
		/** When the first of its channels took it. */
		sentAt: text('sent_at'),
	},
	(t) => [index('alarm_calls_by_alarm').on(t.alarmId, t.seq), index('alarm_calls_by_time').on(t.at)],
);

/** A call to a post that speaks for a further alarm, too: a post that was called a moment ago is not called again. */
export const alarmCallShares = table(
	'alarm_call_shares',
	{
		alarmId: text('alarm_id')
			.notNull()
			.references(() => alarms.id),
		callId: text('call_id')
			.notNull()
			.references(() => alarmCalls.id),
		/** When this alarm was added to it. */
		at: text().notNull(),
		/** When the call was seen to be delivered; never before `at`. */
		sentAt: text('sent_at'),
	},
	(t) => [primaryKey({ columns: [t.alarmId, t.callId, t.at] }), index('alarm_call_shares_by_call').on(t.callId)],
);
