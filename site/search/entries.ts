import { allBatches } from '../batches/batch-sheet.ts';
import { batchOpening, batchTotals } from '../batches/batch-text.ts';
import { content } from '../build/content.ts';
import { categoryName, countyName } from '../build/names.ts';
import { kindNames } from '../notices/notice-labels.ts';
import { toText } from '../parts/markdown.ts';
import { catalogue } from '../ponds/catalogue.ts';
import { statusNames } from '../ponds/pond-labels.ts';
import { publicLists } from '../publications/all.ts';
import { listPath } from '../publications/list.ts';
import { batchTitle } from '../results/batch-title.ts';
import { markedTitle } from '../results/review.ts';
import type { SearchEntry } from './browser/match.ts';

/** Longest text kept of one page: enough to be found by, small enough for a phone. */
const longest = 1500;
const words = (...parts: Array<string | undefined>): string => parts.filter(Boolean).join(' ').slice(0, longest);

/** Every page that search finds, with the words it is found by: the many that only grow stand at the end. */
export function searchEntries(): SearchEntry[] {
	const { notices, results, guidance, categories, units, areas, campaign } = content();
	return [
		...publicLists().flatMap(({ name, entries }) =>
			// Closed ponds are found under their own names already.
			entries
				.filter(({ withdrawn, path }) => !withdrawn && path.startsWith('results/'))
				.map(({ title, path, words: found, demo }) => ({
					title,
					path,
					kind: name,
					text: words(found),
					...(demo && { demo: true }),
				})),
		),
		...allBatches().map((batch) => ({
			title: batchTitle(batch),
			path: `results/batches/${batch.number}/`,
			kind: '处理结果',
			text: words(batchOpening(batch), ...batchTotals(batch).map(({ value }) => value)),
			...(batch.demo && { demo: true }),
		})),
		...publicLists().map(({ id, name, lead }) => ({ title: name, path: listPath(id), kind: '处理结果', text: lead })),
		...notices.map((notice) => ({
			title: notice.title,
			path: `notices/${notice.id}/`,
			kind: kindNames[notice.kind],
			text: words(notice.documentNumber, notice.issuer, ...notice.keywords, notice.summary, toText(notice.body)),
			...(notice.demo && { demo: true }),
		})),
		...guidance.map(({ id, title, summary, body }) => ({
			title,
			path: `guidance/${id}/`,
			kind: '办事指南',
			text: words(summary, toText(body)),
		})),
		...categories.map(({ name, plain }) => ({
			title: name,
			path: 'guidance/categories/',
			kind: '举报事项',
			text: plain,
		})),
		...units.counties.map(({ slug, name, fullName, adcode }) => ({
			title: name,
			path: `counties/${slug}/`,
			kind: '县（市）区',
			text: words(
				fullName,
				...units.units.filter((unit) => unit.adcode === adcode).map((unit) => unit.name),
				...areas.towns.filter((town) => town.adcode === adcode).map((town) => town.name),
			),
		})),
		...campaign.actions.map(({ id, name, text, measures }) => ({
			title: name,
			path: `campaign/#${id}`,
			kind: '专项行动',
			text: words(text, ...measures),
		})),
		...catalogue().map(({ pond, county }) => ({
			title: pond.name,
			path: `ponds/${pond.id}/`,
			kind: '尾矿库',
			text: words(
				...pond.formerNames,
				county?.name,
				pond.town,
				pond.village,
				pond.company,
				pond.mineral,
				pond.status && statusNames[pond.status],
				pond.overhead ? '头顶库' : undefined,
			),
			...(pond.demo && { demo: true }),
		})),
		...results.map((result) => ({
			title: markedTitle(result),
			path: `results/${result.id}/`,
			kind: '处理结果',
			text: words(countyName(result.adcode), result.town, categoryName(result.category), result.unit, result.problem),
			...(result.demo && { demo: true }),
		})),
	];
}
