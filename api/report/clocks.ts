import type { Content } from '../../content/content.ts';
import { entryOf } from '../../content/facts/look-up.ts';
import { addDays, dayOf, daysBetween } from '../../content/facts/time.ts';
import type { Deadline } from '../../content/schema/rules.ts';
import type { Report } from './report.ts';
import type { Status } from './statuses.ts';
import { addWorkdays, workdaysBetween } from './workdays.ts';

/** The clocks that can be the running one of a report. */
export type RunningClock = NonNullable<Report['dueClock']>;

/** Names of all clocks, as staff and reporters read them. */
export const clockNames = {
	accept: '受理期限',
	reply: '办结期限',
	objection: '裁定期限',
	review: '复查期限',
	penalty: '处罚决定期限',
	service: '送达期限',
	supervision: '督办期限',
} as const;

export type Clock = keyof typeof clockNames;

type Rules = Pick<Content, 'deadlines' | 'holidays'>;
type WaitingRules = Rules & Pick<Content, 'approvals'>;

/** The day a clock ends that starts on `start` (`YYYY-MM-DD`); the first day counted is the one after. */
export function endOf(content: Rules, id: Deadline['id'], start: string): string {
	const { count, days } = deadlineOf(content, id);
	return count === 'calendar' ? addDays(start, days) : addWorkdays(content, start, days);
}

function deadlineOf({ deadlines }: Rules, id: Deadline['id']): Deadline {
	const deadline = entryOf(deadlines, id);
	if (!deadline) throw new Error(`deadlines.yaml has no clock ${id}`);
	return deadline;
}

/** What a reporter is promised on the day of receipt. */
export function promises(content: Rules, receivedOn: string): { acceptBy: string; replyBy: string } {
	const acceptBy = endOf(content, 'accept', receivedOn);
	const { starts } = deadlineOf(content, 'reply');
	return { acceptBy, replyBy: endOf(content, 'reply', starts === 'received' ? receivedOn : acceptBy) };
}

/**
 * The end of the accept clock for a unit that takes a report over from another: it starts anew, but ends with the
 * answer promised to the reporter, and never before the day it ended until now.
 */
export function restartAcceptClock(
	content: Rules,
	promised: { acceptBy: string; replyBy: string; extendedUntil: string | null },
	today: string,
): string {
	const answerBy = promised.extendedUntil ?? promised.replyBy;
	let by = endOf(content, 'accept', today);
	if (by > answerBy) by = answerBy;
	if (by < promised.acceptBy) by = promised.acceptBy;
	return by;
}

const clockOf: Partial<Record<Status, RunningClock>> = {
	received: 'accept',
	assigned: 'accept',
	objected: 'objection',
	accepted: 'reply',
	investigating: 'reply',
	filed: 'reply',
	rectifying: 'reply',
	reviewing: 'review',
};

/** The clock that runs in a status and the day it ends; nulls where none runs. */
export function runningClock(
	content: Rules,
	status: Status,
	promised: { acceptBy: string; replyBy: string; extendedUntil: string | null },
	enteredOn: string,
): { dueClock: RunningClock | null; dueBy: string | null } {
	const dueClock = clockOf[status] ?? null;
	if (dueClock === null) return { dueClock, dueBy: null };
	if (dueClock === 'accept') return { dueClock, dueBy: promised.acceptBy };
	if (dueClock === 'reply') return { dueClock, dueBy: promised.extendedUntil ?? promised.replyBy };
	return { dueClock, dueBy: endOf(content, dueClock, enteredOn) };
}

/**
 * What changes when the waiting for the reporter ends: every promise still owed moves by the days waited, in the days
 * its clock counts, and by no more than the rules let a case wait. Nothing where nobody waited.
 */
export function resumed(content: WaitingRules, report: Report, today: string): Partial<Report> {
	if (!report.waitingSince) return {};
	const since = dayOf(new Date(report.waitingSince));
	const longest = addDays(since, content.approvals.waiting.days);
	const until = today < longest ? today : longest;
	const moved = (id: Deadline['id'], by: string) =>
		deadlineOf(content, id).count === 'calendar'
			? addDays(by, daysBetween(since, until))
			: addWorkdays(content, by, workdaysBetween(content, since, until));
	return {
		waitingSince: null,
		acceptBy: report.acceptedAt ? report.acceptBy : moved('accept', report.acceptBy),
		replyBy: moved('reply', report.replyBy),
		extendedUntil: report.extendedUntil && moved('reply', report.extendedUntil),
		dueBy: report.dueClock && report.dueBy && moved(report.dueClock, report.dueBy),
	};
}

/** A due date as it is shown: days left, negative when overdue. */
export interface Due {
	id: Clock;
	name: string;
	by: string;
	daysLeft: number;
	overdue: boolean;
}

/** A clock seen on a day. */
export function dueOn(id: Clock, by: string, day: string): Due {
	const daysLeft = daysBetween(day, by);
	return { id, name: clockNames[id], by, daysLeft, overdue: daysLeft < 0 };
}

/** The running clock of a report; while the reporter's answer is awaited it stands still. Null when none runs. */
export function dueOf(report: Report, today: string): Due | null {
	if (!report.dueClock || !report.dueBy) return null;
	return dueOn(report.dueClock, report.dueBy, clockDay(report, today));
}

/** The day a report's clocks show. */
export function clockDay(report: Pick<Report, 'waitingSince'>, today: string): string {
	return report.waitingSince ? dayOf(new Date(report.waitingSince)) : today;
}
