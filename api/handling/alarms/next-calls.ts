import type { Content } from '../../../content/load.ts';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import { dutyAt } from './duty.ts';

/** Where an alarm stands between two calls. */
export interface Standing {
	/** Whose roster is called first: a county's, or the city's where no county may know. */
	adcode: number;
	stage: 'county' | 'city' | 'repeat';
	/** Nth of those on duty, counted from 0; while repeating, the number of repetitions. */
	turn: number;
}

/** Somebody to call, or an area whose roster names nobody now. */
export interface Call {
	adcode: number;
	/** Nth of those on duty; null where there is nobody. */
	entry: number | null;
	onDuty: DutyEntry | null;
}

export interface NextCalls {
	calls: Call[];
	/** Where the alarm stands afterwards. */
	standing: Pick<Standing, 'stage' | 'turn'>;
	/** Minutes until the calls after these; null: there are none. */
	inMinutes: number | null;
}

type Rules = Pick<Content, 'alarms' | 'duty' | 'units'>;

/**
 * Who is called now: the county's roster one after the other, then the city's, then all of the city's again and again.
 * A roster that names nobody costs no time: the city is called at once. Pure: the same question gets the same answer.
 */
export function nextCalls(content: Rules, standing: Standing, now: Date): NextCalls {
	const { alarms, units } = content;
	const { stage, turn } = standing;
	if (stage === 'repeat') return repeated(content, turn, now);
	const adcode = stage === 'county' ? standing.adcode : units.city.adcode;
	const onDuty = dutyAt(content, adcode, now);
	const called = onDuty[turn];
	const next = { stage, turn: turn + 1 };
	if (called)
		return { calls: [{ adcode, entry: turn, onDuty: called }], standing: next, inMinutes: alarms.answerMinutes };
	const missing = onDuty.length === 0 ? [{ adcode, entry: null, onDuty: null }] : [];
	if (stage === 'county') {
		const city = nextCalls(content, { ...standing, stage: 'city', turn: 0 }, now);
		return { ...city, calls: [...missing, ...city.calls] };
	}
	const again = { stage: 'repeat', turn: 0 } as const;
	// Whoever is missing now may be on the roster at the next repetition.
	if (missing.length > 0) return { calls: missing, standing: again, inMinutes: alarms.repeat.everyMinutes };
	return repeated(content, 0, now);
}

function repeated(content: Rules, turn: number, now: Date): NextCalls {
	const { alarms, units } = content;
	const { adcode } = units.city;
	if (turn >= alarms.repeat.times) return { calls: [], standing: { stage: 'repeat', turn }, inMinutes: null };
	const calls = dutyAt(content, adcode, now).map((onDuty, entry) => ({ adcode, entry, onDuty }));
	return {
		calls: calls.length > 0 ? calls : [{ adcode, entry: null, onDuty: null }],
		standing: { stage: 'repeat', turn: turn + 1 },
		inMinutes: alarms.repeat.everyMinutes,
	};
}
