import type { Result } from '../../content/schema/result.ts';
import { content } from '../build/content.ts';
import { resultMarks } from './review.ts';

/** A result as the page of its pond lists it. */
export interface PondResult {
	title: string;
	/** Address from the portal's root. */
	path: string;
	day: string;
	tags: string[];
}

let byPond: Map<string | undefined, Result[]> | undefined;

/** Results about a pond that stand, newest first; gathered once per build. */
export function resultsOfPond(id: string): PondResult[] {
	byPond ??= Map.groupBy(content().results, ({ pondId }) => pondId);
	return (byPond.get(id) ?? []).map((result) => ({
		title: result.title,
		path: `results/${result.id}/`,
		day: result.published,
		tags: resultMarks(result),
	}));
}
