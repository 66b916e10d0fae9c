import type { Content } from '../../../content/content.ts';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import type { alarms } from '../../../db/schema/alarms.ts';
import { dutyAt, shiftOn } from './duty.ts';

/** State of the escalation of an alarm between two calls. */
export type EscalationState = Pick<typeof alarms.$inferSelect, 'adcode' | 'stage' | 'turn' | 'shift'>;

/** Somebody to call, or an area whose roster names nobody now. */
export interface Call {
	adcode: number;
	/** Nth of those on duty; null where there is nobody. */
	entry: number | null;
	onDuty: DutyEntry | null;
}

export interface NextCalls {
	calls: Call[];
	/** State of the escalation afterwards. */
	state: Omit<EscalationState, 'adcode'>;
	/** Minutes until the calls after these. */
	inMinutes: number;
	/** True once: from now on the repetitions are fewer. They never end by themselves. */
	slowed: boolean;
}

type Rules = Pick<Content, 'alarms' | 'duty' | 'units'>;

/**
 * Who is called now: the county's roster one after the other, then the city's, then all of the city's repeatedly. Where
 * nobody is on duty in the county, the city is called at once. After a change of shift it begins with the new shift's
 * first post: the position counts within its shift alone. A pure function.
 */
export function nextCalls(content: Rules, state: EscalationState, now: Date): NextCalls {
	const { alarms, units } = content;
	const { stage } = state;
	if (stage === 'repeat') return repeated(content, state.turn, now);
	const adcode = stage === 'county' ? state.adcode : units.city.adcode;
	const shift = shiftOn(content, adcode, now);
	const turn = shift?.known === state.shift ? state.turn : 0;
	const called = shift?.call[turn];
	if (shift && called) {
		const next = { stage, turn: turn + 1, shift: shift.known };
		const calls = [{ adcode, entry: turn, onDuty: called }];
		return { calls, state: next, inMinutes: alarms.answerMinutes, slowed: false };
	}
	const missing = shift ? [] : [{ adcode, entry: null, onDuty: null }];
	if (stage === 'county') {
		const city = nextCalls(content, { ...state, stage: 'city', turn: 0, shift: null }, now);
		return { ...city, calls: [...missing, ...city.calls] };
	}
	if (missing.length === 0) return repeated(content, 0, now);
	// A roster that is empty now may not be at the next repetition.
	const again = { stage: 'repeat', turn: 0, shift: null } as const;
	return { calls: missing, state: again, inMinutes: alarms.repeat.everyMinutes, slowed: false };
}

function repeated(content: Rules, turn: number, now: Date): NextCalls {
	const { repeat } = content.alarms;
	const { adcode } = content.units.city;
	const calls = dutyAt(content, adcode, now).map((onDuty, entry) => ({ adcode, entry, onDuty }));
	return {
		calls: calls.length > 0 ? calls : [{ adcode, entry: null, onDuty: null }],
		state: { stage: 'repeat', turn: turn + 1, shift: null },
		inMinutes: turn + 1 < repeat.times ? repeat.everyMinutes : repeat.thenEveryMinutes,
		slowed: turn + 1 === repeat.times,
	};
}
