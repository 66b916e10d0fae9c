import { dayInWords, hourInWords, minuteOf } from '../../content/facts/time.ts';
import type { BatchCover } from '../../content/schema/batch.ts';
import type { Result, WithdrawnResult } from '../../content/schema/result.ts';
import { isPublished, isWithdrawn, type Listed } from '../results/listed.ts';

/** Later news of a case that an earlier batch made public. */
export interface CaseNews {
	result: Result;
	day: string;
	text: string;
}

/** Results made public together, as 第N批. */
export interface Batch {
	number: number;
	/** Day up to which the batch reports: that of its cover, else that of its newest result. */
	published: string;
	/** The same moment in words, with the hour where the cover says it. */
	asOf: string;
	/** Results still to be seen. */
	shown: Result[];
	/** Those that are named and no longer shown. */
	withdrawn: WithdrawnResult[];
	/**
	 * By which channels its cases came; empty where the cover does not say, and where a case was withdrawn: nobody can
	 * tell any more by which of them that one came.
	 */
	channels: Array<{ name: string; count: number }>;
	/** What became known of cases of earlier batches since the batch before, newest first. */
	earlier: CaseNews[];
	/** Cases made public up to and with this batch that still stand. */
	total: number;
	demo: boolean;
}

/** Gathers results into their batches, newest batch first, cases in the order of their ids. */
export function batches(results: Listed[], covers: BatchCover[]): Batch[] {
	const byNumber = Map.groupBy(
		results.filter(({ batch }) => batch !== undefined),
		({ batch }) => batch ?? 0,
	);
	const news = newsOf(results);
	let total = 0;
	const laid = [...byNumber]
		.map(([number, members]) => gather(number, members, covers))
		.sort((a, b) => a.number - b.number)
		.map((batch, index, all) => {
			total += batch.shown.length;
			return { ...batch, earlier: newsBetween(news, batch, all[index - 1]?.published ?? ''), total };
		});
	return laid.reverse();
}

function gather(number: number, members: Listed[], covers: BatchCover[]): Omit<Batch, 'earlier' | 'total'> {
	const cover = covers.find(({ id }) => Number(id) === number);
	const inOrder = members.toSorted((a, b) => a.id.localeCompare(b.id));
	const withdrawn = inOrder.filter(isWithdrawn);
	const shown = inOrder.filter(isPublished);
	const days = shown.length > 0 ? shown.map(({ published }) => published) : withdrawn.map((each) => each.withdrawn.day);
	const newest = days.sort().at(-1) ?? '';
	return {
		number,
		shown,
		withdrawn,
		published: cover ? minuteOf(cover.asOf).slice(0, 10) : newest,
		asOf: cover ? hourInWords(cover.asOf) : dayInWords(newest),
		channels: withdrawn.length > 0 ? [] : channelsOf(cover, members.length),
		demo: members.some(({ demo }) => demo) || cover?.demo === true,
	};
}

function channelsOf(cover: BatchCover | undefined, cases: number): Batch['channels'] {
	if (!cover || cover.channels.length === 0) return [];
	const rest = cases - cover.channels.reduce((sum, { count }) => sum + count, 0);
	return rest > 0 ? [...cover.channels, { name: '其他', count: rest }] : cover.channels;
}

/** All news of cases in batches, newest first; withdrawn cases have none. */
const newsOf = (results: Listed[]): CaseNews[] =>
	results
		.filter(isPublished)
		.filter(({ batch }) => batch !== undefined)
		.flatMap((result) => result.updates.map((update) => ({ result, ...update })))
		.sort((a, b) => b.day.localeCompare(a.day));

/** News of the cases of earlier batches after `since` and up to the day of this batch. */
const newsBetween = (news: CaseNews[], { number, published }: Pick<Batch, 'number' | 'published'>, since: string) =>
	news.filter(({ result, day }) => (result.batch ?? 0) < number && day > since && day <= published);

/** Counts by a word, in the order in which the words first come: 北票市 3 件、凌源市 1 件. */
export function countBy(results: Result[], word: (result: Result) => string): Array<{ name: string; count: number }> {
	return [...Map.groupBy(results, word)].map(([name, members]) => ({ name, count: members.length }));
}
