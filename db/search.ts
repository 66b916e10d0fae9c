import { type Column, eq, type SQL, sql } from 'drizzle-orm';
import type { Reader, Transaction } from './database.ts';
import { engine } from './engine.ts';
import { kept, placeholders } from './kept.ts';
import { postgresIndex } from './postgres/search-index.ts';
import { rowsOf } from './raw.ts';
import { reportTexts } from './schema/search.ts';
import { areaOf, type SearchText } from './search-index.ts';
import { sqliteIndex } from './sqlite/search-index.ts';

const index = engine === 'postgres' ? postgresIndex : sqliteIndex;

/** Matches that one search takes up, the newest first: more than anybody reads. */
export const mostMatches = 2000;

/**
 * Reports whose staff texts hold all the words, in one county or (null) in all, and that meet a condition. Capital letters
 * do not count. The matches are few: `is true` keeps the indexes of the condition from being tried first.
 */
export function amongMatches(id: Column, words: string[], adcode: number | null, condition: SQL | undefined): SQL {
	const { seq, reportId } = reportTexts;
	const found = sql`${id} in (select ${reportId} from ${reportTexts} where ${seq} in (${index.matches(words, adcode, mostMatches)}))`;
	return condition ? sql`${found} and (${condition}) is true` : found;
}

/** Whether a search has more matches than it takes up. */
export async function hasMoreMatches(from: Reader, words: string[], adcode: number | null): Promise<boolean> {
	const found = index.matches(words, adcode, mostMatches + 1);
	const [row] = await rowsOf<{ total: number }>(from, sql`select count(*) as total from (${found}) as found`);
	return (row?.total ?? 0) > mostMatches;
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
	if (row) await index.add(tx, { seq: row.seq, area, words });
}

const insertText = kept((on) =>
	on
		.insert(reportTexts)
		.values(placeholders(reportTexts, ['reportId', 'area', 'words']))
		.returning({ seq: reportTexts.seq })
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

const linesOf = (parts: string[]) => parts.map((part) => `${part}\n`).join('');

async function rewrite(tx: Transaction, reportId: string, change: (row: SearchText) => SearchText): Promise<void> {
	const [row] = await tx.select().from(reportTexts).where(eq(reportTexts.reportId, reportId));
	if (!row) return;
	const changed = change(row);
	await tx.update(reportTexts).set(changed).where(eq(reportTexts.seq, row.seq));
	await index.replace(tx, row, changed);
}
