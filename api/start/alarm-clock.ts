import { isDiskFull } from '../../db/room.ts';
import { type Repeated, repeated } from '../delivery/repeated.ts';
import type { Deps } from '../deps.ts';
import { traceOf } from '../log.ts';
import { callDue } from '../report/alarms/call-due.ts';

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
