import chineseDays from 'chinese-days';
import type { Content } from '../../content/load.ts';
import type { Deadline } from '../../content/schema/rules.ts';
import { addDays, daysBetween } from '../time.ts';
import type { Status } from './statuses.ts';

/** The clocks that can be the running one of a report. */
export type RunningClock = 'accept' | 'reply' | 'objection' | 'review';

/** Names of the running clocks, as staff and reporters read them. */
export const clockNames: Record<RunningClock, string> = {
	accept: '受理期限',
	reply: '办结期限',
	objection: '裁定期限',
	review: '复查期限',
};

/** The day a clock ends that starts on `start` (`YYYY-MM-DD`); the first day counted is the one after. */
export function endOf(deadlines: Deadline[], id: Deadline['id'], start: string): string {
	const deadline = deadlines.find((each) => each.id === id);
	if (!deadline) throw new Error(`deadlines.yaml has no clock ${id}`);
	return deadline.count === 'calendar' ? addDays(start, deadline.days) : addWorkdays(start, deadline.days);
}

/** Working days in the calendar of the State Council, make-up workdays included. */
export function addWorkdays(start: string, days: number): string {
	let day = start;
	for (let left = days; left > 0; ) {
		day = addDays(day, 1);
		if (chineseDays.isWorkday(day)) left -= 1;
	}
	return day;
}

/** What a reporter is promised on the day of receipt. */
export function promises(content: Content, receivedOn: string): { acceptBy: string; replyBy: string } {
	const acceptBy = endOf(content.deadlines, 'accept', receivedOn);
	const reply = content.deadlines.find((deadline) => deadline.id === 'reply');
	return { acceptBy, replyBy: endOf(content.deadlines, 'reply', reply?.starts === 'received' ? receivedOn : acceptBy) };
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
	content: Content,
	status: Status,
	promised: { acceptBy: string; replyBy: string; extendedUntil: string | null },
	enteredOn: string,
): { dueClock: RunningClock | null; dueBy: string | null } {
	const dueClock = clockOf[status] ?? null;
	if (dueClock === null) return { dueClock, dueBy: null };
	if (dueClock === 'accept') return { dueClock, dueBy: promised.acceptBy };
	if (dueClock === 'reply') return { dueClock, dueBy: promised.extendedUntil ?? promised.replyBy };
	return { dueClock, dueBy: endOf(content.deadlines, dueClock, enteredOn) };
}

/** A due date as it is shown: days left, negative when overdue. */
export interface Due {
	id: RunningClock;
	name: string;
	by: string;
	daysLeft: number;
	overdue: boolean;
}

/** Null when no clock runs. */
export function dueOn(clock: string | null, by: string | null, today: string): Due | null {
	if (!clock || !by) return null;
	const id = clock as RunningClock;
	const daysLeft = daysBetween(today, by);
	return { id, name: clockNames[id], by, daysLeft, overdue: daysLeft < 0 };
}
