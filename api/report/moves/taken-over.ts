import { restartAcceptClock } from '../clocks.ts';
import type { Changes, Making } from './move.ts';

/** Changes when another unit takes over: not accepted there yet, and without a handler. */
export function takenOver({ content, report, today }: Pick<Making<unknown>, 'content' | 'report' | 'today'>): Changes {
	return { handlerId: null, acceptedAt: null, acceptBy: restartAcceptClock(content, report, today) };
}
