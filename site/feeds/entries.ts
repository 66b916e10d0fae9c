import { allBatches } from '../batches/batch-sheet.ts';
import { batchOpening } from '../batches/batch-text.ts';
import { content } from '../build/content.ts';
import { publicLists } from '../publications/all.ts';
import { batchTitle } from '../results/batch-title.ts';
import { markedTitle, reviewSentence } from '../results/review.ts';
import type { FeedEntry } from './feed.ts';

/** Notices as a feed gives them. */
export const noticeEntries = (): FeedEntry[] =>
	content().notices.map(({ id, title, published, summary }) => ({
		title,
		day: published,
		path: `notices/${id}/`,
		summary,
	}));

/** Case results and the other publications that stand. */
export const resultEntries = (): FeedEntry[] => [
	...content().results.map((result) => ({
		title: markedTitle(result),
		day: result.published,
		path: `results/${result.id}/`,
		summary: result.underReview ? `${reviewSentence}${result.problem}` : result.problem,
	})),
	...allBatches().map((batch) => ({
		title: batchTitle(batch),
		day: batch.published,
		path: `results/batches/${batch.number}/`,
		summary: batchOpening(batch),
	})),
	...publicLists().flatMap(({ name, entries }) =>
		entries
			.filter(({ withdrawn }) => !withdrawn)
			.map(({ title, day, path }) => ({ title: `${name}：${title}`, day, path, summary: name })),
	),
];
