import { expireRequests } from '../accounts/requests/expire.ts';
import { purgeDevices } from '../accounts/sign-in/known-devices.ts';
import { purgeFailures } from '../accounts/sign-in/sign-in-failures.ts';
import type { StaffDeps } from '../deps.ts';
import { remind } from '../handling/inbox/remind.ts';
import { endWaiting } from '../handling/moves/end-waiting.ts';
import { settleConsents } from '../intake/commission/hand-over.ts';
import { type Keeper, onlyKeeper } from '../keeper.ts';
import { traceOf } from '../log.ts';
import { newDay } from '../publication/record/new-day.ts';

/** Work that belongs to a day: done at start and looked at every hour, so that a new day begins within the hour. */
export interface Hourly {
	start(): void;
	/** Does it now, as the process that did it is gone. */
	run(): void;
	stop(): Promise<void>;
}

const everyMs = 3_600_000;

/** Each of these leaves nothing when asked again on the same day. */
const tasks = {
	'waiting.ended': endWaiting,
	'reminders.left': remind,
	'day.begun': newDay,
	'consents.ended': settleConsents,
	'requests.expired': expireRequests,
	'sign-in-failures.purged': purgeFailures,
	'known-devices.purged': purgeDevices,
};

/** The tasks are the keeper's; every process verifies the log, to know of it when its auditor asks. */
export function hourly(deps: StaffDeps, keeper: Keeper = onlyKeeper): Hourly {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<unknown> = Promise.resolve();
	const run = () => {
		const verified = () => deps.auditWatch.everyHour(keeper.keeps());
		const now = Object.entries({ ...(keeper.keeps() ? tasks : {}), 'audit.verified': verified });
		running = Promise.all(
			now.map(async ([event, task]) => {
				try {
					await task(deps);
					deps.log.info({ event });
				} catch (error) {
					deps.log.error({ event: `${event}.failed`, ...traceOf(error) });
				}
			}),
		);
	};
	return {
		run,
		start() {
			run();
			timer = setInterval(run, everyMs);
		},
		async stop() {
			clearInterval(timer);
			await running;
		},
	};
}
