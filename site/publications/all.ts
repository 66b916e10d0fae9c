import { acceptanceList } from './acceptances.ts';
import { closureList } from './closures.ts';
import { decisionList } from './decisions.ts';
import { listPath, type PublicList } from './list.ts';
import { restorationList } from './restorations.ts';

let made: PublicList[] | undefined;

/** The lists beside the case results, made once per build, in the order in which they are offered. */
export function publicLists(): PublicList[] {
	made ??= [acceptanceList(), decisionList(), restorationList(), closureList()];
	return made;
}

/** Where those lists are, as other pages offer them: name with the number of entries. */
export const listLinks = (): Array<{ text: string; path: string }> =>
	publicLists().map(({ id, name, entries, counter }) => ({
		text: `${name}（${entries.length} ${counter}）`,
		path: listPath(id),
	}));
