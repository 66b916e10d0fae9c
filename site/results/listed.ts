import type { Result, WithdrawnResult } from '../../content/schema/result.ts';
import { content } from '../build/content.ts';

/** A result of the public list, or what is left of it. */
export type Listed = Result | WithdrawnResult;

export const isWithdrawn = (result: Listed): result is WithdrawnResult => 'withdrawn' in result;

export const isPublished = (result: Listed): result is Result => !isWithdrawn(result);

let listed: Listed[] | undefined;

/** All results, newest first: by the day they were made public, or the day they were withdrawn. Made once per build. */
export function listedResults(): Listed[] {
	listed ??= [...content().results, ...content().withdrawnResults].sort(
		(a, b) => dayOf(b).localeCompare(dayOf(a)) || b.id.localeCompare(a.id),
	);
	return listed;
}

const dayOf = (result: Listed): string => (isWithdrawn(result) ? result.withdrawn.day : result.published);
