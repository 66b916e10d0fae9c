import type { Deps } from '../../deps.ts';
import type { Circumstances } from './who-decides.ts';

/** What whoDecides needs beside the case, as it is now. */
export function circumstances({ content, now }: Pick<Deps, 'content' | 'now'>): Circumstances {
	return { city: content.units.city.adcode, approverHours: content.identity.approverHours, now: now() };
}
