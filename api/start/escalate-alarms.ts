import { isDiskFull } from '../../db/disk-space.ts';
import type { Deps } from '../deps.ts';
import type { Keeper } from '../keeper.ts';
import { traceOf } from '../log.ts';
import { type PeriodicTask, periodicTask } from '../periodic-task.ts';
import { callDue } from '../report/alarms/call-due.ts';

/**
 * Escalates alarms that nobody answered, at any time of day, on weekends and holidays as well. Each run calls everybody
 * who is due.
 */
export function alarmEscalation(deps: Deps, keeper: Keeper): PeriodicTask {
	return periodicTask(
		async () => {
			if (keeper.keeps()) await callDue(deps);
		},
		(error) => {
			// A full disk is reported once, by alert-full-disk.ts.
			if (!isDiskFull(error)) deps.log.error({ event: 'alarms.failed', ...traceOf(error) });
		},
	);
}
