import { sql } from 'drizzle-orm';
import { run } from '../raw.ts';
import { areaOf, type SearchIndex, type SearchText } from '../search-index.ts';

/**
 * Every two characters in a row of a text, as numbers in an inverted index: two-character words, which Chinese is full of,
 * are found by it, and no extension of the server is needed. Texts that have all pairs of a word are then asked for the
 * word itself.
 */
export const postgresIndex: SearchIndex = {
	matches(words, adcode, most) {
		const folded = words.map(fold);
		const wanted = [...new Set([...folded.flatMap(pairsOf), ...(adcode === null ? [] : [countyPair(areaOf(adcode))])])];
		const hold = folded.map((word) => sql`strpos(folded, ${word}) > 0`);
		return sql`select seq from report_pairs
			where ${sql.join([sql`pairs @> ${arrayOf(wanted)}::bigint[]`, ...hold], sql` and `)}
			order by seq desc limit ${most}`;
	},
	async add(tx, text) {
		const { folded, pairs } = indexed(text);
		await run(
			tx,
			sql`insert into report_pairs (seq, folded, pairs) values (${text.seq}, ${folded}, ${arrayOf(pairs)}::bigint[])`,
		);
	},
	async replace(tx, _, after) {
		const { folded, pairs } = indexed(after);
		await run(
			tx,
			sql`update report_pairs set folded = ${folded}, pairs = ${arrayOf(pairs)}::bigint[] where seq = ${after.seq}`,
		);
	},
};

/** What the index keeps of a text. */
export function indexed({ area, words }: SearchText): { folded: string; pairs: number[] } {
	const folded = fold(words);
	return { folded, pairs: [...new Set([countyPair(area), ...folded.split('\n').flatMap(pairsOf)])] };
}

const fold = (text: string) => text.toLowerCase();

/** Above the highest code point, so that each pair has a number of its own. */
const codePoints = 0x110000;

function pairsOf(text: string): number[] {
	const points = [...text].map((character) => character.codePointAt(0) ?? 0);
	return points.slice(1).map((point, index) => (points[index] ?? 0) * codePoints + point);
}

/** The number of a county, by the characters that stand for it: less than that of any pair. */
function countyPair(area: string): number {
	return -(pairsOf(area)[0] ?? 0);
}

const arrayOf = (numbers: number[]) => `{${numbers.join(',')}}`;
