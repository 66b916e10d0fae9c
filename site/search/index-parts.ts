import type { SearchEntry } from './browser/match.ts';
import { cut } from './cut.ts';
import { searchEntries } from './entries.ts';

/** Characters of one part: some 45 KB over the wire, three seconds on slow 3G. */
const most = 300_000;
let parts: SearchEntry[][] | undefined;

/** What search looks through, in parts: what stays, then ponds, then results from the newest to the oldest. */
export function indexParts(): SearchEntry[][] {
	parts ??= cut(searchEntries(), most);
	return parts;
}
