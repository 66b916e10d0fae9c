import { isDiskFull } from '../db/room.ts';
import type { Deps } from './deps.ts';
import { callDue } from './handling/alarms/call-due.ts';
import { traceOf } from './log.ts';
import { type Repeated, repeated } from './repeated.ts';

/**
 * Passes on what nobody answers, by the clock on the wall: nights, weekends and holidays are like any other time. Each
 * run calls everybody whose turn has come.
 */
export function alarmClock(deps: Deps): Repeated {
	return repeated(
		() => callDue(deps),
		(error) => {
			// A full disk is said once, where the room is watched.
			if (!isDiskFull(error)) deps.log.error({ event: 'alarms.failed', ...traceOf(error) });
		},
	);
}
