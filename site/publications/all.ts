import { acceptanceList } from './acceptances.ts';
import { closureList } from './closures.ts';
import { decisionList } from './decisions.ts';
import type { PublicList } from './list.ts';
import { restorationList } from './restorations.ts';

let made: PublicList[] | undefined;

/** The lists beside the case results, made once per build, in the order in which they are offered. */
export function publicLists(): PublicList[] {
	made ??= [acceptanceList(), decisionList(), restorationList(), closureList()];
	return made;
}
