import { type Column, eq, type SQL, sql } from 'drizzle-orm';
import { integer, table, text } from './columns/columns.ts';
import type { Transaction } from './database.ts';
import { kept, placeholders } from './kept.ts';
import { reportTexts } from './schema/search.ts';

/** Matches that one search takes up, the newest first: more than anybody reads. */
export const mostMatches = 2000;

/**
 * Reports whose staff texts hold all the words, in one county or (null) in all, and that meet a condition. The index
 * knows every three characters in a row; two are looked up as the beginnings of three, for which each part has an end
 * of line after it. The matches are few: `is true` keeps the indexes of the condition from being tried first.
 */
export function amongMatches(id: Column, words: string[], adcode: number | null, condition: SQL | undefined): SQL {
	const { seq, reportId } = reportTexts;
	const found = sql`${id} in (select ${reportId} from ${reportTexts} where ${seq} in (${matches(words, adcode)}))`;
	return condition ? sql`${found} and (${condition}) is true` : found;
}

/** 1 where a search has more matches than it takes up. */
export function hasMoreMatches(words: string[], adcode: number | null): SQL<number> {
	return sql`(select count(*) > ${mostMatches} from (${matches(words, adcode, mostMatches + 1)}))`;
}

function matches(words: string[], adcode: number | null, most = mostMatches): SQL {
	const area = adcode === null ? [] : [sql`${`area : ${quoted(areaOf(adcode))}`}`];
	const all = sql.join([...area, ...words.map(wordCondition)], sql` || ' AND ' || `);
	return sql`select rowid from report_words where report_words match (${all}) order by rowid desc limit ${most}`;
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

/** The three characters that stand for a county: of a range that no text uses. */
export function areaOf(adcode: number): string {
	return String.fromCharCode(0xe000 + Math.floor(adcode / 1000), 0xe000 + (adcode % 1000), 0xe000);
}

/** Begins what staff can search of a new report: the parts that are there. */
export async function addText(
	tx: Transaction,
	reportId: string,
	adcode: number | null,
	parts: Array<string | null>,
): Promise<void> {
	const words = linesOf(parts.flatMap((part) => part ?? []));
	const area = areaOf(adcode ?? 0);
	const [row] = await insertText(tx).execute({ reportId, area, words });
	if (row) await insertIndexed(tx).execute({ seq: row.seq, area, words });
}

const insertText = kept((on) =>
	on
		.insert(reportTexts)
		.values(placeholders(reportTexts, ['reportId', 'area', 'words']))
		.returning({ seq: reportTexts.seq })
		.prepare(),
);

/** The index, which is no table of the schema: rows are written to it by their number. */
const reportWords = table('report_words', { seq: integer('rowid'), area: text(), words: text() });
const insertIndexed = kept((on) =>
	on
		.insert(reportWords)
		.values(placeholders(reportWords, ['seq', 'area', 'words']))
		.prepare(),
);

/** Adds parts to what staff can search of a report. */
export async function appendText(tx: Transaction, reportId: string, parts: string[]): Promise<void> {
	if (parts.length > 0) await rewrite(tx, reportId, (row) => ({ ...row, words: row.words + linesOf(parts) }));
}

/** Lets another county search a report instead of the one before. */
export async function moveText(tx: Transaction, reportId: string, adcode: number | null): Promise<void> {
	await rewrite(tx, reportId, (row) => ({ ...row, area: areaOf(adcode ?? 0) }));
}

/** Takes one part out of what staff can search of a report. */
export async function forgetText(tx: Transaction, reportId: string, part: string): Promise<void> {
	await rewrite(tx, reportId, (row) => ({ ...row, words: row.words.replaceAll(linesOf([part]), '') }));
}

type Text = typeof reportTexts.$inferSelect;

const linesOf = (parts: string[]) => parts.map((part) => `${part}\n`).join('');

/** The index is told what it forgets: it keeps no text of its own. */
async function rewrite(tx: Transaction, reportId: string, change: (row: Text) => Text): Promise<void> {
	const [row] = await tx.select().from(reportTexts).where(eq(reportTexts.reportId, reportId));
	if (!row) return;
	const changed = change(row);
	await tx.run(
		sql`insert into report_words (report_words, rowid, area, words) values ('delete', ${row.seq}, ${row.area}, ${row.words})`,
	);
	await tx.update(reportTexts).set(changed).where(eq(reportTexts.seq, row.seq));
	await tx.run(indexed(changed));
}

const indexed = ({ seq, area, words }: Text) =>
	sql`insert into report_words (rowid, area, words) values (${seq}, ${area}, ${words})`;
