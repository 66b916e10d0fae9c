import type { Content } from '../../content/content.ts';
import { content } from './content.ts';

/** What is published from day to day; all else changes with a build of the whole site only. */
type Published =
	| 'notices'
	| 'ponds'
	| 'results'
	| 'withdrawnResults'
	| 'batches'
	| 'acceptances'
	| 'decisions'
	| 'restorations'
	| 'statistics';

/**
 * What every page may say without being made anew when something is published: the portal, its rules and its places.
 * What is on every page and what is on pages that are kept takes from here and never from `content()`.
 */
export function ground(): Omit<Content, Published> {
	return content();
}
