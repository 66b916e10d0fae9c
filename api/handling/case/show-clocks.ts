import { dayOf } from '../../../content/facts/time.ts';
import { type Clock, clockDay, type Due, dueOf, dueOn } from '../../report/clocks.ts';
import type { Report } from '../../report/report.ts';

export interface ShownClock extends Due {
	state: 'running' | 'paused' | 'met' | 'missed';
}

/** A clock, the day it ends, and the day on which what it was for was done. */
interface Stretch {
	id: Clock;
	by: string;
	doneOn: string | null;
}

/** Every clock a report has had, with how it stands: promised ones, the legal ones since 立案, and the city's own. */
export function clocksOf(report: Report, today: string): ShownClock[] {
	const day = (at: string | null) => (at === null ? null : dayOf(new Date(at)));
	const concluded = day(report.concludedAt);
	const replyBy = report.extendedUntil ?? report.replyBy;
	const shown = (stretch: Stretch) => clock(report, today, stretch);
	const clocks = [
		shown({ id: 'accept', by: report.acceptBy, doneOn: day(report.acceptedAt) ?? concluded }),
		shown({ id: 'reply', by: replyBy, doneOn: concluded }),
		report.penaltyBy && shown({ id: 'penalty', by: report.penaltyBy, doneOn: report.decidedOn ?? concluded }),
		report.serviceBy && shown({ id: 'service', by: report.serviceBy, doneOn: report.servedOn }),
		report.supervisedBy && shown({ id: 'supervision', by: report.supervisedBy, doneOn: concluded }),
	].filter((each) => each !== null && each !== '');
	const running = dueOf(report, today);
	if (!running || clocks.some(({ id }) => id === running.id)) return clocks;
	return [...clocks, { ...running, state: report.waitingSince ? 'paused' : 'running' }];
}

/** The law's clocks and the city's do not wait for the reporter. */
const pausing: readonly Clock[] = ['accept', 'reply'];

function clock(report: Report, today: string, { id, by, doneOn }: Stretch): ShownClock {
	const waits = pausing.includes(id) && report.waitingSince !== null;
	const due = dueOn(id, by, doneOn ?? (waits ? clockDay(report, today) : today));
	if (doneOn !== null) return { ...due, state: due.overdue ? 'missed' : 'met' };
	return { ...due, state: waits ? 'paused' : 'running' };
}
