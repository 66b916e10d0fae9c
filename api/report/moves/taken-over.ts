import { acceptAnew } from '../clocks.ts';
import type { Changes, Making } from './move.ts';

/** Another unit has it now: nobody there has accepted it yet, and whoever handled it no longer does. */
export function takenOver({ content, report, today }: Pick<Making<unknown>, 'content' | 'report' | 'today'>): Changes {
	return { handlerId: null, acceptedAt: null, acceptBy: acceptAnew(content, report, today) };
}
