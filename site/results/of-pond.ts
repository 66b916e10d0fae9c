import type { Result } from '../../content/schema/result.ts';
import { content } from '../content.ts';

let byPond: Map<string | undefined, Result[]> | undefined;

/** Results about a pond that stand, newest first; gathered once per build. */
export function resultsOfPond(id: string): Result[] {
	byPond ??= Map.groupBy(content().results, ({ pondId }) => pondId);
	return byPond.get(id) ?? [];
}
