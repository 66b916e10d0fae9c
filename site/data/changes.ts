import { nameOf } from '../../content/facts/look-up.ts';
import type { WithdrawnResult } from '../../content/schema/result.ts';
import { content } from '../build/content.ts';
import { publicLists } from '../publications/all.ts';

/** One change of the open data, of its form or of what it holds. */
export interface Change {
	day: string;
	kind: 'format' | 'added' | 'changed' | 'withdrawn';
	/** Data file without ending, or * for all. */
	file: string;
	/** The entry that changed. */
	id?: string;
	text: string;
	/** Page of the entry, from the portal's root. */
	path: string;
}

/** Changes of form, newest first: written by hand with each new key or file. Version 1 only ever adds. */
export const formatChanges: Change[] = [
	{
		day: '2026-11-27',
		kind: 'format',
		file: 'results',
		text: '处理结果增加复查中（underReview）字段，案件重新核查的，列明开始日期。',
		path: 'data/',
	},
	{
		day: '2026-11-24',
		kind: 'format',
		file: 'acceptance',
		text: '增加矿山验收、行政处罚决定、修复治理和闭库销号公告的数据文件，处理结果各字段补充说明。',
		path: 'data/',
	},
	{
		day: '2026-11-24',
		kind: 'format',
		file: '*',
		text: '第1版：尾矿库名录、处理结果、办理统计、专项行动目标。以后只增加字段，不改变已有字段的含义。',
		path: 'data/',
	},
];

/** Changes that the log names; whoever needs older ones compares two versions line by line. */
const longest = 500;

interface Dated {
	id: string;
	published: string;
	updates: Array<{ day: string; text: string }>;
	underReview?: { since: string } | undefined;
	withdrawn?: { day: string; reason: string } | undefined;
}

/** What is left of a withdrawn entry. */
type Remains = Pick<WithdrawnResult, 'id' | 'withdrawn'>;

/** Every dated change of the open data, newest first, taken from the entries themselves. */
export function changes(): Change[] {
	const { ponds, results, withdrawnResults, acceptances, decisions, restorations, statistics } = content();
	const ofPonds = ponds.flatMap(({ id, name, changes }) =>
		changes.map(({ day, text }): Change => {
			return { day, kind: 'changed', file: 'ponds', id, text: `${name}：${text}`, path: `ponds/${id}/` };
		}),
	);
	const months = statistics.map(({ id, asOf }): Change => {
		return { day: asOf, kind: 'added', file: 'statistics', id, text: `${id} 办理统计`, path: `statistics/${id}/` };
	});
	return [
		...formatChanges,
		...ofPonds,
		...months,
		...results.flatMap((entry) => changesOf('results', '处理结果', 'results/', entry)),
		...withdrawnResults.map((entry) => withdrawal('results', '处理结果', 'results/', entry)),
		...acceptances.flatMap((entry) => changesOf('acceptance', listName('acceptance'), 'results/acceptance/', entry)),
		...decisions.flatMap((entry) => changesOf('decisions', listName('decisions'), 'results/decisions/', entry)),
		...restorations.flatMap((entry) =>
			changesOf('restoration', listName('restoration'), 'results/restoration/', entry),
		),
	]
		.sort((a, b) => b.day.localeCompare(a.day))
		.slice(0, longest);
}

const listName = (list: string): string => nameOf(publicLists(), list);

/** Of a withdrawn entry only the withdrawal is told. */
function changesOf(file: string, name: string, root: string, entry: Dated): Change[] {
	const { id, published, updates, underReview, withdrawn } = entry;
	if (withdrawn) return [withdrawal(file, name, root, { id, withdrawn })];
	const about = { file, id, path: `${root}${id}/` };
	return [
		{ ...about, day: published, kind: 'added', text: `${name} ${id}` },
		...updates.map(({ day, text }): Change => ({ ...about, day, kind: 'changed', text: `${name} ${id}：${text}` })),
		...(underReview
			? [{ ...about, day: underReview.since, kind: 'changed' as const, text: `${name} ${id}：开始复查` }]
			: []),
	];
}

function withdrawal(file: string, name: string, root: string, { id, withdrawn: { day, reason } }: Remains): Change {
	return { file, id, path: `${root}${id}/`, day, kind: 'withdrawn', text: `${name} ${id} 撤回，理由：${reason}` };
}
