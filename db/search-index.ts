import type { SQL } from 'drizzle-orm';
import type { Transaction } from './database.ts';
import type { reportTexts } from './schema/search.ts';

/** What staff can search of a report. */
export type SearchText = Pick<typeof reportTexts.$inferSelect, 'seq' | 'area' | 'words'>;

/** What an engine finds words by. */
export interface SearchIndex {
	/** A query for `seq` of the newest texts that hold all the words, in one county or (null) in all. */
	matches(words: string[], adcode: number | null, most: number): SQL;
	add(tx: Transaction, text: SearchText): Promise<void>;
	/** Replaces the words of a text that is in the index, after its row was. */
	replace(tx: Transaction, before: SearchText, after: SearchText): Promise<void>;
}

/** The three characters that stand for a county in a text's `area`: of a range that no text uses. */
export function areaOf(adcode: number): string {
	return String.fromCharCode(0xe000 + Math.floor(adcode / 1000), 0xe000 + (adcode % 1000), 0xe000);
}
