import type { Content } from '../../../content/content.ts';
import { addDays, dayOf, minuteOfDay } from '../../../content/facts/time.ts';
import type { DutyEntry, DutyShift } from '../../../content/schema/alarms.ts';

type Rosters = Pick<Content, 'duty'>;

const dayMinutes = 24 * 60;
/** Days that are looked through for hours without anybody: a fortnight shows every week's pattern. */
const lookedAhead = 14;

/** Those on duty for an area at an instant, in the order in which they are called; empty where the roster names nobody. */
export function dutyAt(rosters: Rosters, adcode: number, instant: Date): DutyEntry[] {
	return shiftOn(rosters, adcode, instant)?.call ?? [];
}

/** The shift at an instant: a name by which it is known within its roster, and those on duty in it. */
export function shiftOn(
	{ duty }: Rosters,
	adcode: number,
	instant: Date,
): { known: string; call: DutyEntry[] } | undefined {
	const shift = shiftAt({ duty }, adcode, { day: dayOf(instant), minute: minuteOfDay(instant) });
	const roster = duty.find((each) => each.adcode === adcode);
	return shift && { known: `${roster?.shifts.indexOf(shift)} ${shift.name}`, call: shift.call };
}

function shiftAt({ duty }: Rosters, adcode: number, at: { day: string; minute: number }): DutyShift | undefined {
	const roster = duty.find((each) => each.adcode === adcode);
	return roster?.shifts.find(
		(shift) => covers(shift, at.day, at.minute) || covers(shift, addDays(at.day, -1), at.minute + dayMinutes),
	);
}

/** Whether the shift that begins on `day` covers a minute counted from the midnight at which that day begins. */
function covers(shift: DutyShift, day: string, minute: number): boolean {
	const { from, to, days } = shift;
	if ((from && day < from) || (to && day > to) || !days.includes(weekdayOf(day))) return false;
	const { begin, end } = minutesOf(shift);
	return begin <= minute && minute < end;
}

/** Begin and end in minutes from midnight; an end over midnight lies in the next day. */
function minutesOf({ hours }: DutyShift): { begin: number; end: number } {
	if (!hours) return { begin: 0, end: dayMinutes };
	const [begin = 0, end = 0] = hours.split('-').map((time) => {
		const [hour = 0, minute = 0] = time.split(':').map(Number);
		return hour * 60 + minute;
	});
	return { begin, end: end > begin ? end : end + dayMinutes };
}

/** 1 (Monday) to 7 (Sunday). */
function weekdayOf(day: string): number {
	return new Date(day).getUTCDay() || 7;
}

/** Areas whose roster names nobody at some time of the coming fortnight; `always` where it never does. */
export function dutyGaps(
	content: Pick<Content, 'duty' | 'units'>,
	now: Date,
): Array<{ adcode: number; always: boolean }> {
	const today = dayOf(now);
	const days = Array.from({ length: lookedAhead }, (_, ahead) => addDays(today, ahead));
	return [content.units.city, ...content.units.counties].flatMap(({ adcode }) => {
		// Who is on duty changes only where a shift begins or ends.
		const shifts = content.duty.find((roster) => roster.adcode === adcode)?.shifts ?? [];
		const changes = shifts.map(minutesOf).flatMap(({ begin, end }) => [begin, end % dayMinutes]);
		const moments = days.flatMap((day) => [...new Set([0, ...changes])].map((minute) => ({ day, minute })));
		const manned = moments.filter((at) => shiftAt(content, adcode, at)).length;
		return manned === moments.length ? [] : [{ adcode, always: manned === 0 }];
	});
}
