import { type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Transaction } from '../database.ts';
import { kept, placeholders } from '../kept.ts';
import { run } from '../raw.ts';
import { areaOf, type SearchIndex, type SearchText } from '../search-index.ts';

/**
 * The full-text index of SQLite, which knows every three characters in a row; two are looked up as the beginnings of
 * three, for which each part of a text has an end of line after it.
 */
export const sqliteIndex: SearchIndex = {
	matches(words, adcode, most) {
		const area = adcode === null ? [] : [sql`${`area : ${quoted(areaOf(adcode))}`}`];
		const all = sql.join([...area, ...words.map(wordCondition)], sql` || ' AND ' || `);
		return sql`select rowid from report_words where report_words match (${all}) order by rowid desc limit ${most}`;
	},
	add,
	/** The index is told what it forgets: it keeps no text of its own. */
	async replace(tx, before, after) {
		await run(
			tx,
			sql`insert into report_words (report_words, rowid, area, words)
				values ('delete', ${before.seq}, ${before.area}, ${before.words})`,
		);
		await add(tx, after);
	},
};

/** The index, which is no table of the schema: rows are written to it by their number. */
const reportWords = sqliteTable('report_words', { seq: integer('rowid'), area: text(), words: text() });
const insert = kept((on) =>
	on
		.insert(reportWords)
		.values(placeholders(reportWords, ['seq', 'area', 'words']))
		.prepare(),
);

async function add(tx: Transaction, { seq, area, words }: SearchText): Promise<void> {
	await insert(tx).execute({ seq, area, words });
}

/** The condition of one word, of two characters or more, in the language of the index. */
function wordCondition(word: string): SQL {
	if ([...word].length > 2) return sql`${`words : ${quoted(word)}`}`;
	// Folded as the index folds it.
	const start = word.toLowerCase();
	const terms = sql`select group_concat('"' || replace(term, '"', '""') || '"', ' OR ') from report_terms
		where term >= ${start} and term < ${start} || char(1114111)`;
	// Where nothing begins like this, something that stands nowhere.
	return sql`'words : (' || coalesce((${terms}), ${quoted(areaOf(0).repeat(2))}) || ')'`;
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
